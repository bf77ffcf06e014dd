import { toDay } from '../platform/civil-date.ts';
import { BUCKETS, type Bucket, bucketOf } from './ageing.ts';
import type { InvoiceHistory, IssueHistory } from './books.ts';
import { disputedOn, openAmount } from './outstanding.ts';

/** What stands behind the sums of the last day that is counted: the largest invoices of each age, and the open issues. */

/** So many invoices of each age are kept: one item of at most 400 KB holds all figures. */
const MOST_OF_AGE = 50;

/** An invoice with what is open of it at one age, in minor units. */
export interface OpenInvoice {
  invoiceId: string;
  number: string;
  customerId: string;
  open: number;
  dueOn?: string;
}

/** The invoices that have something open at one age: how many, and the largest of them. */
export interface OpenAtAge {
  number: number;
  largest: OpenInvoice[];
}

export type OpenByAge = Partial<Record<Bucket, OpenAtAge>>;

/** What is in dispute on the last day, of one category. */
export interface OpenDisputes {
  number: number;
  /** Minor units; no more than is open of each invoice. */
  amount: number;
  /** Calendar days since each was raised, added up. */
  days: number;
  /** The date on which the oldest was raised. */
  oldest: string;
}

const largestOf = (invoices: OpenInvoice[]): OpenInvoice[] =>
  invoices.sort((a, b) => b.open - a.open || (a.invoiceId < b.invoiceId ? -1 : 1)).slice(0, MOST_OF_AGE);

/** The invoices by age at the end of a date; one with instalments stands at each age at which it has something open. */
export const openByAge = (invoices: readonly InvoiceHistory[], on: string): OpenByAge => {
  const day = toDay(on);
  const found = new Map<Bucket, Map<string, OpenInvoice>>();
  for (const { invoiceId, number = invoiceId, customerId, dueOn, ...rest } of invoices) {
    const history = { invoiceId, ...rest };
    const open = customerId === undefined ? 0 : openAmount(history, on, 'all');
    if (open <= 0 || customerId === undefined) continue;
    const bucket = bucketOf(dueOn, on, day);
    const own = found.get(bucket) ?? new Map<string, OpenInvoice>();
    found.set(bucket, own);
    const known = own.get(invoiceId);
    if (known === undefined)
      own.set(invoiceId, { invoiceId, number, customerId, open, ...(dueOn === undefined ? {} : { dueOn }) });
    else known.open += open;
  }
  return Object.fromEntries(
    [...found].map(([bucket, own]) => [bucket, { number: own.size, largest: largestOf([...own.values()]) }]),
  );
};

/** Two parts of a ledger together. */
export const addOpenByAge = (into: OpenByAge, part: OpenByAge): OpenByAge => {
  const sum: OpenByAge = {};
  for (const bucket of BUCKETS) {
    const [one, other] = [into[bucket], part[bucket]];
    if (one === undefined && other === undefined) continue;
    sum[bucket] = {
      number: (one?.number ?? 0) + (other?.number ?? 0),
      largest: largestOf([...(one?.largest ?? []), ...(other?.largest ?? [])]),
    };
  }
  return sum;
};

/**
 * The issues that are open at the end of a date, by `#` and category. Together they are what the outstanding amount has
 * more than its undisputed part: of an invoice, the issue that was raised first takes its amount first.
 */
export const disputesOn = (
  invoices: readonly InvoiceHistory[],
  issues: readonly IssueHistory[],
  on: string,
): Map<string, OpenDisputes> => {
  const open = issues.filter(
    ({ raisedOn, resolved }) => raisedOn <= on && (resolved === undefined || on < resolved.on),
  );
  const disputed = new Map<string, number>();
  if (open.length > 0)
    for (const invoice of invoices) {
      const amount = disputedOn(invoice, on, openAmount(invoice, on, 'all'));
      if (amount > 0) disputed.set(invoice.invoiceId, (disputed.get(invoice.invoiceId) ?? 0) + amount);
    }
  const found = new Map<string, OpenDisputes>();
  for (const issue of open.sort((a, b) => (a.raisedOn < b.raisedOn ? -1 : a.raisedOn > b.raisedOn ? 1 : 0))) {
    const left = disputed.get(issue.invoiceId) ?? 0;
    const amount = Math.min(issue.amount, left);
    disputed.set(issue.invoiceId, left - amount);
    const name = `#${issue.category}`;
    const of = found.get(name) ?? { number: 0, amount: 0, days: 0, oldest: issue.raisedOn };
    found.set(name, of);
    of.number += 1;
    of.amount += amount;
    of.days += toDay(on) - toDay(issue.raisedOn);
  }
  return found;
};
