import type { LetterRecord } from '../correspondence/letter-record.ts';
import type { CustomerItems } from '../lifecycle/customer-items.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { addDays, monthOf, toDay } from '../platform/civil-date.ts';
import type { Company } from '../platform/company.ts';
import { localDate } from '../platform/zone.ts';
import { type CaseFacts, positionOf } from '../policy/case-facts.ts';
import { EVERYBODY } from '../work-list/entry.ts';
import type { WorkItem } from '../work-list/item.ts';
import type { InvoiceHistory } from './books.ts';
import { type BooksOf, type FactsForBooks, historiesOf } from './books-of.ts';
import { openAmount } from './outstanding.ts';
import type { MonthToDate } from './period.ts';
import { EFFECT_DAYS, entryOf, type LetterTally, monthIn, type Tally } from './tally.ts';

/** Where the figures of one part of the ledger are counted, and for which months. */
export interface Counting {
  tally: Tally;
  books: BooksOf;
  months: readonly MonthToDate[];
  company: Company;
}

const noLetters = (): LetterTally => ({ sent: 0, bounced: 0, invoices: 0, asked: 0, settled: 0, settledWhole: 0 });

const letterTally = ({ tally, months }: Counting, day: string, step: string): LetterTally | undefined =>
  day < months[0]!.from || day > months.at(-1)!.until
    ? undefined
    : entryOf(monthIn(tally, monthOf(day)).letters, step, noLetters);

const openOn = (parts: readonly InvoiceHistory[], on: string): number =>
  parts.reduce((sum, part) => sum + Math.max(openAmount(part, on, 'all'), 0), 0);

/** What a letter asked for: the parts that were due by then; before the due date, all of it. */
const partsAsked = (histories: readonly InvoiceHistory[], day: string): readonly InvoiceHistory[] => {
  const due = histories.filter(({ dueOn }) => dueOn !== undefined && dueOn <= day);
  return due.length === 0 ? histories : due;
};

/** Until when money counts as a letter's effect: what is taken off by writing the invoice off is none. */
const effectUntil = ({ invoice: { closedAs }, zone }: FactsForBooks, day: string): string => {
  const last = addDays(day, EFFECT_DAYS);
  if (closedAs === undefined) return last;
  const before = addDays(localDate(Date.parse(closedAs.at), zone), -1);
  if (before > last) return last;
  return before;
};

/** Counts what came in after each letter that asked for an invoice, once a letter. */
const countEffect = (counting: Counting, facts: FactsForBooks, steps: readonly StepRecord[]): void => {
  const letters = new Set<string>();
  let histories: InvoiceHistory[] | undefined;
  for (const { status, at, letterId, step } of steps) {
    if (status !== 'done' || at === undefined || letterId === undefined) continue;
    if (letters.has(letterId)) continue;
    letters.add(letterId);
    const day = localDate(Date.parse(at), counting.company.settings.timeZone);
    const counted = letterTally(counting, day, step);
    if (counted === undefined) continue;
    histories ??= historiesOf(facts);
    const parts = partsAsked(histories, day);
    const asked = openOn(parts, addDays(day, -1));
    const left = Math.min(openOn(parts, effectUntil(facts, day)), asked);
    counted.invoices += 1;
    counted.asked += asked;
    counted.settled += asked - left;
    if (left === 0) counted.settledWhole += 1;
  }
};

const countLetter = (counting: Counting, { at, step, status, bounced }: LetterRecord): void => {
  if (step === null || status !== 'sent') return;
  const counted = letterTally(counting, localDate(Date.parse(at), counting.company.settings.timeZone), step);
  if (counted === undefined) return;
  counted.sent += 1;
  if (bounced !== undefined && bounced.length > 0) counted.bounced += 1;
};

/** Counts an item for the department of whoever closed it, or whose it is while it is open. */
const countItem = ({ tally, company, months }: Counting, item: WorkItem): void => {
  const { staff, settings } = company;
  const departmentOf = (id: string | undefined): string | undefined =>
    staff.find((member) => member.id === id)?.department;
  const { closedAt, closedBy, dueOn } = item;
  const raisedOn = localDate(Date.parse(item.raisedAt), settings.timeZone);
  const asOf = months.at(-1)!.until;
  if (closedAt === undefined) {
    const name = item.department ?? departmentOf(item.assignee) ?? EVERYBODY;
    const open = entryOf(tally.open, name, () => ({ number: 0, late: 0, oldest: raisedOn }));
    open.number += 1;
    if (dueOn !== undefined && dueOn < asOf) open.late += 1;
    if (raisedOn < open.oldest) open.oldest = raisedOn;
    return;
  }
  const department = departmentOf(closedBy);
  const closedOn = localDate(Date.parse(closedAt), settings.timeZone);
  if (department === undefined || closedOn < months[0]!.from || closedOn > asOf) return;
  const work = entryOf(monthIn(tally, monthOf(closedOn)).work, department, () => ({ done: 0, late: 0, days: 0 }));
  work.done += 1;
  work.days += toDay(closedOn) - toDay(raisedOn);
  if (dueOn !== undefined && dueOn < closedOn) work.late += 1;
};

/** Counts one invoice, open or not, with what its letters brought. */
export const countInvoice = (
  counting: Counting,
  facts: FactsForBooks & Pick<CaseFacts, 'now' | 'calendar'>,
  steps: readonly StepRecord[],
): void => {
  const { invoice } = facts;
  if (
    invoice.currency !== counting.books.books.currency ||
    invoice.status === 'draft' ||
    invoice.voidedAt !== undefined
  )
    return;
  counting.books.add(facts, positionOf(facts));
  countEffect(counting, facts, steps);
};

/** Counts a customer's letters, and the items about it. */
export const countBeside = (counting: Counting, { letters, items }: Pick<CustomerItems, 'letters' | 'items'>): void => {
  for (const letter of letters) countLetter(counting, letter);
  for (const item of items) countItem(counting, item);
};
