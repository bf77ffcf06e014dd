import { sendStaffMail } from '../correspondence/send-staff-mail.ts';
import type { Platform } from '../platform/platform.ts';
import type { IssueIds } from './issue-park.ts';
import type { LoadedIssue } from './load-issue.ts';

const WHAT = {
  'take-up': {
    why: 'nobody has taken it up in time',
    follows: 'The issue is yours now: please take it up, so that the customer hears of it.',
  },
  deadline: {
    why: 'not solved in time',
    follows: 'The issue stays on your list until it is solved; what it disputes is not asked for.',
  },
} as const;

/** Tells a colleague by mail that an issue has passed its deadline, for taking it up or for solving it. */
export const tellOfDeadline = (
  platform: Platform,
  { company, invoice, head, issue }: LoadedIssue,
  staffId: string,
  ids: IssueIds,
  passed: keyof typeof WHAT,
): Promise<void> =>
  sendStaffMail(platform, company, staffId, `${passed}-${ids.issueId}`, {
    kind: 'deadline',
    title: issue.category,
    customer: { id: head.customerId, name: head.name },
    invoice: { id: invoice.invoiceId, number: invoice.number },
    amount: issue.disputedAmount ?? invoice.amount,
    currency: invoice.currency,
    whatHappens: WHAT[passed].follows,
    why: `Raised on ${issue.raisedAt.slice(0, 10)}, and ${WHAT[passed].why}.`,
  });
