import type { LetterRecord } from '../correspondence/letter-record.ts';
import { type CustomerHead, type InvoiceFacts, invoiceIdOf, isFacts } from '../ledger/entities.ts';
import type { Item } from '../platform/ports.ts';
import type { WorkItem } from '../work-list/item.ts';
import { type Case, isStep, type StepRecord } from './entities.ts';

/** One invoice's facts, case and steps, among all that a customer's partition holds. */
export interface InvoiceItems {
  invoice?: InvoiceFacts;
  case?: Case;
  steps: StepRecord[];
}

/** What a customer's partition holds, invoice by invoice and besides. */
export interface CustomerItems {
  head?: CustomerHead;
  invoices: Map<string, InvoiceItems>;
  letters: LetterRecord[];
  items: WorkItem[];
}

/** Sorts a partition's items. */
export const itemsOfCustomer = (items: readonly Item[]): CustomerItems => {
  const found: CustomerItems = { invoices: new Map(), letters: [], items: [] };
  for (const item of items) {
    const invoiceId = invoiceIdOf(item.sk);
    if (invoiceId !== undefined) {
      const of = found.invoices.get(invoiceId) ?? { steps: [] };
      found.invoices.set(invoiceId, of);
      if (isStep(item)) of.steps.push(item as StepRecord);
      else if (isFacts(item)) of.invoice = item as InvoiceFacts;
      else of.case = item as Case;
    } else if (item.sk === 'HEAD') found.head = item as CustomerHead;
    else if (item.sk.startsWith('LETTER#')) found.letters.push(item as LetterRecord);
    else if (item.sk.startsWith('ITEM#')) found.items.push(item as WorkItem);
  }
  return found;
};
