import { sendStaffMail } from '../correspondence/send-staff-mail.ts';
import type { CustomerHead, InvoiceFacts, Issue } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { IssueIds } from './issue-park.ts';

/** Tells a manager by mail that an issue of the department has passed its deadline. */
export const tellManager = (
  platform: Platform,
  company: Company,
  manager: string,
  ids: IssueIds,
  invoice: InvoiceFacts,
  head: CustomerHead,
  issue: Issue,
): Promise<void> =>
  sendStaffMail(platform, company, manager, `deadline-${ids.issueId}`, {
    kind: 'deadline',
    title: issue.category,
    customer: { id: head.customerId, name: head.name },
    invoice: { id: invoice.invoiceId, number: invoice.number },
    amount: issue.disputedAmount ?? invoice.amount,
    currency: invoice.currency,
    whatHappens: 'The issue stays on your list until it is solved; what it disputes is not asked for.',
    why: `Raised on ${issue.raisedAt.slice(0, 10)} and not solved in time.`,
  });
