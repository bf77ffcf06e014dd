import { recipientsOf } from '../correspondence/recipients.ts';
import { activeHold } from '../ledger/balance.ts';
import type { ApprovalDecision } from '../ledger/entities.ts';
import type { Approval, Snapshot } from '../lifecycle/entities.ts';
import { minorDigits } from '../platform/money.ts';
import type { Settings, StaffMember } from '../platform/settings.contract.ts';
import type { CaseFacts, Position } from '../policy/case-facts.ts';
import { closedDecision } from '../policy/closing.ts';

/** Where an escalation stands: what is asked, what was answered, and whether it still holds (domain rules 26 and 27). */
export type EscalationState =
  | 'Waiting for an answer'
  | 'Waiting for a second answer'
  | 'Carrying it out'
  | 'Refused'
  | 'Put off'
  | 'Lapsed';

export interface Judgement {
  state: EscalationState;
  first?: ApprovalDecision;
  second?: ApprovalDecision;
  /** Why it lapsed. */
  because?: string;
}

/** What an approval is asked for, as things stand. */
export const snapshotOf = (
  facts: CaseFacts,
  position: Position,
  action: string,
  letter: string | undefined,
): Snapshot => ({
  action,
  amount: position.balance,
  currency: facts.invoice.currency,
  recipients: action === 'final-notice' ? recipientsOf(facts.payer, 'escalation').map(({ email }) => email) : [],
  ...(letter === undefined ? {} : { letter }),
});

/** Why a request no longer holds, or undefined: it is for this invoice, this amount, these recipients, this letter. */
export const lapsedBecause = (facts: CaseFacts, position: Position, snapshot: Snapshot): string | undefined => {
  const closed = closedDecision(facts, position);
  if (closed !== undefined) return closed.rule;
  if (position.balance !== snapshot.amount) return 'amount-changed';
  if (position.disputed > 0) return 'disputed';
  if (position.promised > 0) return 'promised';
  if (position.split && position.overdueDays === 0) return 'instalments-on-time';
  const recipients = recipientsOf(facts.payer, 'escalation').map(({ email }) => email);
  if (snapshot.action === 'final-notice' && JSON.stringify(recipients) !== JSON.stringify(snapshot.recipients))
    return 'recipients-changed';
  return undefined;
};

/** Whether an amount needs two different people. */
export const needsSecond = (settings: Settings, snapshot: Snapshot): boolean => {
  const above = settings.secondApprovalAbove?.[snapshot.currency];
  return above !== undefined && snapshot.amount > Math.round(Number(above) * 10 ** minorDigits(snapshot.currency));
};

/** May this person answer: whoever has the role, whom it was handed to, their deputy and their department's manager. */
const mayAnswer = (by: string, approval: Approval, staff: readonly StaffMember[], settings: Settings): boolean => {
  if (staff.length === 0) return by !== 'customer' && by !== 'system';
  const person = staff.find((member) => member.id === by);
  if (person === undefined) return false;
  if (person.roles.includes(approval.approver) || approval.assignee === by) return true;
  const chain = staff.filter((member) => member.id === approval.assignee || member.roles.includes(approval.approver));
  return chain.some(
    (member) =>
      member.deputy === by ||
      (member.department !== undefined && settings.departments[member.department]?.manager === by),
  );
};

/** The answers to this request, in the order in which they came; an amount that is not the request's decides nothing. */
const answersTo = (
  approval: Approval,
  decisions: readonly ApprovalDecision[],
  staff: readonly StaffMember[],
  settings: Settings,
): ApprovalDecision[] =>
  decisions.filter(
    (decision) =>
      decision.at >= approval.askedAt &&
      decision.action === approval.snapshot.action &&
      (decision.approvalId === undefined || decision.approvalId === approval.approvalId) &&
      (decision.amount === undefined || decision.amount === approval.snapshot.amount) &&
      mayAnswer(decision.by, approval, staff, settings),
  );

/**
 * Judges a request: refused and put off by any answer, approved by one, or by two different people above the
 * second-approval amount; lapsed where what it was based on changed. Silence never approves.
 */
export const judgeEscalation = (
  approval: Approval,
  facts: CaseFacts,
  position: Position,
  company: { settings: Settings; staff: readonly StaffMember[] },
): Judgement => {
  const answers = answersTo(approval, facts.invoice.decisions, company.staff, company.settings);
  const putOff = answers.find(({ decision }) => decision === 'wait');
  if (putOff !== undefined) return { state: 'Put off', first: putOff };
  const lapsed = lapsedBecause(facts, position, approval.snapshot);
  if (lapsed !== undefined) return { state: 'Lapsed', because: lapsed };
  const refused = answers.find(({ decision }) => decision === 'reject');
  if (refused !== undefined) return { state: 'Refused', first: refused };
  if (activeHold([facts.invoice, facts.customer, facts.payer], facts.now, facts.zone) !== undefined)
    return { state: 'Lapsed', because: 'held' };
  const first = answers.find(({ decision }) => decision === 'approve');
  if (first === undefined) return { state: 'Waiting for an answer' };
  if (!needsSecond(company.settings, approval.snapshot)) return { state: 'Carrying it out', first };
  const second = answers.find(({ decision, by }) => decision === 'approve' && by !== first.by);
  return second === undefined
    ? { state: 'Waiting for a second answer', first }
    : { state: 'Carrying it out', first, second };
};
