import type { OpenInvoice } from './customer-account.ts';

/** What of an invoice is past its day, in minor units: of instalments those whose day is over. */
export const pastDueOf = ({ position }: OpenInvoice): number =>
  position.demands.reduce(
    (total, { dueDay, open }) => total + (dueDay !== undefined && dueDay < position.today ? open : 0),
    0,
  );
