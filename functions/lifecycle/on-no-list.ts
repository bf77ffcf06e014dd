import { customerPartition } from '../ledger/entities.ts';
import { everyItem } from '../platform/pages.ts';
import type { Table } from '../platform/ports.ts';
import type { Decision } from '../policy/decision.ts';
import type { WorkItem } from '../work-list/item.ts';
import type { LoadedCase } from './load-case.ts';

/** Whether all that is known was carried out: its execution waits on the decision that holds now, and no wake is due. */
const isSettled = ({ facts, case: found }: LoadedCase, { state }: Decision): boolean =>
  found?.parked !== undefined &&
  found.decision?.state === state &&
  [facts.invoice, facts.customer, facts.payer].every(({ agenda }) => agenda === undefined);

/** Whether an item stands for an invoice: it is about it, or about its customer or another of the family as a whole. */
const standsFor = ({ closedAt, invoiceId: about }: WorkItem, invoiceId: string): boolean =>
  closedAt === undefined && (about === undefined || about === invoiceId);

/**
 * Whether an invoice is said to stand on the work list while no open item puts it before anybody. What is still being
 * carried out counts as there. Reads the items of its customer, then, only where there is none, of the whole family.
 */
export const isOnNoList = async (table: Table, loaded: LoadedCase, decision: Decision): Promise<boolean> => {
  const { invoice, customer, payer } = loaded.facts;
  if (decision.standing !== 'on-list' || !isSettled(loaded, decision)) return false;
  // Unapplied money of any member holds the letter of the whole family, and is on that member's account.
  for (const customerId of new Set([customer.customerId, payer.customerId, ...payer.children])) {
    const items = (await everyItem(table, customerPartition(customerId), 'ITEM#')) as WorkItem[];
    if (items.some((item) => standsFor(item, invoice.invoiceId))) return false;
  }
  return true;
};
