import type { Recording } from '../ledger/record/recording.ts';
import { itemId, itemKey, type WorkItem } from '../work-list/item.ts';

/**
 * Gives the open item of an issue a new version, because something was done about it that leaves it on its list: of two
 * people who act from the same state of it, the second is told.
 */
export const touchItem = async ({ workspace }: Recording, customerId: string, issueId: string): Promise<void> => {
  const item = await workspace.get<WorkItem>(itemKey(customerId, itemId('issue', issueId)));
  if (item !== undefined && item.closedAt === undefined) await workspace.put(item);
};
