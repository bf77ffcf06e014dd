import { fromDay } from '../platform/civil-date.ts';
import type { CaseFacts } from './case-facts.ts';
import type { Choice } from './choose-next-step.ts';
import type { PolicyStep } from './contract.ts';
import type { Spoke } from './decision.ts';
import type { Coming } from './next-step.ts';
import { wakeInstant } from './window.ts';

/** What one demand of a case wants now; the case follows the most pressing one. */
export interface Want extends Omit<Choice, 'facts'> {
  /** 0 needs a person, 1 asks for an approval, 2 acts, 3 waits for what is under way, 4 waits for a date. */
  rank: 0 | 1 | 2 | 3 | 4;
  facts?: Choice['facts'];
}

const NUMBER_OF_KIND: Record<PolicyStep['kind'], Spoke> = {
  'check-in': 'Courtesy check-in',
  reminder: 'Reminder',
  task: 'Personal contact',
  escalation: 'Escalation',
};
export const spokeOf = (step: PolicyStep): Spoke => NUMBER_OF_KIND[step.kind];

/** The state of the furthest step carried out, else that of the step that comes. */
const restingState = (facts: CaseFacts, coming: PolicyStep): Spoke => {
  let furthest = -1;
  for (const record of facts.records) {
    if (record.how === 'skipped') continue;
    furthest = Math.max(
      furthest,
      facts.policy!.steps.findIndex((step) => step.id === record.step),
    );
  }
  const step = furthest < 0 ? coming : facts.policy!.steps[furthest]!;
  return step.kind === 'escalation' && furthest < 0 ? 'Personal contact' : spokeOf(step);
};

export const carriedAnyOut = (facts: CaseFacts): boolean =>
  facts.records.some((record) => record.how !== 'skipped' && (record.at !== undefined || record.status !== 'planned'));

/** Nothing to do before the coming step's day. */
export const later = (facts: CaseFacts, coming: Coming): Want => ({
  rank: 4,
  state: restingState(facts, coming.step),
  standing: carriedAnyOut(facts) ? 'next-step' : 'not-due',
  next: { step: coming.step.id, on: fromDay(coming.dueDay) },
  until: wakeInstant(coming.dueDay, facts.zone, facts.invoice.invoiceId),
  rule: 'next-step-later',
  text: `${coming.step.id} comes on ${fromDay(coming.dueDay)}.`,
  parts: [],
});
