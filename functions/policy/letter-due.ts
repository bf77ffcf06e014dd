import { recipientsOf } from '../correspondence/recipients.ts';
import { fromDay } from '../platform/civil-date.ts';
import { localDay, startOfDay } from '../platform/zone.ts';
import { nextWorkingDay } from './calendar.ts';
import type { CaseFacts } from './case-facts.ts';
import { iso } from './choose-next-step.ts';
import type { PolicyStep } from './contract.ts';
import type { Part } from './decision.ts';
import type { Demand } from './demands.ts';
import { type Coming, dayAfterStep, type StepWorld } from './next-step.ts';
import { carriedAnyOut, later, spokeOf, type Want } from './want.ts';
import { nextOpening, nextRun, wakeInstant } from './window.ts';

/** A letter is planned this long before its day, so that no time zone misses its window. */
const PLAN_AHEAD_MS = 36 * 3_600_000;

const templateOf = (facts: CaseFacts, step: PolicyStep): string => {
  const opening = facts.policy!.steps.find((candidate) => candidate.kind === 'reminder');
  const first = facts.invoice.cycle > 1 && opening?.id === step.id;
  return first ? 'reversal' : (step.letter ?? (step.kind === 'check-in' ? 'check-in' : 'reminder-1'));
};

const NOBODY = {
  rule: 'no-recipient',
  text: 'Nobody can be written to: a contact has to be found, then the same step goes.',
};

/** The customer's local day of the first opening of the payer's window from an instant on. */
const runDay = (facts: CaseFacts, from: number): number =>
  localDay(nextOpening(facts.payerWindow, facts.calendar, facts.payerZone, from), facts.zone);

/** The letter is planned already: it waits for its window, or something holds it back. */
export const letterUnderWay = (facts: CaseFacts, world: StepWorld, demand: Demand, coming: Coming): Want => {
  const { step, dueDay } = coming;
  const record = coming.record!;
  const verdict = record.verdict;
  const state = record.how === 'approval' ? 'Escalation' : spokeOf(step);
  const notBefore = Date.parse(record.notBefore!);
  const lookedAt = verdict?.on ?? fromDay(Math.max(dueDay, runDay(facts, Math.max(notBefore, nextRun(facts.now)))));
  const base = { next: { step: step.id, on: lookedAt }, parts: [] as Part[] };
  if (verdict?.reason === 'unapplied')
    return {
      ...base,
      rank: 0,
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      rule: 'unapplied-money-covers-it',
      text: 'Money that is not applied yet would cover what the letter asks.',
    };
  if (verdict?.reason === 'minimum')
    return {
      ...base,
      rank: 3,
      state,
      standing: 'small-balance',
      rule: 'below-minimum',
      text: 'Held back: below the minimum.',
    };
  const planned = dayAfterStep(world, demand, coming, Math.max(dueDay, localDay(notBefore, facts.zone)));
  const late = planned === undefined || planned <= world.today;
  const wakeDay = late ? nextWorkingDay(facts.calendar, world.today + 1) : planned;
  const waits = verdict === undefined && facts.now <= notBefore;
  return {
    ...base,
    rank: 3,
    state,
    standing: waits && dueDay >= world.today && !carriedAnyOut(facts) ? 'not-due' : 'next-step',
    until: wakeInstant(wakeDay, facts.zone, facts.invoice.invoiceId),
    rule: verdict === undefined ? 'letter-planned' : 'letter-held-back',
    text: verdict === undefined ? 'Its letter is planned.' : `Its letter is held back: ${verdict.reason}.`,
  };
};

export const letterDue = (facts: CaseFacts, world: StepWorld, demand: Demand, coming: Coming): Want => {
  const { step, dueDay } = coming;
  const { today } = world;
  const opens = nextOpening(
    facts.payerWindow,
    facts.calendar,
    facts.payerZone,
    Math.max(facts.now, startOfDay(dueDay, facts.zone)),
  );
  const reachable = recipientsOf(facts.payer, 'billing').length > 0;
  const lost = !reachable && (!facts.payer.known || Object.keys(facts.payer.badAddresses).length > 0);
  if (lost && dueDay > today)
    return { ...later(facts, coming), rank: 0, state: 'Needs a person', standing: 'on-list', next: null, ...NOBODY };
  if (dueDay > today && (opens > facts.now + PLAN_AHEAD_MS || !reachable)) return later(facts, coming);
  if (!reachable)
    return {
      rank: 0,
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      ...NOBODY,
      parts: [
        { do: 'raise-item', kind: 'find-contact', key: facts.payer.customerId, title: 'Find a contact for billing' },
      ],
    };
  const nextDay = dayAfterStep(world, demand, coming, Math.max(dueDay, today));
  return {
    rank: 2,
    state: spokeOf(step),
    standing: dueDay >= today && opens > facts.now && !carriedAnyOut(facts) ? 'not-due' : 'next-step',
    next: { step: step.id, on: fromDay(Math.max(dueDay, localDay(opens, facts.zone))) },
    until:
      nextDay === undefined
        ? undefined
        : wakeInstant(Math.max(nextDay, today + 1), facts.zone, facts.invoice.invoiceId),
    rule: `${step.kind}-due`,
    text: `${step.id} is due on ${fromDay(dueDay)}.`,
    parts: [
      {
        do: 'plan-letter',
        demand: demand.id,
        step: step.id,
        template: templateOf(facts, step),
        dueDay,
        notBefore: iso(opens),
        alone: step.kind === 'check-in',
      },
    ],
  };
};
