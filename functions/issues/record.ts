import { balanceOf, disputedAmount } from '../ledger/balance.ts';
import { type Issue, issueKey } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { amountOf, putInvoice, type Recording, refuse, requireInvoice } from '../ledger/record/recording.ts';
import { defined } from '../platform/defined.ts';
import { closeLost } from '../work-list/close-lost.ts';
import { type IssueOwner, issueOf } from './issue-of.ts';
import { closeTasksOf } from './pull-in.ts';
import { noteCause } from './recurring-cause.ts';
import { touchItem } from './touch-item.ts';

/** An issue is a fact about its invoice; its workflow and the lifecycle derive what follows. */
export const recordIssueRaised = async (recording: Recording, event: EventOf<'issue.raised'>): Promise<void> => {
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  if (!Object.hasOwn(recording.company.settings.issueCategories, event.category))
    refuse(
      event,
      'category',
      `"${event.category}" is none of ${Object.keys(recording.company.settings.issueCategories).join(', ')}`,
    );
  const owner = await recording.workspace.get<IssueOwner>(issueKey(event.issueId));
  if (owner !== undefined) refuse(event, 'issueId', `"${event.issueId}" was raised before`);
  const issue: Issue = defined({
    issueId: event.issueId,
    category: event.category,
    description: event.description,
    disputedAmount:
      event.disputedAmount === undefined
        ? undefined
        : amountOf(event, 'disputedAmount', event.disputedAmount, invoice.currency),
    raisedAt: event.at,
    raisedBy: event.by,
  });
  const issues = { ...invoice.issues, [event.issueId]: issue };
  await recording.workspace.put({
    ...issueKey(event.issueId),
    invoiceId: event.invoiceId,
    customerId: invoice.customerId,
  });
  await putInvoice(recording, { ...invoice, issues: markStopped({ ...invoice, issues }) });
  await closeLost(recording, invoice);
};

/** Marks the open issues while together they dispute all that is owed: those stop the letters. */
const markStopped = (invoice: Parameters<typeof disputedAmount>[0]): Record<string, Issue> => {
  const balance = balanceOf(invoice);
  if (balance <= 0 || disputedAmount(invoice, balance) < balance) return invoice.issues;
  return Object.fromEntries(
    Object.entries(invoice.issues).map(([id, issue]) => [
      id,
      issue.resolvedAt === undefined ? { ...issue, stopped: true } : issue,
    ]),
  );
};

export const recordIssueTakenUp = async (recording: Recording, event: EventOf<'issue.taken-up'>): Promise<void> => {
  const { invoice, issue } = await issueOf(recording, event, event.issueId);
  if (issue.takenUpAt !== undefined || issue.resolvedAt !== undefined) return;
  const issues = { ...invoice.issues, [event.issueId]: { ...issue, takenUpAt: event.at, takenUpBy: event.by } };
  await putInvoice(recording, { ...invoice, issues });
  await touchItem(recording, invoice.customerId, event.issueId, event.by);
};

/** Closes an issue with outcome, root cause and corrective action; a credit is a request to the books. */
export const recordIssueResolved = async (recording: Recording, event: EventOf<'issue.resolved'>): Promise<void> => {
  const { invoice, issue } = await issueOf(recording, event, event.issueId);
  if (issue.resolvedAt !== undefined) return;
  const credit = event.credit === undefined ? undefined : amountOf(event, 'credit', event.credit, invoice.currency);
  const resolved: Issue = defined({
    ...issue,
    ...(markStopped(invoice)[event.issueId]?.stopped === true ? { stopped: true } : {}),
    resolvedAt: event.at,
    resolvedBy: event.by,
    outcome: event.outcome,
    credit,
    rootCause: event.rootCause,
    correctiveAction: event.correctiveAction,
  });
  await putInvoice(recording, { ...invoice, issues: { ...invoice.issues, [event.issueId]: resolved } });
  await closeTasksOf(recording, invoice.customerId, issue, event);
  await noteCause(recording, invoice, resolved);
  if (event.credit === undefined) return;
  recording.platform.tell({
    at: new Date(recording.now).toISOString(),
    invoiceId: invoice.invoiceId,
    customerId: invoice.customerId,
    what: 'credit-requested',
    why: {
      rule: 'issue-solved',
      text: 'The books are asked for a credit; until they apply it, the balance stays.',
      facts: { issue: event.issueId, credit: event.credit, currency: invoice.currency },
    },
  });
};
