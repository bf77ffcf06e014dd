import type { CustomerHead, InvoiceFacts } from '../ledger/entities.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { toDay } from '../platform/civil-date.ts';
import { localDay } from '../platform/zone.ts';
import { type Calendar, nextWorkingDay } from './calendar.ts';
import type { Policy, PolicyStep } from './contract.ts';
import { type Demand, INVOICE_DEMAND } from './demands.ts';
import { leftOutBecause } from './only-if.ts';

/** Which step of a demand comes next, and on which day: contracts §3, "When". Days count from 1970. */

export interface StepWorld {
  invoice: InvoiceFacts;
  customer: CustomerHead;
  policy: Policy;
  calendar: Calendar;
  zone: string;
  today: number;
  /** The records of this invoice in the present cycle, of all demands. */
  records: readonly StepRecord[];
}

export interface Skip {
  step: PolicyStep;
  dueDay: number;
  rule: 'not-for-this-invoice' | 'too-late' | 'suspends-service';
  text: string;
}

export interface Coming {
  step: PolicyStep;
  dueDay: number;
  /** Never before this day: the gap after the last contact, or after an issue's solution. */
  earliestDay: number;
  /** The step's record, where it is under way: planned, asked for, offered, or waiting for a visit. */
  record?: StepRecord;
}

export interface Course {
  /** Steps that are left out now. */
  skips: Skip[];
  /** A step that will be left out on a later day, before the coming one. */
  laterSkip?: Skip;
  coming?: Coming;
}

const carriedOut = (record: StepRecord): boolean =>
  record.status === 'done' || record.status === 'unknown' || record.status === 'refused';

/** The index of the furthest step that counts as done; after a move to another policy all before it count too. */
const furthestDone = (
  steps: readonly PolicyStep[],
  done: readonly StepRecord[],
  dueDays: (i: number) => number | undefined,
) => {
  let furthest = -1;
  for (const record of done) {
    const index = steps.findIndex((step) => step.id === record.step);
    if (index > furthest) furthest = index;
  }
  if (furthest >= 0 || done.length === 0) return furthest;
  // The case was moved to a policy without any of its steps: what was due by the last one done counts as done.
  const lastDue = Math.max(...done.map((record) => record.dueDay));
  for (let index = 0; index < steps.length; index++) {
    const due = dueDays(index);
    if (due !== undefined && due <= lastDue) furthest = index;
  }
  return furthest;
};

/** The first day on which letters may resume after an issue that had stopped them: the gap after its solution. */
const issueFloor = (invoice: InvoiceFacts, gap: number, zone: string): number => {
  let floor = Number.NEGATIVE_INFINITY;
  for (const id in invoice.issues) {
    const issue = invoice.issues[id]!;
    if (issue.resolvedAt !== undefined && issue.stopped === true)
      floor = Math.max(floor, localDay(Date.parse(issue.resolvedAt), zone) + gap);
  }
  return floor;
};

const isLetter = (step: PolicyStep): boolean => step.kind === 'check-in' || step.kind === 'reminder';

/**
 * The course of a demand: what is left out today, and the step that comes next with its day.
 * Steps go in order, one at a time, never closer than the policy's gap; two letters are at least a day apart even where
 * the policy names no gap. A step is due on a working day of the customer.
 */
export const courseOf = (world: StepWorld, demand: Demand): Course => {
  const { invoice, policy, calendar, today, zone } = world;
  const steps = policy.steps;
  const gap = policy.limits.minimumGapDays ?? 0;
  const own: StepRecord[] = [];
  for (const record of world.records) if (record.demand === demand.id) own.push(record);
  const split = demand.id !== INVOICE_DEMAND || invoice.instalments !== undefined || invoice.plan !== undefined;
  const opening = invoice.cycle > 1 && !split ? steps.findIndex((step) => step.kind === 'reminder') : -1;

  let previousDay: number | undefined;
  let contactDay = Number.NEGATIVE_INFINITY;
  let afterLetter = false;
  const done = own.filter(carriedOut);
  for (const record of done) {
    const day = localDay(Date.parse(record.at!), zone);
    if (previousDay === undefined || day >= previousDay) previousDay = day;
    if (record.how !== 'skipped' && day >= contactDay) {
      afterLetter = record.how === 'letter' || (afterLetter && day === contactDay);
      contactDay = day;
    }
  }

  const rawDay = (index: number): number | undefined => {
    const step = steps[index]!;
    if (step.kind === 'check-in' && (split || invoice.cycle > 1)) return undefined;
    if (index === opening && invoice.reversedAt !== undefined) {
      const reversed = localDay(Date.parse(invoice.reversedAt), zone);
      return demand.dueDay === undefined ? reversed : Math.max(reversed, demand.dueDay + 1);
    }
    const { anchor, days } = step.when;
    switch (anchor) {
      case 'issued':
        return toDay(invoice.issuedOn) + days;
      case 'due':
        return demand.dueDay === undefined ? undefined : demand.dueDay + days;
      case 'installed':
        return invoice.installedOn === undefined ? undefined : toDay(invoice.installedOn) + days;
      default:
        return (previousDay ?? toDay(invoice.issuedOn)) + days;
    }
  };

  const floor = issueFloor(invoice, gap, zone);
  const course: Course = { skips: [] };
  const first = Math.max(furthestDone(steps, done, rawDay) + 1, Math.max(opening, 0));
  for (let index = first; index < steps.length; index++) {
    const step = steps[index]!;
    const raw = rawDay(index);
    if (raw === undefined) continue;
    const scheduled = nextWorkingDay(calendar, raw);
    const record = own.find((candidate) => candidate.step === step.id && !carriedOut(candidate));
    const apart = Math.max(gap, afterLetter && isLetter(step) ? 1 : 0);
    const earliestDay = Math.max(contactDay + apart, floor);
    const dueDay = nextWorkingDay(calendar, Math.max(raw, earliestDay));
    if (record !== undefined) {
      // A planned letter whose date was moved on in the meantime waits for the new one.
      const on = record.status === 'planned' ? Math.max(record.dueDay, dueDay) : record.dueDay;
      course.coming = { step, dueDay: on, earliestDay: on, record };
      return course;
    }
    const leftOut = leftOutBecause(step, invoice, world.customer);
    if (leftOut !== undefined) {
      const skip: Skip = { step, dueDay: scheduled, rule: 'not-for-this-invoice', text: leftOut };
      if (scheduled <= today) course.skips.push(skip);
      else course.laterSkip ??= skip;
      previousDay = Math.max(scheduled, previousDay ?? scheduled);
      continue;
    }
    if (step.skipIfLateByDays !== undefined && today > scheduled + step.skipIfLateByDays) {
      const late = today - scheduled;
      course.skips.push({
        step,
        dueDay: scheduled,
        rule: 'too-late',
        text: `${late} days late, at most ${step.skipIfLateByDays}`,
      });
      previousDay = today;
      continue;
    }
    course.coming = { step, dueDay, earliestDay };
    return course;
  }
  return course;
};

/** The day of the step after this one, supposing that this one is carried out on `onDay`. */
export const dayAfterStep = (world: StepWorld, demand: Demand, coming: Coming, onDay: number): number | undefined => {
  const supposed = {
    demand: demand.id,
    step: coming.step.id,
    how: isLetter(coming.step) ? 'letter' : 'task',
    status: 'done',
    dueDay: coming.dueDay,
    // Noon keeps the local day the same in every zone that the date is read in.
    at: new Date(onDay * 86_400_000 + 43_200_000).toISOString(),
  } as StepRecord;
  const next = courseOf({ ...world, records: [...world.records, supposed], zone: 'UTC' }, demand);
  const skipDay = next.laterSkip?.dueDay;
  const comingDay = next.coming?.dueDay;
  return skipDay === undefined ? comingDay : comingDay === undefined ? skipDay : Math.min(skipDay, comingDay);
};
