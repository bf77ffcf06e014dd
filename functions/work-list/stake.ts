import { balanceOf } from '../ledger/balance.ts';
import type { InvoiceFacts } from '../ledger/entities.ts';
import type { ItemStake } from './item.ts';

/** What is at stake with an invoice: what it still owes, and since when. */
export const stakeOf = (invoice: InvoiceFacts | undefined): ItemStake | undefined => {
  if (invoice === undefined) return undefined;
  const amount = Math.max(balanceOf(invoice), 0);
  return { amount, currency: invoice.currency, ...(invoice.dueOn === undefined ? {} : { dueOn: invoice.dueOn }) };
};
