import { toDay } from '../platform/civil-date.ts';
import type { InvoiceHistory, Scope } from './books.ts';
import { openAmount } from './outstanding.ts';

/**
 * Amounts by days after the due date. `current` holds what is due today or later and what has no due date; the others
 * are named for their first and last day overdue.
 */
export type Ageing = Record<Bucket, number>;
export type Bucket = 'current' | 'd1to30' | 'd31to60' | 'd61to90' | 'over90';

/** All of them, the youngest first. */
export const BUCKETS: readonly Bucket[] = ['current', 'd1to30', 'd31to60', 'd61to90', 'over90'];

export const emptyAgeing = (): Ageing => ({ current: 0, d1to30: 0, d31to60: 0, d61to90: 0, over90: 0 });

/** The bucket of a due date on a day. `day` is the same day as `on`, since 1970-01-01. */
export const bucketOf = (dueOn: string | undefined, on: string, day: number): Bucket => {
  if (dueOn === undefined || on <= dueOn) return 'current';
  const overdueDays = day - toDay(dueOn);
  if (overdueDays <= 30) return 'd1to30';
  if (overdueDays <= 60) return 'd31to60';
  return overdueDays <= 90 ? 'd61to90' : 'over90';
};

/** Adds an invoice's open amount at the end of a day to the bucket it stands in. `day` is `on` since 1970-01-01. */
export const addToAgeing = (ageing: Ageing, invoice: InvoiceHistory, on: string, day: number, scope: Scope): void => {
  const amount = openAmount(invoice, on, scope);
  if (amount !== 0) ageing[bucketOf(invoice.dueOn, on, day)] += amount;
};

/** The ageing at the end of a day, in minor units. Its buckets add up to `outstanding` of the same day and scope. */
export const ageing = (invoices: readonly InvoiceHistory[], on: string, scope: Scope = 'all'): Ageing => {
  const result = emptyAgeing();
  const day = toDay(on);
  for (const invoice of invoices) addToAgeing(result, invoice, on, day, scope);
  return result;
};

/** What all buckets hold together: the outstanding amount. */
export const totalOf = (amounts: Ageing): number =>
  amounts.current + amounts.d1to30 + amounts.d31to60 + amounts.d61to90 + amounts.over90;
