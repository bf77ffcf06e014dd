import { letterKey } from '../correspondence/letter-record.ts';
import { isOpen } from '../ledger/balance.ts';
import { type CustomerHead, type InvoiceFacts, invoiceIdOf, isFacts } from '../ledger/entities.ts';
import type { Item, Table } from '../platform/ports.ts';
import type { Member } from './next-families.ts';
import { unlessFaulty } from './unless-faulty.ts';

/** The invoices among items that are open, and whose record can be judged. */
export const openIn = (items: readonly Item[]): Set<string> => {
  const open = new Set<string>();
  for (const item of items) {
    if (!isFacts(item)) continue;
    const invoice = item as InvoiceFacts;
    if (unlessFaulty(() => isOpen(invoice)) === true) open.add(invoice.invoiceId);
  }
  return open;
};

/** Evidence, and what a search finds, are read only by people. */
const UNREAD = ['EVIDENCE#', 'FIND#'];

/**
 * Reads a customer's partition in its order, page by page, and keeps what a change of a policy looks at: without settled
 * invoices, which stand there for years, and without letters. They are read only by what comes in about them; but a
 * payer's last one says whether the next run has to finish it first, or whether it gave its steps back.
 */
export const readMember = async (table: Table, head: CustomerHead): Promise<Member> => {
  const items: Item[] = [];
  const open = new Set<string>();
  let lastLetter: string | undefined;
  let invoiceId: string | undefined;
  let ofInvoice: Item[] = [];
  const endInvoice = (): void => {
    if (invoiceId === undefined) return;
    if (openIn(ofInvoice).has(invoiceId)) {
      open.add(invoiceId);
      for (const item of ofInvoice) items.push(item);
    }
    invoiceId = undefined;
    ofInvoice = [];
  };
  const take = (item: Item): void => {
    const of = invoiceIdOf(item.sk);
    if (of !== invoiceId) endInvoice();
    invoiceId = of;
    if (of !== undefined) ofInvoice.push(item);
    else if (item.sk.startsWith('LETTER#') ? item.sk === lastLetter : !UNREAD.some((name) => item.sk.startsWith(name)))
      items.push(item);
    // It stands before the letters.
    if (item.sk === 'HEAD') {
      const { claim, customerId } = item as CustomerHead;
      lastLetter = claim === undefined ? undefined : letterKey(customerId, claim.letterId).sk;
    }
  };
  for (let from: string | undefined, isLast = false; !isLast; ) {
    const page = await table.query(head.pk, '', from);
    for (const item of page.items) take(item);
    from = page.next;
    isLast = from === undefined;
  }
  endInvoice();
  return { head, items, open };
};
