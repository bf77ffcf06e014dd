import { isIssueTask } from '../issues/issue-task.ts';
import { customerPartition } from '../ledger/entities.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { WorkItem } from './item.ts';
import { closeItem } from './items.ts';

/** Items that lose their reason when the invoice is closed. An issue does not, nor what others do for it: its cause is still to be found. */
const MOOT = new Set<WorkItem['kind']>(['task', 'broken-promise', 'delivery-unknown']);

/** Closes the items of an invoice that nobody needs any more, now that its case is over: the list stays actionable. */
export const closeItemsOf = async (platform: Platform, customerId: string, invoiceId: string): Promise<void> => {
  const at = new Date(platform.clock.now()).toISOString();
  for (const item of await everyItem<WorkItem>(platform.table, customerPartition(customerId), 'ITEM#')) {
    if (item.invoiceId !== invoiceId || item.closedAt !== undefined || !MOOT.has(item.kind)) continue;
    if (item.itemId.endsWith('late-money') || isIssueTask(item.itemId)) continue;
    const workspace = new Workspace(platform.table);
    await closeItem(workspace, customerId, item.itemId, at, 'system');
    // Whoever acts on it at the same time closes it as well, or leaves it for the next look.
    await writeIfStill(platform, workspace.writes());
  }
};
