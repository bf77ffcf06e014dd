import type { Issue } from '../ledger/entities.ts';

/** Where an issue stands, for its workflow. */
export type IssueState = 'Solved' | 'Waiting for the department' | 'Waiting for the manager';

export const judgeIssue = (issue: Pick<Issue, 'resolvedAt'>, now: number, dueAt: number): IssueState => {
  if (issue.resolvedAt !== undefined) return 'Solved';
  return now >= dueAt ? 'Waiting for the manager' : 'Waiting for the department';
};
