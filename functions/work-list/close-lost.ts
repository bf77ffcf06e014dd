import { activeHold, balanceOf } from '../ledger/balance.ts';
import { type CustomerHead, customerPartition, type InvoiceFacts, payerIdOf } from '../ledger/entities.ts';
import { headOf, invoiceOf, putInvoice, type Recording, zoneOf } from '../ledger/record/recording.ts';
import { positionNow } from '../lifecycle/position-now.ts';
import { everyItem } from '../platform/pages.ts';
import type { Policy } from '../policy/contract.ts';
import type { WorkItem } from './item.ts';
import { closeItem } from './items.ts';
import { lostReasonOf, type Over, pausedBecause, type Stands } from './lost-reason.ts';

/** Items that an act leaves without a reason close with it, in the same unit of work. */

const itemsOf = ({ platform }: Recording, customerId: string): Promise<WorkItem[]> =>
  everyItem<WorkItem>(platform.table, customerPartition(customerId), 'ITEM#');

const overBecause = ({ voidedAt, closedAs, ...invoice }: InvoiceFacts): Over | undefined => {
  if (voidedAt !== undefined) return 'cancelled';
  return closedAs?.how ?? (balanceOf(invoice) <= 0 ? 'settled' : undefined);
};

/** How an invoice stands by what this unit of work has recorded so far, and the policies by which its items are read. */
export const standsNow = async (
  recording: Recording,
  invoice: InvoiceFacts,
): Promise<Stands & { policies: readonly Policy[] }> => {
  const { company, now } = recording;
  const over = overBecause(invoice);
  if (over !== undefined) return { over, policies: company.policies };
  const head = await headOf(recording, invoice.customerId);
  const payer = head.parent === undefined ? head : await headOf(recording, payerIdOf(head));
  const { position, policy } = await positionNow(recording, head, invoice);
  const held = activeHold([invoice, head, payer], now, zoneOf(recording, head)) !== undefined;
  // Two policies may have steps of one name: that of the case comes first.
  const policies = policy === undefined ? company.policies : [policy, ...company.policies];
  return { paused: pausedBecause(position, held), policies };
};

const closeAmong = async (recording: Recording, invoiceId: string, items: readonly WorkItem[]): Promise<void> => {
  const invoice = await invoiceOf(recording, invoiceId);
  if (invoice === undefined) return;
  const { workspace, now } = recording;
  const at = new Date(now).toISOString();
  const stands = await standsNow(recording, invoice);
  const done: Record<string, string> = {};
  for (const item of items) {
    if (item.invoiceId !== invoiceId || item.closedAt !== undefined) continue;
    const lost = lostReasonOf(item, invoice, stands, stands.policies);
    if (lost === undefined) continue;
    const closed = await closeItem(workspace, invoice.customerId, item.itemId, at, 'system', { lost });
    // A case whose last step was this task has to know that nobody has it any more.
    if (closed && item.step !== undefined) done[item.step] = at;
  }
  if (Object.keys(done).length > 0)
    await putInvoice(recording, { ...invoice, tasksDone: { ...invoice.tasksDone, ...done } });
};

/** Closes the items of an invoice that have lost their reason by what was just recorded about it. */
export const closeLost = async (recording: Recording, { customerId, invoiceId }: InvoiceFacts): Promise<void> =>
  closeAmong(recording, invoiceId, await itemsOf(recording, customerId));

/** The same for every invoice of an account that has items: what was recorded concerns the account as a whole. */
export const closeLostOfAccount = async (
  recording: Recording,
  { customerId, children }: Pick<CustomerHead, 'customerId' | 'children'>,
): Promise<void> => {
  for (const id of [customerId, ...children]) {
    const open = (await itemsOf(recording, id)).filter(({ closedAt }) => closedAt === undefined);
    for (const invoiceId of new Set(open.map((item) => item.invoiceId)))
      if (invoiceId !== undefined) await closeAmong(recording, invoiceId, open);
  }
};
