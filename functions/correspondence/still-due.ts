import { lapsedBecause } from '../escalation/judge-escalation.ts';
import { activeHold } from '../ledger/balance.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { formatMoney } from '../platform/money.ts';
import type { CaseFacts, Position } from '../policy/case-facts.ts';
import { closedDecision } from '../policy/closing.ts';
import { unpromised } from '../policy/demands.ts';
import { type Coming, courseOf } from '../policy/next-step.ts';
import { leftOutBecause } from '../policy/only-if.ts';
import { recipientsOf } from './recipients.ts';

/**
 * Why a planned letter no longer holds, or undefined where it does: everything is judged again at the last moment, on
 * facts read for it (domain rule 3).
 */
export const droppedBecause = (facts: CaseFacts, position: Position, step: StepRecord): string | undefined => {
  const { invoice, customer, payer, policy, now, zone } = facts;
  if (step.cycle !== invoice.cycle) return 'cycle-over';
  const closed = closedDecision(facts, position);
  if (closed !== undefined) return closed.rule;
  if (activeHold([invoice, customer, payer], now, zone) !== undefined) return 'held';
  if (position.asked <= 0) return position.promised > 0 ? 'promised' : 'disputed';
  if (step.travels === 'approved') return approvalLapsed(facts, position, step);
  const demand = position.demands.find((candidate) => candidate.id === step.demand);
  if (demand === undefined || demand.open <= 0 || policy === undefined) return 'instalment-settled';
  if (position.split && position.overdueDays === 0) return 'instalments-on-time';
  if (!unpromised(position.demands, position.promised).includes(demand)) return 'promised';
  const coming = comingAnew(facts, position, step);
  const own = policy.steps.find((candidate) => candidate.id === step.step);
  if (own === undefined) return 'step-replaced';
  if (leftOutBecause(own, invoice, customer) !== undefined) return 'not-for-this-invoice';
  // Lateness alone never drops a letter that was planned in time: only a later date of the same step does.
  if (coming?.step.id === step.step && coming.dueDay > position.today) return 'not-due-yet';
  return recipientsOf(payer, 'billing').length === 0 ? 'no-recipient' : undefined;
};

/** The step that would come next for the demand of a planned letter, were it not planned. */
const comingAnew = (facts: CaseFacts, position: Position, step: StepRecord): Coming | undefined => {
  const { invoice, customer, policy, calendar, zone } = facts;
  const demand = position.demands.find((candidate) => candidate.id === step.demand);
  if (demand === undefined || policy === undefined) return undefined;
  const records = facts.records.filter((record) => record.sk !== step.sk);
  return courseOf({ invoice, customer, policy, calendar, zone, today: position.today, records }, demand).coming;
};

/** Whether a letter that is planned for a later day may leave with another one, never below its gap. */
export const mayJoin = (facts: CaseFacts, position: Position, step: StepRecord, withinDays: number): boolean => {
  const coming = comingAnew(facts, position, step);
  return (
    coming?.step.id === step.step &&
    coming.dueDay <= position.today + withinDays &&
    coming.earliestDay <= position.today
  );
};

/** An approval is for this amount, these recipients and this letter: anything changed makes it lapse. */
const approvalLapsed = (facts: CaseFacts, position: Position, step: StepRecord): string | undefined => {
  const snapshot = step.approval?.snapshot;
  if (snapshot === undefined) return 'approval-missing';
  if (recipientsOf(facts.payer, 'escalation').length === 0) return 'no-recipient';
  return lapsedBecause(facts, position, snapshot) === undefined ? undefined : 'approval-lapsed';
};

/** Figures for the reason of a drop. */
export const dropFigures = (facts: CaseFacts, position: Position): Record<string, string | number> => ({
  balance: formatMoney(Math.max(position.balance, 0), facts.invoice.currency),
  disputed: formatMoney(position.disputed, facts.invoice.currency),
  promised: formatMoney(position.promised, facts.invoice.currency),
  invoiceVersion: facts.invoice.v,
});
