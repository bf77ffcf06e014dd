import type { InvoiceHistory, Scope } from './books.ts';

/**
 * How much of an invoice is in dispute at the end of a day, in minor units, and at most `cap`, the amount that is
 * looked at: what is settled is no longer contested.
 */
export const disputedOn = (invoice: InvoiceHistory, on: string, cap: number): number => {
  if (invoice.disputed === undefined || cap <= 0) return 0;
  let disputed = 0;
  for (const part of invoice.disputed)
    if (part.from <= on && (part.to === undefined || on < part.to)) disputed += part.amount;
  return Math.min(disputed, cap);
};

/**
 * What is owed on an invoice at the end of a day, in minor units. Zero before its issue, also where money came earlier.
 * Below zero where more was settled than was asked.
 */
export const openAmount = (invoice: InvoiceHistory, on: string, scope: Scope): number => {
  if (invoice.issuedOn > on) return 0;
  let balance = invoice.amount;
  for (const settlement of invoice.settlements) if (settlement.on <= on) balance -= settlement.amount;
  return scope === 'all' ? balance : balance - disputedOn(invoice, on, balance);
};

/** What was issued by a day less what was settled by it, both inclusive of the day, in minor units. */
export const outstanding = (invoices: readonly InvoiceHistory[], on: string, scope: Scope = 'all'): number => {
  let total = 0;
  for (const invoice of invoices) total += openAmount(invoice, on, scope);
  return total;
};
