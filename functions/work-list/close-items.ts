import { isOpen } from '../ledger/balance.ts';
import { customerPartition, INVOICES, type InvoiceFacts, invoiceKey, isFacts } from '../ledger/entities.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { WorkItem } from './item.ts';
import { closeItem } from './items.ts';
import { type LostReason, lostReasonOf, type Over } from './lost-reason.ts';

/** Whether an account is still to be looked at: something is owed, or nothing was invoiced yet. */
export const isToBeLookedAt = async ({ table }: Pick<Platform, 'table'>, customerId: string): Promise<boolean> => {
  const invoices = (await everyItem<InvoiceFacts>(table, customerPartition(customerId), INVOICES)).filter(isFacts);
  return invoices.length === 0 || invoices.some((invoice) => isOpen(invoice) && invoice.closedAs === undefined);
};

const isOpenItem = ({ closedAt }: WorkItem): boolean => closedAt === undefined;

/** Closes the items of an invoice that nobody needs any more, now that its case is over: the list stays actionable. */
export const closeItemsOf = async (
  platform: Platform,
  customerId: string,
  invoiceId: string,
  over: Over,
): Promise<void> => {
  const items = (await everyItem<WorkItem>(platform.table, customerPartition(customerId), 'ITEM#')).filter(isOpenItem);
  const ofInvoice = items.filter((item) => item.invoiceId === invoiceId);
  // A hold on the account as a whole has nothing to be looked at where nothing is owed.
  const ofAccount = items.filter((item) => item.kind === 'hold-ended' && item.invoiceId === undefined);
  const at = new Date(platform.clock.now()).toISOString();
  const close = async ({ itemId }: WorkItem, lost: LostReason): Promise<void> => {
    const workspace = new Workspace(platform.table);
    await closeItem(workspace, customerId, itemId, at, 'system', { lost });
    // Whoever acts on it at the same time closes it as well, or leaves it for the next look.
    await writeIfStill(platform, workspace.writes());
  };
  if (ofInvoice.length > 0) {
    const invoice = (await platform.table.get(invoiceKey(customerId, invoiceId))) as InvoiceFacts;
    for (const item of ofInvoice) {
      const lost = lostReasonOf(item, invoice, { over }, []);
      if (lost !== undefined) await close(item, lost);
    }
  }
  if (ofAccount.length > 0 && !(await isToBeLookedAt(platform, customerId)))
    for (const item of ofAccount) await close(item, over);
};
