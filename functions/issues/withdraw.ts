import type { Issue } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { putInvoice, type Recording, refuse } from '../ledger/record/recording.ts';
import { defined } from '../platform/defined.ts';
import { reopenClosedWith } from '../work-list/reopen.ts';
import { issueOf } from './issue-of.ts';
import { closeTasksOf } from './pull-in.ts';

/**
 * An issue that was raised by mistake is taken back: nobody is told of a solution, it explains nothing, and letters go on
 * at once. Once it is taken up the customer knows of it, and what a customer has said is not ours to take back: such an
 * issue is solved.
 */
export const recordIssueWithdrawn = async (recording: Recording, event: EventOf<'issue.withdrawn'>): Promise<void> => {
  const { issueId } = event;
  const { invoice, issue } = await issueOf(recording, event, issueId);
  if (issue.withdrawnAt !== undefined) return;
  if (issue.resolvedAt !== undefined) refuse(event, 'issueId', `"${issueId}" is solved: there is nothing to withdraw`);
  if (issue.takenUpAt !== undefined)
    refuse(event, 'issueId', `"${issueId}" was taken up and the customer knows: solve it`);
  if (issue.raisedBy === 'customer' && event.by !== 'customer')
    refuse(event, 'issueId', `"${issueId}" was raised by the customer: solve it`);
  const { stopped: _stopped, ...rest } = issue;
  const withdrawn: Issue = defined({
    ...rest,
    resolvedAt: event.at,
    resolvedBy: event.by,
    withdrawnAt: event.at,
    withdrawnReason: event.reason,
  });
  await putInvoice(recording, { ...invoice, issues: { ...invoice.issues, [issueId]: withdrawn } });
  await closeTasksOf(recording, invoice.customerId, issue, event, 'withdrawn');
  await reopenClosedWith(recording, invoice, { at: issue.raisedAt, paused: 'disputed' });
};
