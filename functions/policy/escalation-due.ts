import { recipientsOf } from '../correspondence/recipients.ts';
import { fromDay } from '../platform/civil-date.ts';
import { localDay } from '../platform/zone.ts';
import { afterBusinessDays } from './calendar.ts';
import type { CaseFacts } from './case-facts.ts';
import type { Demand } from './demands.ts';
import type { Coming, StepWorld } from './next-step.ts';
import type { Want } from './want.ts';
import { wakeInstant } from './window.ts';

/** Actions that end a customer's service: never for a residential customer on a fixed income (domain rule 29). */
const SUSPENDS = new Set(['credit-hold']);
const NEEDS_RECIPIENT = new Set(['final-notice']);

/** Ten business days for a plan after an offer of instalments (domain rule 29). */
const afterOffer = (facts: CaseFacts, offeredAt: string): number =>
  afterBusinessDays(facts.calendar, localDay(Date.parse(offeredAt), facts.zone), 10);

/** What an escalation step that has fallen due wants: first an offer or a visit where the rules say so. */
export const escalationDue = (facts: CaseFacts, world: StepWorld, demand: Demand, coming: Coming): Want => {
  const { step, dueDay } = coming;
  const { customer, invoice } = facts;
  const of = { demand: demand.id, step: step.id, dueDay };
  const action = step.action ?? 'final-notice';
  const wake = (day: number): number => wakeInstant(Math.max(day, world.today + 1), facts.zone, invoice.invoiceId);
  const fixedIncome = customer.segment === 'residential' && customer.fixedIncome;
  const suspends = SUSPENDS.has(action);
  const offered = facts.records.find((record) => record.offeredAt !== undefined)?.offeredAt;
  if (fixedIncome && offered === undefined)
    return {
      rank: 2,
      state: 'Personal contact',
      standing: 'next-step',
      next: { step: step.id, on: fromDay(afterOffer(facts, new Date(facts.now).toISOString())) },
      // What suspends the service does not wait for a plan: it is left out as soon as the offer is made.
      until: suspends ? facts.now + 120_000 : wake(afterOffer(facts, new Date(facts.now).toISOString())),
      rule: 'instalments-offered',
      text: 'A residential customer on a fixed income is offered instalments before any escalation.',
      parts: [{ do: 'offer-instalments', ...of }],
    };
  if (fixedIncome && suspends)
    return {
      rank: 2,
      state: 'Personal contact',
      standing: 'next-step',
      next: null,
      until: facts.now + 120_000,
      rule: 'suspends-service',
      text: 'A residential customer on a fixed income keeps the service.',
      parts: [
        {
          do: 'skip',
          ...of,
          rule: 'suspends-service',
          ...(coming.record?.offeredAt === undefined ? {} : { offeredAt: coming.record.offeredAt }),
          text: 'residential customer on a fixed income: service is not suspended',
        },
      ],
    };
  if (fixedIncome && offered !== undefined && world.today < afterOffer(facts, offered))
    return {
      rank: 3,
      state: 'Personal contact',
      standing: 'next-step',
      next: { step: step.id, on: fromDay(afterOffer(facts, offered)) },
      until: wake(afterOffer(facts, offered)),
      rule: 'waits-for-a-plan',
      text: 'Instalments were offered: ten business days for a plan.',
      parts: [],
    };
  const visited = facts.records.some((record) => record.visitAt !== undefined);
  const visitDone = invoice.tasksDone[step.id] !== undefined;
  if (customer.tags.includes('key-account') && action === 'final-notice' && !visitDone)
    return {
      rank: visited ? 1 : 2,
      state: 'Personal contact',
      standing: 'on-list',
      next: null,
      rule: 'visit-first',
      text: 'A key account is visited with its account owner before a final notice.',
      parts: visited ? [] : [{ do: 'raise-visit', ...of }],
    };
  if (NEEDS_RECIPIENT.has(action) && recipientsOf(facts.payer, 'escalation').length === 0)
    return {
      rank: 0,
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      rule: 'no-recipient',
      text: 'Nobody can be written to: a contact has to be found, then the same step goes.',
      parts: [
        {
          do: 'raise-item',
          kind: 'find-contact',
          key: facts.payer.customerId,
          title: 'Find a contact for escalations',
        },
      ],
    };
  return {
    rank: 1,
    state: 'Escalation',
    standing: 'on-list',
    next: null,
    rule: 'escalation-due',
    text: `${step.id} is due on ${fromDay(dueDay)}: its approval is asked for.`,
    parts: [{ do: 'start-escalation', ...of }],
  };
};
