import type { Recording } from '../ledger/record/recording.ts';
import { listOf } from '../work-list/entry.ts';
import { itemId, itemKey, type WorkItem } from '../work-list/item.ts';

/**
 * Gives the open item of an issue a new version, because something was done about it that leaves it on its list: of two
 * people who act from the same state of it, the second is told. Where a colleague has taken it up, it is on their list.
 */
export const touchItem = async (
  { workspace, company }: Recording,
  customerId: string,
  issueId: string,
  takenUpBy?: string,
): Promise<void> => {
  const item = await workspace.get<WorkItem>(itemKey(customerId, itemId('issue', issueId)));
  if (item === undefined || item.closedAt !== undefined) return;
  const member = company.staff.find(({ id }) => id === takenUpBy);
  if (member === undefined) return workspace.put(item);
  const { work, ...rest } = { ...item, assignee: member.id };
  await workspace.put({ ...rest, work: listOf(rest) });
};
