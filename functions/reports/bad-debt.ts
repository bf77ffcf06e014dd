import type { InvoiceHistory, Scope } from './books.ts';
import { disputedOn } from './outstanding.ts';
import { isWithin, type Period } from './period.ts';
import { share } from './share.ts';

/**
 * What of an invoice was written off in a period, in minor units; undisputed, less what was still in dispute at the
 * end of that day.
 */
export const writtenOffWithin = (invoice: InvoiceHistory, period: Period, scope: Scope): number => {
  const { writtenOff } = invoice;
  if (writtenOff === undefined || !isWithin(period, writtenOff.on)) return 0;
  // The credit that answers a write-off may have emptied the balance on the same day, so the amount itself is the cap.
  return scope === 'all'
    ? writtenOff.amount
    : writtenOff.amount - disputedOn(invoice, writtenOff.on, writtenOff.amount);
};

/** Written off in the period ÷ revenue (credit sales) of the period, from 0 up. Null without revenue. */
export const badDebtShare = (writtenOff: number, revenue: number): number | null => share(writtenOff, revenue);
