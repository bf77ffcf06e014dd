import { recipientsOf } from '../correspondence/recipients.ts';
import { fromDay } from '../platform/civil-date.ts';
import { localDay, startOfDay } from '../platform/zone.ts';
import { afterBusinessDays, nextWorkingDay } from './calendar.ts';
import type { CaseFacts, Position } from './case-facts.ts';
import { type Choice, figures, iso } from './choose-next-step.ts';
import { brokenPromiseParts } from './closing.ts';
import type { PolicyStep } from './contract.ts';
import type { Part, Spoke } from './decision.ts';
import { type Demand, INVOICE_DEMAND } from './demands.ts';
import { escalationDue } from './escalation-due.ts';
import { type Coming, courseOf, dayAfterStep, type StepWorld } from './next-step.ts';
import { nextOpening, wakeInstant } from './window.ts';

/** A letter is planned this long before its day, so that no time zone misses its window. */
const PLAN_AHEAD_MS = 36 * 3_600_000;

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

const carriedAnyOut = (facts: CaseFacts): boolean =>
  facts.records.some((record) => record.how !== 'skipped' && (record.at !== undefined || record.status !== 'planned'));

const templateOf = (facts: CaseFacts, step: PolicyStep): string => {
  const opening = facts.policy!.steps.find((candidate) => candidate.kind === 'reminder');
  const first = facts.invoice.cycle > 1 && opening?.id === step.id;
  return first ? 'reversal' : (step.letter ?? (step.kind === 'check-in' ? 'check-in' : 'reminder-1'));
};

/** The letter is planned already: it waits for its window, or something holds it back. */
const letterUnderWay = (facts: CaseFacts, world: StepWorld, demand: Demand, coming: Coming): Want => {
  const { step, dueDay } = coming;
  const record = coming.record!;
  const verdict = record.verdict;
  const state = record.how === 'approval' ? 'Escalation' : spokeOf(step);
  const lookedAt = verdict?.on ?? fromDay(Math.max(dueDay, world.today));
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
  const planned = dayAfterStep(
    world,
    demand,
    coming,
    Math.max(dueDay, localDay(Date.parse(record.notBefore!), facts.payerZone)),
  );
  const late = planned === undefined || planned <= world.today;
  const wakeDay = late ? nextWorkingDay(facts.calendar, world.today + 1) : planned;
  const waitsForToday = verdict === undefined && facts.now <= Date.parse(record.notBefore!);
  return {
    ...base,
    rank: 3,
    state,
    standing: waitsForToday && !carriedAnyOut(facts) ? 'not-due' : 'next-step',
    until: wakeInstant(wakeDay, facts.zone, facts.invoice.invoiceId),
    rule: verdict === undefined ? 'letter-planned' : 'letter-held-back',
    text: verdict === undefined ? 'Its letter is planned.' : `Its letter is held back: ${verdict.reason}.`,
  };
};

const letterDue = (facts: CaseFacts, world: StepWorld, demand: Demand, coming: Coming): Want => {
  const { step, dueDay } = coming;
  const { today } = world;
  const opens = nextOpening(
    facts.payerWindow,
    facts.calendar,
    facts.payerZone,
    Math.max(facts.now, startOfDay(dueDay, facts.zone)),
  );
  const reachable = recipientsOf(facts.payer, 'billing').length > 0;
  if (opens > facts.now + PLAN_AHEAD_MS || (!reachable && dueDay > today)) return later(facts, coming);
  if (!reachable)
    return {
      rank: 0,
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      rule: 'no-recipient',
      text: 'Nobody can be written to: a contact has to be found, then the same step goes.',
      parts: [
        { do: 'raise-item', kind: 'find-contact', key: facts.payer.customerId, title: 'Find a contact for billing' },
      ],
    };
  const nextDay = dayAfterStep(world, demand, coming, Math.max(dueDay, today));
  return {
    rank: 2,
    state: spokeOf(step),
    standing: dueDay > today || opens > facts.now ? (carriedAnyOut(facts) ? 'next-step' : 'not-due') : 'next-step',
    next: { step: step.id, on: fromDay(Math.max(dueDay, today)) },
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

const taskDue = (facts: CaseFacts, world: StepWorld, demand: Demand, coming: Coming): Want => {
  const { step, dueDay } = coming;
  const nextDay = dayAfterStep(world, demand, coming, world.today);
  return {
    rank: 2,
    state: 'Personal contact',
    standing: nextDay === undefined ? 'on-list' : 'next-step',
    next: null,
    until:
      nextDay === undefined
        ? undefined
        : wakeInstant(Math.max(nextDay, world.today + 1), facts.zone, facts.invoice.invoiceId),
    rule: 'task-due',
    text: `${step.id} is due on ${fromDay(dueDay)}.`,
    parts: [
      {
        do: 'raise-task',
        demand: demand.id,
        step: step.id,
        dueDay,
        role: step.role ?? 'specialist',
        title: step.title ?? 'Call the customer',
      },
    ],
  };
};

/** Nothing to do before the coming step's day. */
const later = (facts: CaseFacts, coming: Coming): Want => ({
  rank: 4,
  state: restingState(facts, coming.step),
  standing: carriedAnyOut(facts) ? 'next-step' : 'not-due',
  next: { step: coming.step.id, on: fromDay(coming.dueDay) },
  until: wakeInstant(coming.dueDay, facts.zone, facts.invoice.invoiceId),
  rule: 'next-step-later',
  text: `${coming.step.id} comes on ${fromDay(coming.dueDay)}.`,
  parts: [],
});

const nothingLeft = (facts: CaseFacts, rule: 'no-step-left' | 'refused' | 'due-date-missing' | 'no-policy'): Want => {
  const last = facts.policy?.steps.at(-1);
  const titles = {
    'no-step-left': 'No step is left: decide how to go on',
    refused: 'The escalation was refused: decide how to go on',
    'due-date-missing': 'The due date is missing: complete the invoice',
    'no-policy': 'No policy fits the customer: choose one',
  };
  const open = facts.records.find((record) => record.how === 'task' && record.step === last?.id);
  const lastTaskOpen =
    rule === 'no-step-left' && open !== undefined && facts.invoice.tasksDone[open.step] === undefined;
  return {
    rank: 0,
    state: 'Needs a person',
    standing: 'on-list',
    next: null,
    rule,
    text: `${titles[rule]}.`,
    parts: lastTaskOpen
      ? []
      : [
          {
            do: 'raise-item',
            kind: 'task',
            key: rule,
            title: titles[rule],
            role: last?.role ?? last?.approver ?? 'specialist',
          },
        ],
  };
};

const UNDER_WAY_LISTED: Want = {
  rank: 1,
  state: 'Escalation',
  standing: 'on-list',
  next: null,
  rule: 'approval-asked',
  text: 'An approval is asked for.',
  parts: [],
};

const wantOf = (facts: CaseFacts, world: StepWorld, demand: Demand): Want | undefined => {
  const course = courseOf(world, demand);
  const skips = course.skips.map(
    ({ step, dueDay, rule, text }): Part => ({ do: 'skip', demand: demand.id, step: step.id, dueDay, rule, text }),
  );
  const { coming } = course;
  let want: Want | undefined;
  if (coming !== undefined) {
    const { record } = coming;
    if (record?.status === 'planned') want = letterUnderWay(facts, world, demand, coming);
    else if (record?.status === 'asked') want = { ...UNDER_WAY_LISTED };
    else if (coming.dueDay > world.today && (coming.step.kind === 'task' || coming.step.kind === 'escalation'))
      want = later(facts, coming);
    else if (coming.step.kind === 'task') want = taskDue(facts, world, demand, coming);
    else if (coming.step.kind === 'escalation') want = escalationDue(facts, world, demand, coming);
    else want = letterDue(facts, world, demand, coming);
    if (course.laterSkip !== undefined && want.rank >= 3 && want.until !== undefined)
      want = {
        ...want,
        until: Math.min(want.until, wakeInstant(course.laterSkip.dueDay, facts.zone, facts.invoice.invoiceId)),
      };
  } else if (course.laterSkip !== undefined) {
    want = { ...later(facts, { ...course.laterSkip, earliestDay: course.laterSkip.dueDay }), next: null };
  }
  if (want === undefined)
    return skips.length === 0 ? undefined : { ...nothingLeft(facts, 'no-step-left'), parts: skips };
  return skips.length === 0 ? want : { ...want, parts: [...skips, ...want.parts] };
};

/** The dunning of what is neither held, promised nor disputed. */
export const dunning = (facts: CaseFacts, position: Position): Choice => {
  const { invoice, policy } = facts;
  const base = figures(facts, position);
  const broken = brokenPromiseParts(position, invoice);
  const complete = (want: Want): Choice => ({
    ...want,
    parts: [...broken, ...want.parts],
    facts: { ...base, ...want.facts },
  });
  if (policy === undefined) return complete(nothingLeft(facts, 'no-policy'));
  if (position.demands.every((demand) => demand.dueDay === undefined))
    return complete(nothingLeft(facts, 'due-date-missing'));
  const unknown = facts.records.find((record) => record.status === 'unknown');
  if (unknown !== undefined)
    return complete({
      rank: 0,
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      rule: 'delivery-unknown',
      text: `Whether ${unknown.step} arrived is unknown: a person decides.`,
      facts: { letter: unknown.letterId ?? null },
      parts: [],
    });
  if (facts.records.some((record) => record.status === 'refused')) return complete(nothingLeft(facts, 'refused'));
  const world: StepWorld = {
    invoice,
    customer: facts.customer,
    policy,
    calendar: facts.calendar,
    zone: facts.zone,
    today: position.today,
    records: facts.records,
  };
  const wants: Want[] = [];
  for (const demand of position.demands) {
    if (demand.open <= 0 || demand.dueDay === undefined) continue;
    // Of instalments only those that are overdue are chased; the invoice itself follows all its steps.
    if (demand.id !== INVOICE_DEMAND && demand.dueDay >= position.today) continue;
    const want = wantOf(facts, world, demand);
    if (want !== undefined) wants.push(want);
  }
  if (wants.length === 0) {
    const coming = position.demands.filter((demand) => demand.open > 0 && (demand.dueDay ?? 0) >= position.today);
    if (coming.length === 0 || !position.split) return complete(nothingLeft(facts, 'no-step-left'));
  }
  wants.sort((a, b) => a.rank - b.rank);
  const leading = wants[0]!;
  const upcoming = position.split
    ? position.demands
        .filter((demand) => demand.open > 0 && demand.dueDay !== undefined && demand.dueDay >= position.today)
        .map((demand) => startOfDay(demand.dueDay! + 1, facts.zone))
    : [];
  const untils = [...wants.map((want) => want.until), ...upcoming].filter((until) => until !== undefined);
  return complete({
    ...leading,
    parts: wants.flatMap((want) => want.parts),
    until: untils.length === 0 ? undefined : Math.min(...untils),
  });
};

/** Ten business days for a plan after an offer of instalments (domain rule 29). */
export const afterOffer = (facts: CaseFacts, offeredAt: string): number =>
  afterBusinessDays(facts.calendar, localDay(Date.parse(offeredAt), facts.zone), 10);
