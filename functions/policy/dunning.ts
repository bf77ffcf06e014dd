import { fromDay } from '../platform/civil-date.ts';
import { startOfDay } from '../platform/zone.ts';
import type { CaseFacts, Position } from './case-facts.ts';
import { type Choice, figures } from './choose-next-step.ts';
import { brokenPromiseParts } from './closing.ts';
import type { Part } from './decision.ts';
import { type Demand, INVOICE_DEMAND, unpromised } from './demands.ts';
import { escalationDue } from './escalation-due.ts';
import { letterDue, letterUnderWay } from './letter-due.ts';
import { type Coming, courseOf, dayAfterStep, type StepWorld } from './next-step.ts';
import { later, type Want } from './want.ts';
import { wakeInstant } from './window.ts';

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
  for (const demand of unpromised(position.demands, position.promised)) {
    if (demand.dueDay === undefined) continue;
    // Of instalments only those that are overdue are chased; the invoice itself follows all its steps.
    if (demand.id !== INVOICE_DEMAND && demand.dueDay >= position.today) continue;
    const want = wantOf(facts, world, demand);
    if (want !== undefined) wants.push(want);
  }
  if (wants.length === 0) wants.push(nothingLeft(facts, 'no-step-left'));
  wants.sort((a, b) => a.rank - b.rank || ((a.next?.on ?? '') < (b.next?.on ?? '') ? -1 : 1));
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
