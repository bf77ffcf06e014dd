import { itemId } from '../work-list/item.ts';

/** The items of departments that were pulled into an issue. */
const PREFIX = 'issue-task';

export const issueTaskItem = (issueId: string, taskId: string): string => itemId(PREFIX, issueId, taskId);

export const isIssueTask = (id: string): boolean => id.startsWith(`${PREFIX}-`);
