import type { ApprovalDecision } from '../ledger/entities.ts';
import type { Approval } from '../lifecycle/entities.ts';
import type { StaffMember } from '../platform/settings.contract.ts';

/** Which answers count for a request (domain rules 26 to 28). */

/** The source of an answer that was given by a mailed link, which proves a mailbox. */
export const BY_LINK = 'approval-link';
/** The source of an answer by somebody who was signed in. */
export const SIGNED_IN = 'signed-in';

/**
 * May this person answer: whoever has the role, and whom silence handed the request to, from then on.
 * Where a company keeps no staff, any colleague may.
 */
const mayAnswer = (decision: ApprovalDecision, approval: Approval, staff: readonly StaffMember[]): boolean => {
  const { by } = decision;
  if (by === 'customer' || by === 'system') return false;
  if (staff.length === 0) return true;
  const person = staff.find((member) => member.id === by);
  if (person === undefined) return false;
  const at = Date.parse(decision.at);
  return (
    person.roles.includes(approval.approver) ||
    (approval.asked ?? []).some(({ who, since }) => who === by && Date.parse(since) <= at)
  );
};

/** Why an answer decides nothing about an open request, or undefined where it counts. */
export const withoutEffect = (
  decision: ApprovalDecision,
  approval: Approval,
  staff: readonly StaffMember[],
): 'another-action' | 'another-request' | 'another-amount' | 'before-it-was-asked' | 'not-theirs' | undefined => {
  const { snapshot } = approval;
  if (decision.action !== snapshot.action) return 'another-action';
  if (decision.approvalId !== undefined && decision.approvalId !== approval.approvalId) return 'another-request';
  if (decision.amount !== undefined && decision.amount !== snapshot.amount) return 'another-amount';
  if (Date.parse(decision.at) < Date.parse(approval.askedAt)) return 'before-it-was-asked';
  return mayAnswer(decision, approval, staff) ? undefined : 'not-theirs';
};

/** The answers to this request in the order in which they came; what was known when it was asked answers nothing. */
export const answersTo = (
  approval: Approval,
  decisions: readonly ApprovalDecision[],
  staff: readonly StaffMember[],
): ApprovalDecision[] =>
  decisions
    .slice(approval.answeredBefore ?? 0)
    .filter((decision) => withoutEffect(decision, approval, staff) === undefined);
