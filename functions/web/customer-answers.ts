import type { LedgerEvent } from '../ledger/event.ts';
import { fromDay, parseDate, toDay } from '../platform/civil-date.ts';
import { cleanText } from '../platform/clean-text.ts';
import { email } from '../platform/fields.ts';
import { formatMoney } from '../platform/money.ts';
import { parseTypedMoney } from '../platform/typed-money.ts';
import { FIRST_PART_DAYS, lastPartBy, monthlyParts, mostOwnParts } from '../promises/own-plan.ts';
import type { Account, OpenInvoice } from './customer-account.ts';
import type { CustomerReader } from './customer-reader.ts';

/** What a customer's form says, as acts; or what is wrong with it, in their words. */

export const ANSWERS = ['well', 'problem', 'promise', 'parts', 'other-parts', 'contact', 'billing'] as const;
export type Answer = (typeof ANSWERS)[number];

export const isAnswer = (text: string): text is Answer => (ANSWERS as readonly string[]).includes(text);

/** As contracts §1 have it for descriptions. */
export const LONGEST_TEXT = 2000;
/** A promise for later than this is a plan, and a person's to agree. */
const MOST_PROMISE_DAYS = 45;
/** Enough for everything that can be wrong with an invoice; more is somebody playing with the page. */
const MOST_OPEN_ISSUES = 5;

export type Field = (name: string) => string;

interface Problem {
  field: string;
  text: string;
}

export type ReadAnswer = { acts: readonly LedgerEvent[] } | { problems: readonly Problem[] };

/** What makes an act this one: the form's own id, so that a form that is sent twice is recorded once. */
interface Made {
  once: string;
  at: string;
}

const refuse = (...problems: Problem[]): ReadAnswer => ({ problems });

const envelope = ({ once, at }: Made, part = '') => ({
  id: `${once}${part}`,
  source: 'customer-page',
  at,
  by: 'customer',
});

/** The last day that a promise about an invoice may name. */
export const lastPromiseDay = ({ position, dueDay }: OpenInvoice): number =>
  Math.max(position.today, dueDay ?? 0) + MOST_PROMISE_DAYS;

/** What may still be promised: neither promised nor under review. */
export const promisable = (open: readonly OpenInvoice[]): OpenInvoice[] =>
  open.filter(({ position }) => position.asked > 0);

/** What may still be reported: something of it is not under review, and not too much was reported already. */
export const reportable = (open: readonly OpenInvoice[]): OpenInvoice[] =>
  open.filter(
    ({ invoice, position }) =>
      position.disputed < position.balance &&
      Object.values(invoice.issues).filter(({ resolvedAt }) => resolvedAt === undefined).length < MOST_OPEN_ISSUES,
  );

const chosen = (open: readonly OpenInvoice[], field: Field): OpenInvoice | undefined =>
  open.find(({ invoice }) => invoice.invoiceId === field('invoice'));

/** The amount that was typed, or all that is possible; above that is refused with the most that is. */
const amountIn = (
  { words, money, locale }: CustomerReader,
  typed: string,
  most: number,
  currency: string,
): number | Problem => {
  if (typed.trim() === '') return most;
  const amount = parseTypedMoney(typed, currency, locale);
  if (typeof amount !== 'number') return { field: 'amount', text: words.wrong.amount(money(most, currency)) };
  return amount > most ? { field: 'amount', text: words.wrong.amountAbove(money(most, currency)) } : amount;
};

const problemIn = (reader: CustomerReader, account: Account, field: Field, made: Made): ReadAnswer => {
  const { wrong } = reader.words;
  const one = chosen(reportable(account.open), field);
  if (one === undefined) return refuse({ field: 'invoice', text: wrong.invoice });
  const { invoice, position } = one;
  const problems: Problem[] = [];
  const category = field('category');
  if (!Object.hasOwn(account.view.company.settings.issueCategories, category))
    problems.push({ field: 'category', text: wrong.category });
  const description = cleanText(field('description')).trim();
  if (description === '') problems.push({ field: 'description', text: wrong.description });
  if (description.length > LONGEST_TEXT) problems.push({ field: 'description', text: wrong.tooLong(LONGEST_TEXT) });
  const most = position.balance - position.disputed;
  const amount = amountIn(reader, field('amount'), most, invoice.currency);
  if (typeof amount !== 'number') problems.push(amount);
  if (problems.length > 0 || typeof amount !== 'number') return { problems };
  const disputed = amount === position.balance ? {} : { disputedAmount: formatMoney(amount, invoice.currency) };
  const { invoiceId } = invoice;
  const issueId = `issue-${made.once}`;
  return {
    acts: [{ ...envelope(made), type: 'issue.raised', issueId, invoiceId, category, description, ...disputed }],
  };
};

/** Whether this very form, pressed twice, has promised this day before: what it promised is no longer open to be. */
export const promisedBefore = (account: Account, field: Field, once: string): boolean =>
  account.open.some(({ invoice }) => invoice.promises[`promise-${once}`]?.promisedOn === field('date').trim());

const promiseIn = (reader: CustomerReader, account: Account, field: Field, made: Made): ReadAnswer => {
  const { wrong } = reader.words;
  const possible = promisable(account.open);
  const isAll = field('invoice') === 'all' && possible.length > 1;
  const concerned = isAll ? possible : possible.filter(({ invoice }) => invoice.invoiceId === field('invoice'));
  const first = concerned[0];
  if (first === undefined) return refuse({ field: 'invoice', text: wrong.invoice });
  const problems: Problem[] = [];
  const date = field('date').trim();
  const day = parseDate(date) === undefined ? undefined : toDay(date);
  const last = Math.min(...concerned.map(lastPromiseDay));
  if (day === undefined) problems.push({ field: 'date', text: wrong.date });
  else if (day < first.position.today) problems.push({ field: 'date', text: wrong.datePast });
  else if (day > last) problems.push({ field: 'date', text: wrong.dateFar(reader.day(last)) });
  const { currency } = first.invoice;
  const amount = isAll ? undefined : amountIn(reader, field('amount'), first.position.asked, currency);
  if (typeof amount === 'object') problems.push(amount);
  if (isAll && field('amount').trim() !== '') problems.push({ field: 'amount', text: wrong.amountOfAll });
  if (problems.length > 0) return { problems };
  return {
    acts: concerned.map(({ invoice, position }, index) => ({
      ...envelope(made, index === 0 ? '' : `-${index}`),
      type: 'promise.made',
      promiseId: `promise-${made.once}${index === 0 ? '' : `-${index}`}`,
      invoiceId: invoice.invoiceId,
      amount: formatMoney(typeof amount === 'number' ? amount : position.asked, invoice.currency),
      promisedOn: date,
    })),
  };
};

/** The invoices that may be paid in parts without asking, each with its most parts. */
export const inParts = (open: readonly OpenInvoice[]): { one: OpenInvoice; most: number }[] =>
  open.flatMap((one) => {
    const most = mostOwnParts(one.policy, one.invoice, one.position);
    return most === 0 ? [] : [{ one, most }];
  });

/** A plan as it would be agreed: of which invoice, and its parts. */
export interface OwnPlan {
  one: OpenInvoice;
  parts: { dueOn: string; amount: number }[];
}

/** The plan that a form describes, or what is wrong with it. */
export const planIn = (
  reader: CustomerReader,
  account: Account,
  field: Field,
): OwnPlan | { problems: readonly Problem[] } => {
  const { wrong } = reader.words;
  const found = inParts(account.open).find(({ one }) => one.invoice.invoiceId === field('invoice'));
  if (found === undefined) return { problems: [{ field: 'invoice', text: wrong.invoice }] };
  const { one, most } = found;
  const { today, balance } = one.position;
  const problems: Problem[] = [];
  const count = /^\d{1,3}$/.test(field('parts')) ? Number(field('parts')) : 0;
  if (count < 2 || count > most) problems.push({ field: 'parts', text: wrong.parts(most) });
  const first = field('first').trim();
  const day = parseDate(first) === undefined ? undefined : toDay(first);
  if (day === undefined) problems.push({ field: 'first', text: wrong.date });
  else if (day < today) problems.push({ field: 'first', text: wrong.datePast });
  else if (day > today + FIRST_PART_DAYS)
    problems.push({ field: 'first', text: wrong.dateFar(reader.day(today + FIRST_PART_DAYS)) });
  if (problems.length > 0) return { problems };
  const parts = monthlyParts(balance, count, first);
  const last = lastPartBy(today, one.policy!.plans!.maxMonths);
  return parts.at(-1)!.dueOn > last
    ? { problems: [{ field: 'first', text: wrong.lastPart(reader.date(last)) }] }
    : { one, parts };
};

const partsIn = (reader: CustomerReader, account: Account, field: Field, made: Made): ReadAnswer => {
  const plan = planIn(reader, account, field);
  if ('problems' in plan) return plan;
  const { invoiceId, currency } = plan.one.invoice;
  // What was shown is what is agreed: a payment in between makes it another plan.
  const shown = field('shown');
  if (shown !== '' && shown !== String(plan.one.position.balance))
    return refuse({ field: 'parts', text: reader.words.wrong.planChanged });
  const instalments = plan.parts.map(({ dueOn, amount }) => ({ dueOn, amount: formatMoney(amount, currency) }));
  return { acts: [{ ...envelope(made), type: 'plan.agreed', planId: `plan-${made.once}`, invoiceId, instalments }] };
};

const otherPartsIn = (reader: CustomerReader, account: Account, field: Field, made: Made): ReadAnswer => {
  const one = chosen(account.open, field);
  if (one === undefined) return refuse({ field: 'invoice', text: reader.words.wrong.invoice });
  const note = cleanText(field('note')).trim();
  if (note === '') return refuse({ field: 'note', text: reader.words.wrong.note });
  if (note.length > LONGEST_TEXT) return refuse({ field: 'note', text: reader.words.wrong.tooLong(LONGEST_TEXT) });
  const { invoiceId } = one.invoice;
  const { payerId: customerId } = account.link;
  return {
    acts: [{ ...envelope(made), type: 'customer.answered', customerId, answer: 'asks-for-plan', invoiceId, note }],
  };
};

const LONGEST_NAME = 200;

const contactIn = (reader: CustomerReader, account: Account, field: Field, made: Made): ReadAnswer => {
  const { wrong } = reader.words;
  const about = account.open[0];
  if (about === undefined) return refuse({ field: '', text: wrong.notOffered });
  const name = cleanText(field('name')).trim();
  const address = field('email').trim();
  const problems: Problem[] = [];
  if (name === '' || name.length > LONGEST_NAME) problems.push({ field: 'name', text: wrong.name });
  if (!email.safeParse(address).success) problems.push({ field: 'email', text: wrong.email });
  if (problems.length > 0) return { problems };
  const { payerId: customerId } = account.link;
  const { invoiceId } = about.invoice;
  const requestId = `request-${made.once}`;
  return {
    acts: [{ ...envelope(made), type: 'contact.asked', customerId, requestId, invoiceId, name, email: address }],
  };
};

/** Whether the customer may ask for monthly bills: on a fixed income (domain rule 29). */
export const mayAskForBilling = ({ view: { payer } }: Account): boolean =>
  payer.segment === 'residential' && payer.fixedIncome;

/** The acts of a form that was sent, or its problems. */
export const readAnswer = (
  answer: Answer,
  reader: CustomerReader,
  account: Account,
  field: Field,
  made: Made,
): ReadAnswer => {
  const { payerId: customerId } = account.link;
  switch (answer) {
    case 'well': {
      // Once a day: it says nothing more the second time.
      const id = `well-${customerId}-${fromDay(account.view.today)}`;
      return { acts: [{ ...envelope(made), id, type: 'customer.answered', customerId, answer: 'all-is-well' }] };
    }
    case 'problem':
      return problemIn(reader, account, field, made);
    case 'promise':
      return promiseIn(reader, account, field, made);
    case 'parts':
      return partsIn(reader, account, field, made);
    case 'other-parts':
      return otherPartsIn(reader, account, field, made);
    case 'contact':
      return contactIn(reader, account, field, made);
    case 'billing':
      return mayAskForBilling(account)
        ? { acts: [{ ...envelope(made), type: 'billing.requested', customerId, schedule: 'monthly' }] }
        : refuse({ field: '', text: reader.words.wrong.notOffered });
  }
};
