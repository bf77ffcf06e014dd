import { type CustomerHead, headKey, type InvoiceFacts, type Issue, invoiceKey } from '../ledger/entities.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { localDay, startOfDay } from '../platform/zone.ts';
import { afterBusinessDays } from '../policy/calendar.ts';
import type { IssueIds } from './issue-park.ts';

/** An issue with what its category says of it. Instants are milliseconds since 1970. */
export interface LoadedIssue {
  company: Company;
  invoice: InvoiceFacts;
  issue: Issue;
  head: CustomerHead;
  /** From then on it is late: taken up, solved. */
  takeUpBy: number | undefined;
  dueAt: number;
  /** From then on its manager has been silent for as long: it is the whole department's. */
  listAt: number;
  department: string;
  /** Whom the category names, where they are still there. */
  owner: string | undefined;
  /** Business days from the one on which it was raised, for each of the two. */
  takeUpDays: number | undefined;
  slaDays: number;
}

/** Where a category was taken out of the settings, its issues still have somebody, and a deadline. */
const UNNAMED = { department: 'client-relations', slaBusinessDays: 2 };

export const loadIssue = async (platform: Platform, ids: IssueIds): Promise<LoadedIssue> => {
  const company = await companyOf(platform.table, platform.clock.now());
  const [invoice, head] = (await platform.table.batchGet([
    invoiceKey(ids.customerId, ids.invoiceId),
    headKey(ids.customerId),
  ])) as [InvoiceFacts, CustomerHead];
  const issue = invoice.issues[ids.issueId]!;
  const category: Company['settings']['issueCategories'][string] =
    company.settings.issueCategories[issue.category] ?? UNNAMED;
  const zone = company.settings.timeZone;
  const raised = localDay(Date.parse(issue.raisedAt), zone);
  const { slaBusinessDays: slaDays, takeUpBusinessDays: takeUpDays } = category;
  const dueDay = afterBusinessDays(company.calendar, raised, slaDays);
  const after = (day: number, days: number): number => startOfDay(afterBusinessDays(company.calendar, day, days), zone);
  return {
    company,
    invoice,
    issue,
    head,
    takeUpBy: takeUpDays === undefined ? undefined : after(raised, takeUpDays),
    dueAt: startOfDay(dueDay, zone),
    listAt: after(dueDay, slaDays),
    department: category.department,
    owner: company.staff.find(({ id }) => id === category.owner)?.id,
    takeUpDays,
    slaDays,
  };
};
