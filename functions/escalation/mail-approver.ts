import { sendStaffMail } from '../correspondence/send-staff-mail.ts';
import { languageCode, wordsFor } from '../correspondence/templates/language-code.ts';
import { STAFF_WORDS } from '../correspondence/templates/staff.ts';
import { answeringOf } from '../lifecycle/answer-days.ts';
import type { Approval } from '../lifecycle/entities.ts';
import { fromDay } from '../platform/civil-date.ts';
import type { Platform } from '../platform/platform.ts';
import { localDay } from '../platform/zone.ts';
import { lastOfBusinessDays } from '../policy/calendar.ts';
import { positionOf } from '../policy/case-facts.ts';
import { newApprovalLink } from './approval-link.ts';
import type { EscalationInput, LoadedEscalation } from './escalation-case.ts';

/** The mail to whoever is asked: approver, deputy, manager, second person; each gets a link of their own. */

/** How a person is reached about a request. */
interface PersonsLink {
  staffId: string;
  link: string;
}

/** Business days for an answer, by the policy that the case has pinned. */
export const answerDaysOf = ({ company, facts }: LoadedEscalation['loaded']): number =>
  facts.policy?.approval.answerWithinBusinessDays ?? answeringOf(company, facts.customer).answerDays;

/**
 * A link for whom the request waits for, or undefined where that is nobody in particular. It is kept before the request
 * itself: one that is never mailed leads nowhere and expires, but a request without one could not be answered by mail.
 */
export const linkFor = async (
  platform: Platform,
  of: EscalationInput,
  approval: Approval,
): Promise<PersonsLink | undefined> => {
  const { assignee } = approval;
  if (assignee === undefined) return undefined;
  return { staffId: assignee, link: await newApprovalLink(platform, of, approval, assignee) };
};

export const mailApprover = (
  platform: Platform,
  of: EscalationInput,
  loaded: LoadedEscalation['loaded'],
  approval: Approval,
  { staffId, link }: PersonsLink,
): Promise<void> => {
  const { company, facts } = loaded;
  const { action, amount, currency } = approval.snapshot;
  const today = localDay(platform.clock.now(), company.settings.timeZone);
  return sendStaffMail(platform, company, staffId, `${approval.approvalId}-${approval.handedOn}`, ({ language }) => {
    const words = STAFF_WORDS[languageCode(language)];
    return {
      kind: 'approval-request',
      title: wordsFor(words.actions, action) ?? action,
      customer: { id: facts.customer.customerId, name: facts.customer.name },
      invoice: { id: of.invoiceId, number: facts.invoice.number },
      amount,
      currency,
      action,
      whatHappens: words.untilDecided,
      why: words.overdue(positionOf(facts).overdueDays),
      answerBy: fromDay(lastOfBusinessDays(company.calendar, today, answerDaysOf(loaded))),
      link,
    };
  });
};
