import { describe, expect, it } from 'vitest';
import { INVOICE_DEMAND } from '../../../functions/policy/demands.ts';
import { type Coming, courseOf, dayAfterStep } from '../../../functions/policy/next-step.ts';
import { dateOf, day, done, issue, planned } from '../../support/case-facts.ts';
import {
  coming,
  course,
  DEMAND,
  type Given,
  LAST,
  policy,
  reminder,
  skips,
  task,
  worldOn,
} from '../../support/course.ts';

/** Steps that are left out, begin anew, or are under way, and the day of the step after this one. */

describe('a check-in', () => {
  const installed = { installedOn: '2026-02-16' };

  it('is for an invoice in one piece, in its first cycle', () => {
    expect(coming('2026-02-16', { invoice: installed })).toEqual(['check-in', '2026-02-24']);
    expect(coming('2026-02-16', { invoice: { ...installed, cycle: 2 } })?.[0]).toBe('reminder-1');
    const checkIn = { id: 'check-in', kind: 'check-in', letter: 'check-in', when: { anchor: 'installed', days: 8 } };
    const noReminder = policy([checkIn, LAST]);
    expect(coming('2026-02-16', { invoice: installed, policy: noReminder })?.[0]).toBe('check-in');
    expect(coming('2026-02-16', { invoice: { ...installed, cycle: 2 }, policy: noReminder })?.[0]).toBe('last');
    const parts = [{ dueOn: '2026-03-02', amount: 10_000 }];
    expect(coming('2026-02-16', { invoice: { ...installed, instalments: parts } })?.[0]).toBe('reminder-1');
    const plan = { planId: 'L', agreedAt: '2026-02-17T00:00:00Z', instalments: parts };
    expect(coming('2026-02-16', { invoice: { ...installed, plan } })?.[0]).toBe('reminder-1');
    const part = { ...DEMAND, id: 'instalment-1' };
    expect(coming('2026-02-16', { invoice: installed }, part)?.[0]).toBe('reminder-1');
  });

  it('is left out once it is later than it may be, with how late it is', () => {
    // Due on Tuesday the 24th of February, and at most ten days late.
    expect(coming('2026-03-06', { invoice: installed })).toEqual(['check-in', '2026-02-24']);
    expect(skips('2026-03-06', { invoice: installed })).toEqual([]);
    expect(skips('2026-03-07', { invoice: installed })).toEqual(['check-in too-late 2026-02-24']);
    expect(course('2026-03-07', { invoice: installed }).skips[0]!.text).toBe('11 days late, at most 10');
    expect(coming('2026-03-07', { invoice: installed })).toEqual(['reminder-1', '2026-03-05']);
  });

  it('that is left out late counts as today for a step that counts from the one before', () => {
    const steps = policy([
      reminder('a', 3, { skipIfLateByDays: 2 }),
      task('b', 0, { when: { anchor: 'previous', days: 1 } }),
    ]);
    expect(coming('2026-03-10', { policy: steps })).toEqual(['b', '2026-03-11']);
  });
});

describe('a step that is not for this invoice', () => {
  const only = { onlyIf: { minAmount: { USD: '500.00' } } };
  const steps = policy([
    reminder('a', 3, only),
    reminder('b', 10, only),
    task('c', 0, { when: { anchor: 'previous', days: 2 } }),
  ]);

  it('is left out on the day on which it would have been due, with the reason', () => {
    expect(skips('2026-03-05', { policy: steps })).toEqual(['a not-for-this-invoice 2026-03-05']);
    const { skips: left, laterSkip } = course('2026-03-05', { policy: steps });
    expect(left[0]!.text).toContain('only from 500.00 USD');
    expect([laterSkip!.step.id, dateOf(laterSkip!.dueDay)]).toEqual(['b', '2026-03-12']);
    expect(skips('2026-03-12', { policy: steps })).toHaveLength(2);
  });

  it('is told ahead once: the first of them', () => {
    const { skips: left, laterSkip } = course('2026-03-04', { policy: steps });
    expect(left).toEqual([]);
    expect(laterSkip!.step.id).toBe('a');
    expect(laterSkip!.rule).toBe('not-for-this-invoice');
  });

  it('counts with its own day for a step that counts from the one before', () => {
    expect(coming('2026-03-12', { policy: steps })).toEqual(['c', '2026-03-16']);
    // Never with an earlier day than what was really done.
    const records = [done('x', '2026-03-13', { dueDay: day('2026-02-27') })];
    expect(coming('2026-03-13', { policy: steps, records })).toEqual(['c', '2026-03-16']);
  });
});

describe('a new cycle', () => {
  const cycle = { cycle: 2, reversedAt: '2026-03-18T10:00:00Z' };

  it('begins with the first reminder on the day of the reversal, whatever its own day was', () => {
    expect(coming('2026-03-18', { invoice: cycle })).toEqual(['reminder-1', '2026-03-18']);
    const early = policy([task('call', 1), reminder('a', 3), LAST]);
    expect(coming('2026-03-18', { invoice: cycle, policy: early })).toEqual(['a', '2026-03-18']);
  });

  it('in the zone of the customer, and not before the day after the due date', () => {
    const evening = { ...cycle, reversedAt: '2026-03-18T12:30:00Z' };
    expect(coming('2026-03-18', { invoice: evening, zone: 'Pacific/Auckland' })).toEqual(['reminder-1', '2026-03-19']);
    const early = { ...cycle, reversedAt: '2026-02-20T10:00:00Z' };
    expect(coming('2026-02-20', { invoice: early })).toEqual(['reminder-1', '2026-03-03']);
    expect(course('2026-03-18', { invoice: cycle }, { id: INVOICE_DEMAND, open: 1 }).coming).toMatchObject({
      step: { id: 'reminder-1' },
      dueDay: day('2026-03-18'),
    });
  });

  it('goes on from there with the days of the policy, and the gap', () => {
    const records = [done('reminder-1', '2026-03-18')];
    expect(coming('2026-03-18', { invoice: cycle, records })).toEqual(['call', '2026-03-23']);
    expect(coming('2026-03-18', { invoice: { cycle: 2 } })).toEqual(['reminder-1', '2026-03-05']);
  });

  it('of an invoice in parts is that of each part', () => {
    const parts = { ...cycle, instalments: [{ dueOn: '2026-03-02', amount: 10_000 }] };
    expect(coming('2026-03-18', { invoice: parts }, { ...DEMAND, id: 'instalment-1' })).toEqual([
      'reminder-1',
      '2026-03-05',
    ]);
  });
});

describe('a step that is under way', () => {
  it('comes with its record, and a planned letter waits for a later date', () => {
    const record = planned('reminder-1', '2026-03-05');
    expect(course('2026-03-05', { records: [record] }).coming?.record).toBe(record);
    const stopped = { ...issue('s').s!, resolvedAt: '2026-03-10T10:00:00Z', stopped: true };
    expect(coming('2026-03-10', { records: [record], invoice: { issues: { s: stopped } } })).toEqual([
      'reminder-1',
      '2026-03-16',
    ]);
    const late = planned('reminder-1', '2026-03-09');
    expect(coming('2026-03-09', { records: [late] })).toEqual(['reminder-1', '2026-03-09']);
  });

  it('of another policy than the present one is not that of the coming step', () => {
    expect(course('2026-03-05', { records: [planned('old', '2026-03-05')] }).coming).not.toHaveProperty('record');
  });

  it('and is asked for keeps its day', () => {
    const record = done('reminder-1', '2026-03-05', { status: 'asked' });
    const later = { ...DEMAND, dueDay: day('2026-03-09') };
    const { coming: found } = course('2026-03-10', { records: [record] }, later);
    expect([found!.dueDay, found!.earliestDay]).toEqual([day('2026-03-05'), day('2026-03-05')]);
  });
});

describe('the day of the step after this one', () => {
  const following = (today: string, onDay: string, given: Given = {}): string | undefined => {
    const world = worldOn(today, given);
    const { coming: found } = courseOf(world, DEMAND);
    const next = dayAfterStep(world, DEMAND, found as Coming, day(onDay));
    return next === undefined ? undefined : dateOf(next);
  };

  it('supposes that this one is carried out on its day', () => {
    expect(following('2026-03-05', '2026-03-05')).toBe('2026-03-12');
    expect(following('2026-03-05', '2026-03-11')).toBe('2026-03-16');
    const last = policy([reminder('a', 3), task('b', 4)], { minimumGapDays: 5 });
    expect(following('2026-03-05', '2026-03-05', { policy: last })).toBe('2026-03-10');
    expect(following('2026-03-10', '2026-03-10', { policy: last, records: [done('a', '2026-03-05')] })).toBeUndefined();
  });

  it('leaves the records of other demands and steps as they are, and its own out', () => {
    const records = [
      done('reminder-1', '2026-03-05'),
      done('reminder-1', '2026-03-25', { demand: 'instalment-9' }),
      planned('call', '2026-03-12'),
    ];
    expect(following('2026-03-12', '2026-03-12', { records })).toBe('2026-03-19');
  });

  it('after a letter is a day later at the earliest, after a task not', () => {
    const letters = policy([reminder('a', 3), reminder('b', 3), LAST]);
    expect(following('2026-03-05', '2026-03-05', { policy: letters })).toBe('2026-03-06');
    const rings = policy([task('a', 3), reminder('b', 3), LAST]);
    expect(following('2026-03-05', '2026-03-05', { policy: rings })).toBe('2026-03-05');
  });

  it('is that of a step to be left out where that comes first', () => {
    const only = { onlyIf: { minAmount: { USD: '500.00' } } };
    const first = policy([reminder('a', 3), reminder('b', 7, only), task('c', 30)]);
    expect(following('2026-03-05', '2026-03-05', { policy: first })).toBe('2026-03-09');
    const alone = policy([reminder('a', 3), task('b', 7, only)]);
    expect(following('2026-03-05', '2026-03-05', { policy: alone })).toBe('2026-03-09');
  });
});
