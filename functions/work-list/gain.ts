import { toDay } from '../platform/civil-date.ts';
import { minorDigits } from '../platform/money.ts';
import type { ItemKind } from './kinds.ts';

/**
 * What is gained by acting on an item now. Lists are ordered by it, and the page shows the reason. The score is money, in
 * the currency's own unit, weighed by how much a day of waiting costs: it orders a list and means nothing by itself.
 */
export interface Gain {
  score: number;
  reason: Reason;
}

/** Why an item stands where it stands, the strongest reason first. */
export const REASONS = [
  ...(['concerns-everybody', 'answer-late', 'nothing-can-be-sent', 'promise-broken', 'customer-waits'] as const),
  ...([
    'decision-waits',
    'in-hand',
    'answer-today',
    'money-waits',
    'overdue',
    'hold-over',
    'before-due',
    'waits',
  ] as const),
] as const;
export type Reason = (typeof REASONS)[number];

/** What is at stake. Amounts are minor units, dates `YYYY-MM-DD`. */
export interface Stake {
  kind: ItemKind;
  /** Whether it holds up everybody's letters. */
  stopsAll: boolean;
  /** What is still to be asked for; undefined where the item is about no invoice. */
  amount?: number | undefined;
  currency?: string | undefined;
  /** The day by which the money was to come. */
  moneyDueOn?: string | undefined;
  /** The last day on which the item is answered in time. */
  answerBy?: string | undefined;
  /** An issue that somebody has taken up: the customer knows of it. */
  takenUp?: boolean | undefined;
}

/** An item without an amount is not worth nothing. */
const LEAST = 50;
/** Above everything that an invoice could ask for. */
const EVERYBODY = 1e15;
/** Debt older than this is not worth hurrying for more than it was. */
const MOST_DAYS = 90;

/** How much more it brings to act on it than to call about the same amount. */
const WEIGHT: Readonly<Record<ItemKind, number>> = {
  'stale-ledger': 1,
  // Nobody at the payer can be written to, or nothing more is sent about the invoice, until somebody acts.
  'find-contact': 3,
  'delivery-unknown': 3,
  // A person waits for an answer.
  reply: 2.5,
  issue: 2,
  approval: 2.5,
  'second-approval': 2.5,
  // Who broke a promise pays when they are asked at once, or not at all.
  'broken-promise': 2,
  'unapplied-credit': 2,
  'hold-ended': 1.5,
  task: 1,
};

const OF_KIND: Partial<Record<ItemKind, Reason>> = {
  'find-contact': 'nothing-can-be-sent',
  'delivery-unknown': 'nothing-can-be-sent',
  'broken-promise': 'promise-broken',
  reply: 'customer-waits',
  issue: 'customer-waits',
  approval: 'decision-waits',
  'second-approval': 'decision-waits',
  'unapplied-credit': 'money-waits',
  'hold-ended': 'hold-over',
};

/** Each day makes a debt harder to collect, for the first three months: from 0.6 before its day to 3. */
const ageFactor = (overdueDays: number): number =>
  overdueDays <= 0 ? 0.6 : 1 + Math.min(overdueDays, MOST_DAYS) / (MOST_DAYS / 2);

/** An answer that is late has been waited for: from 1.5 on its first day late to 2.5 after ten. */
const answerFactor = (lateDays: number | undefined): number => {
  if (lateDays === undefined || lateDays < 0) return 1;
  return lateDays === 0 ? 1.2 : 1.5 + Math.min(lateDays, 10) / 10;
};

const reasonOf = (stake: Stake, lateDays: number | undefined, overdueDays: number | undefined): Reason => {
  if (lateDays !== undefined && lateDays > 0) return 'answer-late';
  if (stake.takenUp === true) return 'in-hand';
  const ofKind = OF_KIND[stake.kind];
  if (ofKind !== undefined) return ofKind;
  if (lateDays === 0) return 'answer-today';
  if (overdueDays === undefined) return 'waits';
  return overdueDays > 0 ? 'overdue' : 'before-due';
};

/** What acting on an item brings today. `today` is a day since 1970, of the company. */
export const gainOf = (stake: Stake, today: number): Gain => {
  if (stake.stopsAll) return { score: EVERYBODY, reason: 'concerns-everybody' };
  const { amount, currency, moneyDueOn, answerBy } = stake;
  const lateDays = answerBy === undefined ? undefined : today - toDay(answerBy);
  const overdueDays = moneyDueOn === undefined ? undefined : today - toDay(moneyDueOn);
  const money = amount === undefined || currency === undefined ? 0 : amount / 10 ** minorDigits(currency);
  const score = Math.max(money, LEAST) * WEIGHT[stake.kind] * ageFactor(overdueDays ?? 1) * answerFactor(lateDays);
  return { score, reason: reasonOf(stake, lateDays, overdueDays) };
};
