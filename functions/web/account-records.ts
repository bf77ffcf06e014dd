import type { LetterRecord } from '../correspondence/letter-record.ts';
import { isOpen } from '../ledger/balance.ts';
import { type CustomerHead, type InvoiceFacts, invoiceIdOf, isFacts } from '../ledger/entities.ts';
import { type Case, isStep, type StepRecord } from '../lifecycle/entities.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { WorkItem } from '../work-list/item.ts';

/** An invoice with its case and the records of its steps, in every cycle. */
export interface AccountInvoice {
  invoice: InvoiceFacts;
  found?: Case | undefined;
  steps: StepRecord[];
}

/** What stands in a customer's partition, as far as a page shows it. */
export interface AccountRecords {
  head?: CustomerHead;
  invoices: AccountInvoice[];
  items: WorkItem[];
  letters: LetterRecord[];
}

/**
 * Where the records of an account begin: evidence, which takes much room, and what it is found by stand before its head,
 * and no page of an account shows them.
 */
export const BEFORE_HEAD = 'FIND~';

/** A page of a partition up to the last invoice that is there with all of its records, and where the next page begins. */
export const wholePart = <Found extends Key>({
  items,
  next,
}: {
  items: readonly Found[];
  next?: string;
}): { items: readonly Found[]; next?: string } => {
  const cut = next === undefined ? undefined : invoiceIdOf(next);
  if (cut === undefined) return { items, ...(next === undefined ? {} : { next }) };
  const first = items.findIndex(({ sk }) => invoiceIdOf(sk) === cut);
  const before = items[first - 1]?.sk;
  // One that fills a page alone is shown as far as it goes.
  return before === undefined || invoiceIdOf(before) === undefined
    ? { items, next: next! }
    : { items: items.slice(0, first), next: before };
};

/** Sorts what was read of a customer's partition; an invoice of which only a part was read is left out. */
export const recordsIn = (found: readonly Item[]): AccountRecords => {
  const invoices = new Map<string, Partial<AccountInvoice> & { steps: StepRecord[] }>();
  const items: WorkItem[] = [];
  const letters: LetterRecord[] = [];
  let head: CustomerHead | undefined;
  for (const item of found) {
    const invoiceId = invoiceIdOf(item.sk);
    if (invoiceId !== undefined) {
      const entry = invoices.get(invoiceId) ?? { steps: [] };
      invoices.set(invoiceId, entry);
      if (isStep(item)) entry.steps.push(item as StepRecord);
      else if (isFacts(item)) entry.invoice = item as InvoiceFacts;
      else entry.found = item as Case;
    } else if (item.sk.startsWith('ITEM#')) items.push(item as WorkItem);
    else if (item.sk.startsWith('LETTER#')) letters.push(item as LetterRecord);
    else if (item.sk === 'HEAD') head = item as CustomerHead;
  }
  const whole = [...invoices.values()].filter((entry): entry is AccountInvoice => entry.invoice !== undefined);
  return { invoices: whole, items, letters, ...(head === undefined ? {} : { head }) };
};

/** Whether an invoice is still asked for here: not settled, and not out of this company's hands. */
export const isOnAccount = ({ invoice }: AccountInvoice): boolean => isOpen(invoice) && invoice.closedAs === undefined;
