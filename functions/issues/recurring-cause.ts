import { createHash } from 'node:crypto';
import { COMPANY, type InvoiceFacts, type Issue } from '../ledger/entities.ts';
import type { Recording } from '../ledger/record/recording.ts';
import { ANSWER_DAYS } from '../lifecycle/answer-days.ts';
import { toDay } from '../platform/civil-date.ts';
import { formatMoney } from '../platform/money.ts';
import type { Item, Key } from '../platform/ports.ts';
import { localDate } from '../platform/zone.ts';
import { itemKey, type WorkItem } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';

/** Causes that come again stand before the manager of the department, with what they cost. */

/** From this many issues within so many days a cause is not chance. */
const TIMES = 3;
const WITHIN_DAYS = 90;
/** Room for the newest issues of one cause: with more, the figures are of these. */
const MOST_KEPT = 200;
const LONGEST_CAUSE = 80;

/** One solved issue of a cause. `amount` is what it disputed, minor units; `days` from raising to solving. */
interface Occurrence {
  issueId: string;
  at: string;
  on: string;
  amount: number;
  currency: string;
  days: number;
}

interface CauseRecord extends Item {
  department: string;
  occurrences: Occurrence[];
  v: number;
}

/** Causes are one where they differ only in capitals, spaces, signs and punctuation. */
const sameWords = (cause: string): string =>
  cause
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();

const markOf = (department: string, cause: string): string =>
  createHash('sha256')
    .update(`${department}\n${sameWords(cause)}`)
    .digest('base64url')
    .slice(0, 22);

const causeKey = (mark: string): Key => ({ pk: COMPANY, sk: `CAUSE#${mark}` });

/** The item about a cause that comes again; it is about no customer. */
const causeItem = (mark: string): string => `cause-${mark}`;

/** What one cause did: how often, to how much money in each currency, with how many calendar days of delay. */
const sumOf = (occurrences: readonly Occurrence[]): { number: number; amounts: string[]; days: number } => {
  const byCurrency = new Map<string, number>();
  let days = 0;
  for (const { currency, amount, days: each } of occurrences) {
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amount);
    days += each;
  }
  const amounts = [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amount]) => `${formatMoney(amount, currency)} ${currency}`);
  return { number: occurrences.length, amounts, days };
};

const titleOf = (cause: string, occurrences: readonly Occurrence[]): string => {
  const { number, amounts, days } = sumOf(occurrences);
  const short = cause.length <= LONGEST_CAUSE ? cause : `${cause.slice(0, LONGEST_CAUSE - 1)}…`;
  return `Correct what keeps happening: ${short} (${number} issues in ${WITHIN_DAYS} days, ${amounts.join(' + ')}, ${days} days of delay)`;
};

/**
 * Notes the root cause of an issue that a colleague solved. The third time within 90 days, and each time after, its
 * department's manager has an item with the figures; one that was closed comes back after three more.
 */
export const noteCause = async (recording: Recording, invoice: InvoiceFacts, issue: Issue): Promise<void> => {
  const { company, workspace, now, platform } = recording;
  const { issueId, rootCause, resolvedAt, resolvedBy } = issue;
  // An imported table tells no cause.
  if (rootCause === undefined || resolvedAt === undefined || resolvedBy === 'system') return;
  const department = company.settings.issueCategories[issue.category]?.department;
  if (department === undefined) return;
  const mark = markOf(department, rootCause);
  const key = causeKey(mark);
  const zone = company.settings.timeZone;
  const on = localDate(Date.parse(resolvedAt), zone);
  const occurrence: Occurrence = {
    issueId,
    at: resolvedAt,
    on,
    amount: issue.disputedAmount ?? invoice.amount,
    currency: invoice.currency,
    days: toDay(on) - toDay(localDate(Date.parse(issue.raisedAt), zone)),
  };
  const before = (await workspace.get<CauseRecord>(key))?.occurrences ?? [];
  const since = toDay(on) - WITHIN_DAYS;
  const occurrences = [...before.filter((each) => toDay(each.on) > since), occurrence].slice(-MOST_KEPT);
  await workspace.put({ ...key, department, occurrences });
  const id = causeItem(mark);
  const item = await workspace.get<WorkItem>(itemKey(undefined, id));
  const title = titleOf(rootCause, occurrences);
  if (item !== undefined && item.closedAt === undefined) {
    await workspace.put({ ...item, title });
    return;
  }
  const anew = occurrences.filter(({ at }) => item?.closedAt === undefined || at > item.closedAt);
  if (anew.length < TIMES) return;
  await raiseItem(
    workspace,
    company,
    {
      itemId: id,
      kind: 'task',
      title,
      assignee: company.settings.departments[department]?.manager,
      department,
      answerDays: ANSWER_DAYS,
    },
    now,
    true,
  );
  platform.tell({
    at: new Date(now).toISOString(),
    what: 'item-raised',
    why: {
      rule: 'recurring-cause',
      text: 'A root cause came again: it is put before the manager of the department.',
      facts: { item: id, department, issues: occurrences.length },
    },
  });
};
