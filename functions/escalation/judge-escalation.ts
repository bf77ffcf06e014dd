import { askedOf } from '../correspondence/draft.ts';
import { recipientsOf } from '../correspondence/recipients.ts';
import { activeHold } from '../ledger/balance.ts';
import type { ApprovalDecision } from '../ledger/entities.ts';
import type { Approval, Snapshot } from '../lifecycle/entities.ts';
import { minorOf } from '../platform/money.ts';
import type { Settings, StaffMember } from '../platform/settings.contract.ts';
import type { CaseFacts, Position } from '../policy/case-facts.ts';
import { closedDecision } from '../policy/closing.ts';
import type { PolicyStep } from '../policy/contract.ts';
import { INVOICE_DEMAND } from '../policy/demands.ts';
import { courseOf } from '../policy/next-step.ts';
import { answersTo } from './answers.ts';

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

const CLOSES_THE_CASE = new Set(['hand-over', 'write-off']);

/** What a request is about: what may be asked for now, or all that is open where the action closes the case. */
const amountOf = (position: Position, action: string): number =>
  CLOSES_THE_CASE.has(action) ? position.balance : askedOf(position);

/** What an approval is asked for, as things stand. */
export const snapshotOf = (
  facts: CaseFacts,
  position: Position,
  step: Pick<PolicyStep, 'id' | 'action' | 'letter'>,
  demand: string,
): Snapshot => {
  const action = step.action ?? 'final-notice';
  return {
    action,
    amount: amountOf(position, action),
    currency: facts.invoice.currency,
    recipients: action === 'final-notice' ? recipientsOf(facts.payer, 'escalation').map(({ email }) => email) : [],
    ...(step.letter === undefined ? {} : { letter: step.letter }),
    step: step.id,
    demand,
    disputed: position.disputed,
    promised: position.promised,
  };
};

/** Why a request no longer holds, or undefined: it is for this invoice, this amount, these recipients, this letter. */
export const lapsedBecause = (facts: CaseFacts, position: Position, snapshot: Snapshot): string | undefined => {
  const closed = closedDecision(facts, position);
  if (closed !== undefined) return closed.rule;
  if (activeHold([facts.invoice, facts.customer, facts.payer], facts.now, facts.zone) !== undefined) return 'held';
  if (position.disputed > (snapshot.disputed ?? 0)) return 'disputed';
  if (position.promised > (snapshot.promised ?? 0)) return 'promised';
  if (position.split && position.overdueDays === 0) return 'instalments-on-time';
  if (amountOf(position, snapshot.action) !== snapshot.amount) return 'amount-changed';
  if (snapshot.demand !== undefined && !position.demands.some(({ id, open }) => id === snapshot.demand && open > 0))
    return 'demand-settled';
  const step = facts.policy?.steps.find(({ id }) => id === snapshot.step);
  if (snapshot.step !== undefined && (step?.action !== snapshot.action || step.letter !== snapshot.letter))
    return 'step-replaced';
  const recipients = recipientsOf(facts.payer, 'escalation').map(({ email }) => email);
  if (snapshot.action === 'final-notice' && JSON.stringify(recipients) !== JSON.stringify(snapshot.recipients))
    return 'recipients-changed';
  return undefined;
};

/** Whether an amount needs two different people. */
export const needsSecond = (settings: Settings, snapshot: Snapshot): boolean => {
  const above = settings.secondApprovalAbove?.[snapshot.currency];
  return above !== undefined && snapshot.amount > minorOf(above, snapshot.currency);
};

/**
 * When the case of a request was moved to a policy in which another step comes before it, else undefined: it is not its
 * turn any more, and it is asked anew when its step is due.
 */
const overtakenAt = ({ snapshot }: Approval, facts: CaseFacts, position: Position): string | undefined => {
  const { invoice, customer, policy, calendar, zone, records } = facts;
  const { movedTo } = invoice;
  if (movedTo === undefined || (movedTo.cycle ?? invoice.cycle) !== invoice.cycle || policy === undefined)
    return undefined;
  const demand = position.demands.find(({ id }) => id === (snapshot.demand ?? INVOICE_DEMAND));
  if (demand === undefined) return undefined;
  const { coming } = courseOf({ invoice, customer, policy, calendar, zone, today: position.today, records }, demand);
  return coming === undefined || coming.step.id === snapshot.step ? undefined : movedTo.at;
};

const byAnswers = (answers: readonly ApprovalDecision[], { snapshot }: Approval, settings: Settings): Judgement => {
  const refused = answers.find(({ decision }) => decision === 'reject');
  if (refused !== undefined) return { state: 'Refused', first: refused };
  const first = answers.find(({ decision }) => decision === 'approve');
  if (first === undefined) return { state: 'Waiting for an answer' };
  if (!needsSecond(settings, snapshot)) return { state: 'Carrying it out', first };
  const second = answers.find(({ decision, by }) => decision === 'approve' && by !== first.by);
  return second === undefined
    ? { state: 'Waiting for a second answer', first }
    : { state: 'Carrying it out', first, second };
};

/**
 * Judges a request: refused and put off by any answer, approved by one, or by two different people above the
 * second-approval amount; lapsed where what it was based on changed, or where its case was moved before it was decided
 * and another step comes first by now. Silence never approves.
 */
export const judgeEscalation = (
  approval: Approval,
  facts: CaseFacts,
  position: Position,
  company: { settings: Settings; staff: readonly StaffMember[] },
): Judgement => {
  const answers = answersTo(approval, facts.invoice.decisions, company.staff);
  const lapsed = lapsedBecause(facts, position, approval.snapshot);
  const putOff = answers.find(({ decision }) => decision === 'wait');
  if (putOff !== undefined && closedDecision(facts, position) === undefined) return { state: 'Put off', first: putOff };
  if (lapsed !== undefined) return { state: 'Lapsed', because: lapsed };
  const overtaken = overtakenAt(approval, facts, position);
  if (overtaken === undefined) return byAnswers(answers, approval, company.settings);
  // What was decided before the move stays decided.
  const before = answers.filter(({ at }) => Date.parse(at) < Date.parse(overtaken));
  const judged = byAnswers(before, approval, company.settings);
  const isDecided = judged.state === 'Refused' || judged.state === 'Carrying it out';
  return isDecided ? judged : { state: 'Lapsed', because: 'earlier-step' };
};
