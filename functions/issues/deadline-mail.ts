import { displayDate, readerLocale } from '../correspondence/reader-format.ts';
import { sendStaffMail } from '../correspondence/send-staff-mail.ts';
import { languageCode, wordsFor } from '../correspondence/templates/language-code.ts';
import { type Deadline, STAFF_WORDS } from '../correspondence/templates/staff.ts';
import { fromDay } from '../platform/civil-date.ts';
import type { Platform } from '../platform/platform.ts';
import { localDay } from '../platform/zone.ts';
import { lastOfBusinessDays } from '../policy/calendar.ts';
import { itemId } from '../work-list/item.ts';
import type { IssueIds } from './issue-park.ts';
import type { LoadedIssue } from './load-issue.ts';

/** Tells a colleague by mail that an issue has passed its deadline, for taking it up or for solving it. */
export const tellOfDeadline = (
  platform: Platform,
  { company, invoice, head, issue, takeUpDays, slaDays }: LoadedIssue,
  staffId: string,
  ids: IssueIds,
  passed: Deadline,
): Promise<void> => {
  const { settings, calendar } = company;
  const raised = localDay(Date.parse(issue.raisedAt), settings.timeZone);
  const days = passed === 'take-up' ? takeUpDays! : slaDays;
  return sendStaffMail(platform, company, staffId, `${passed}-${ids.issueId}`, ({ language, locale }) => {
    const lang = languageCode(language);
    const words = STAFF_WORDS[lang];
    return {
      kind: 'deadline',
      title: wordsFor(words.categories, issue.category) ?? issue.category.replaceAll('-', ' '),
      customer: { id: head.customerId, name: head.name },
      invoice: { id: invoice.invoiceId, number: invoice.number },
      amount: issue.disputedAmount ?? invoice.amount,
      currency: invoice.currency,
      whatHappens: words.passed[passed].follows,
      why: words.passed[passed].why(displayDate(fromDay(raised), readerLocale(lang, locale), 'long')),
      answerBy: fromDay(lastOfBusinessDays(calendar, raised, days)),
      link: `${platform.publicUrl}/items/${itemId('issue', ids.issueId)}?of=${encodeURIComponent(ids.customerId)}`,
    };
  });
};
