import type { Issue, IssueTask } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { headOf, putInvoice, type Recording, refuse, refuseOther } from '../ledger/record/recording.ts';
import { answeringOf } from '../lifecycle/answer-days.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { stakeOf } from '../work-list/stake.ts';
import { departmentsOf } from './departments.ts';
import { issueOf } from './issue-of.ts';
import { issueTaskItem } from './issue-task.ts';
import { touchItem } from './touch-item.ts';

const sameTask = (a: IssueTask, b: IssueTask): boolean =>
  a.department === b.department && a.title === b.title && a.by === b.by;

/**
 * Another department is pulled into an issue with a task of its own. Its answer is waited for like that to any item; the
 * issue itself stays with the department that has it, and closes what is left of the tasks when it is solved.
 */
export const recordPulledIn = async (recording: Recording, event: EventOf<'issue.pulled-in'>): Promise<void> => {
  const { company, workspace, now } = recording;
  const { issueId, taskId, department } = event;
  const { invoice, issue } = await issueOf(recording, event, issueId);
  if (issue.resolvedAt !== undefined) refuse(event, 'issueId', `"${issueId}" is solved: raise a new issue`);
  const departments = departmentsOf(company);
  if (!departments.has(department))
    refuse(event, 'department', `"${department}" is none of ${[...departments].sort().join(', ')}`);
  if (event.to !== undefined && !company.staff.some(({ id }) => id === event.to))
    refuse(event, 'to', `there is no colleague "${event.to}"`);
  const task: IssueTask = { taskId, department, title: event.task, askedAt: event.at, by: event.by };
  const found = issue.tasks?.[taskId];
  if (found !== undefined && !sameTask(found, task))
    refuseOther(event, 'taskId', `"${taskId}" was asked for before with other content`);
  if (found !== undefined) return;
  const head = await headOf(recording, invoice.customerId);
  await raiseItem(
    workspace,
    company,
    {
      itemId: issueTaskItem(issueId, taskId),
      kind: 'task',
      title: event.task,
      customerId: invoice.customerId,
      invoiceId: invoice.invoiceId,
      assignee: event.to,
      department,
      answerDays: answeringOf(company, head).answerDays,
      stake: stakeOf(invoice),
    },
    now,
  );
  const issues = { ...invoice.issues, [issueId]: { ...issue, tasks: { ...issue.tasks, [taskId]: task } } };
  await putInvoice(recording, { ...invoice, issues });
  await touchItem(recording, invoice.customerId, issueId);
};

/** What is left of the tasks of an issue is nobody's any more once it is solved, or taken back. */
export const closeTasksOf = async (
  { workspace }: Recording,
  customerId: string,
  { issueId, tasks }: Issue,
  { at }: Pick<EventOf<'issue.resolved'>, 'at'>,
  lost: 'solved' | 'withdrawn' = 'solved',
): Promise<void> => {
  for (const taskId in tasks)
    await closeItem(workspace, customerId, issueTaskItem(issueId, taskId), at, 'system', { lost });
};
