import type { Issue } from '../ledger/entities.ts';

/** Where an issue stands, for its workflow. */
export type IssueState = 'Solved' | 'Waiting for the department' | 'Waiting for the manager';

export const judgeIssue = (issue: Pick<Issue, 'resolvedAt'>, now: number, dueAt: number): IssueState => {
  if (issue.resolvedAt !== undefined) return 'Solved';
  return now >= dueAt ? 'Waiting for the manager' : 'Waiting for the department';
};

/** Whether the deadline for taking an issue up has passed, and nobody has. */
export const isLeftLying = (
  issue: Pick<Issue, 'takenUpAt'>,
  now: number,
  { takeUpBy }: { takeUpBy: number | undefined },
): boolean => takeUpBy !== undefined && issue.takenUpAt === undefined && now >= takeUpBy;

/** The next instant at which silence about an open issue means something; `Infinity` where it is the department's. */
export const nextDeadline = (
  issue: Pick<Issue, 'takenUpAt'>,
  now: number,
  { takeUpBy, dueAt, listAt }: { takeUpBy: number | undefined; dueAt: number; listAt: number },
): number => {
  if (now >= dueAt) return now < listAt ? listAt : Number.POSITIVE_INFINITY;
  return takeUpBy !== undefined && issue.takenUpAt === undefined && now < takeUpBy ? Math.min(takeUpBy, dueAt) : dueAt;
};
