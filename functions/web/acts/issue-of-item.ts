import { issueTaskItem } from '../../issues/issue-task.ts';
import type { InvoiceFacts, Issue } from '../../ledger/entities.ts';
import { itemId } from '../../work-list/item.ts';

/** The issue that an item asks to be solved. */
export const issueOfItem = (invoice: InvoiceFacts | undefined, id: string): Issue | undefined =>
  Object.values(invoice?.issues ?? {}).find(({ issueId }) => itemId('issue', issueId) === id);

/** The issue that another department's item is about. */
export const issueOfTask = (invoice: InvoiceFacts | undefined, id: string): Issue | undefined =>
  Object.values(invoice?.issues ?? {}).find(({ issueId, tasks = {} }) =>
    Object.keys(tasks).some((taskId) => issueTaskItem(issueId, taskId) === id),
  );
