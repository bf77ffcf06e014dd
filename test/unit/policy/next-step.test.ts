import { describe, expect, it } from 'vitest';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { INVOICE_DEMAND } from '../../../functions/policy/demands.ts';
import { day, done, issue } from '../../support/case-facts.ts';
import { coming, course, type Given, LAST, policy, reminder, task } from '../../support/course.ts';

/** Which step of a demand comes next, and on which day. */

type Loose = Record<string, unknown>;

describe('the day of a step', () => {
  const each = (anchor: string, days: number) => policy([{ ...reminder('first', 0), when: { anchor, days } }, LAST]);

  it('counts from the issue, the due date, the installation, or the step before', () => {
    const installed = { invoice: { installedOn: '2026-02-16' } };
    expect(coming('2026-02-02', { policy: each('issued', 3) })).toEqual(['first', '2026-02-05']);
    const afterAnother = {
      policy: policy([reminder('a', 3), { ...task('b', 0), when: { anchor: 'issued', days: 37 } }]),
    };
    expect(coming('2026-03-05', { ...afterAnother, records: [done('a', '2026-03-05')] })).toEqual(['b', '2026-03-11']);
    expect(coming('2026-02-02', { policy: each('due', 3) })).toEqual(['first', '2026-03-05']);
    expect(coming('2026-02-02', { policy: each('installed', 3), ...installed })).toEqual(['first', '2026-02-19']);
    // Nothing was done yet: from the day of issue.
    expect(coming('2026-02-02', { policy: each('previous', 3) })).toEqual(['first', '2026-02-05']);
    const after = policy([reminder('first', 3), task('then', 0, { when: { anchor: 'previous', days: 4 } })]);
    expect(coming('2026-03-05', { policy: after, records: [done('first', '2026-03-05')] })).toEqual([
      'then',
      '2026-03-09',
    ]);
  });

  it('is moved forward to a working day, and past a holiday', () => {
    const saturday = policy([reminder('first', 5), LAST]);
    expect(coming('2026-03-02', { policy: saturday })).toEqual(['first', '2026-03-09']);
    expect(coming('2026-03-02', { policy: saturday, holidays: ['2026-03-09'] })).toEqual(['first', '2026-03-10']);
  });

  it('of a step from the installation is none where nothing was installed, nor of one from a due date that is none', () => {
    expect(coming('2026-02-02', { policy: each('installed', 3) })).toEqual(['last', '2026-05-01']);
    expect(course('2026-03-05', {}, { id: INVOICE_DEMAND, open: 1 }).coming).toBeUndefined();
  });

  it('of the step before is that of the last one carried out, also where records lie in another order', () => {
    const steps = policy([reminder('a', 3), reminder('b', 4), task('c', 0, { when: { anchor: 'previous', days: 2 } })]);
    const a = done('a', '2026-03-09');
    const b = done('b', '2026-03-11');
    for (const records of [
      [a, b],
      [b, a],
    ])
      expect(coming('2026-03-11', { policy: steps, records })).toEqual(['c', '2026-03-13']);
  });

  it('is that of the customer: a step done late in the evening in UTC was done on the next day in Auckland', () => {
    const steps = policy([reminder('a', 3), task('c', 0, { when: { anchor: 'previous', days: 2 } })]);
    const records = [done('a', '2026-03-05', { at: '2026-03-09T12:00:00Z' })];
    expect(coming('2026-03-06', { policy: steps, records })).toEqual(['c', '2026-03-11']);
    expect(coming('2026-03-06', { policy: steps, records, zone: 'Pacific/Auckland' })).toEqual(['c', '2026-03-12']);
  });
});

describe('steps go in order', () => {
  it('begins with the first one, and follows the furthest that was carried out', () => {
    expect(coming('2026-03-02')).toEqual(['reminder-1', '2026-03-05']);
    expect(coming('2026-03-05', { records: [done('reminder-1', '2026-03-05')] })).toEqual(['call', '2026-03-12']);
    expect(coming('2026-03-19', { records: [done('reminder-2', '2026-03-19')] })).toEqual(['escalate', '2026-04-02']);
    expect(course('2026-04-02', { records: [done('escalate', '2026-04-02')] })).toEqual({ skips: [] });
  });

  it('where a letter may or may not have arrived, or was refused, it was carried out; where it is only asked for, not', () => {
    const steps = policy([reminder('a', 3), reminder('b', 10), LAST]);
    for (const status of ['done', 'unknown', 'refused'] as const)
      expect(coming('2026-03-05', { policy: steps, records: [done('a', '2026-03-05', { status })] })).toEqual([
        'b',
        '2026-03-12',
      ]);
    for (const status of ['asked', 'offered', 'visit'] as const)
      expect(coming('2026-03-05', { policy: steps, records: [done('a', '2026-03-05', { status })] })?.[0]).toBe('a');
  });

  it('counts the steps of its own demand only', () => {
    const other = done('reminder-1', '2026-03-05', { demand: 'instalment-1' });
    expect(coming('2026-03-05', { records: [other] })).toEqual(['reminder-1', '2026-03-05']);
  });

  it('after a move to a policy with other steps, what was due by the last one done counts as done', () => {
    const moved = policy([reminder('x', 2), reminder('y', 3), reminder('z', 10), LAST]);
    const records = [done('old-1', '2026-03-02'), done('old-2', '2026-03-05')];
    expect(coming('2026-03-06', { policy: moved, records })).toEqual(['z', '2026-03-12']);
    expect(coming('2026-03-06', { policy: moved, records: records.slice(0, 1) })).toEqual(['x', '2026-03-04']);
    // A step without a date of its own is none that was done.
    const undated = policy([{ ...reminder('x', 0), when: { anchor: 'installed', days: 0 } }, reminder('z', 10), LAST]);
    expect(coming('2026-03-06', { policy: undated, records })).toEqual(['z', '2026-03-12']);
  });
});

describe('the gap', () => {
  const gap = (days: number, ...more: Loose[]) => policy([reminder('a', 3), ...more, LAST], { minimumGapDays: days });

  it('is kept after the last contact, however early the next step would be', () => {
    const given = { policy: gap(5, reminder('b', 4)), records: [done('a', '2026-03-05')] };
    expect(coming('2026-03-05', given)).toEqual(['b', '2026-03-10']);
    expect(course('2026-03-05', given).coming?.earliestDay).toBe(day('2026-03-10'));
  });

  it('does not move a step that is due later anyway', () => {
    expect(coming('2026-03-05', { policy: gap(5, reminder('b', 14)), records: [done('a', '2026-03-05')] })).toEqual([
      'b',
      '2026-03-16',
    ]);
  });

  it('counts from the last contact of several, and not from a step that was left out', () => {
    const steps = gap(5, reminder('b', 4), reminder('c', 5));
    const a = done('a', '2026-03-05');
    const b = done('b', '2026-03-10');
    for (const records of [
      [a, b],
      [b, a],
    ])
      expect(coming('2026-03-10', { policy: steps, records })).toEqual(['c', '2026-03-16']);
    const leftOut = done('b', '2026-03-10', { how: 'skipped' });
    expect(coming('2026-03-10', { policy: steps, records: [a, leftOut] })).toEqual(['c', '2026-03-10']);
  });

  it('where there is none, two letters are a day apart all the same; a task may follow at once', () => {
    const letters = policy([reminder('a', 3), reminder('b', 3), LAST]);
    expect(coming('2026-03-05', { policy: letters, records: [done('a', '2026-03-05')] })).toEqual(['b', '2026-03-06']);
    const rings = policy([reminder('a', 3), task('b', 3), LAST]);
    expect(coming('2026-03-05', { policy: rings, records: [done('a', '2026-03-05')] })).toEqual(['b', '2026-03-05']);
    const writes = policy([task('call', 3), reminder('b', 3), LAST]);
    expect(coming('2026-03-05', { policy: writes, records: [done('call', '2026-03-05')] })).toEqual([
      'b',
      '2026-03-05',
    ]);
  });

  it('a letter and a task on one day count as a letter, in whichever order; a task on a later day as none', () => {
    const steps = policy([reminder('a', 3), task('call', 3), reminder('b', 3), LAST]);
    const letter = done('a', '2026-03-05');
    const call = done('call', '2026-03-05');
    for (const records of [
      [letter, call],
      [call, letter],
    ])
      expect(coming('2026-03-05', { policy: steps, records })).toEqual(['b', '2026-03-06']);
    const later = [letter, done('call', '2026-03-09')];
    expect(coming('2026-03-09', { policy: steps, records: later })).toEqual(['b', '2026-03-09']);
  });
});

describe('after an issue that had stopped the letters', () => {
  const solved = (id: string, resolvedAt: string, more: Loose = {}) => {
    const raised = issue(id)[id]!;
    return { [id]: { ...raised, resolvedAt, stopped: true, ...more } };
  };
  const given = (issues: InvoiceFacts['issues'], more: Given = {}): Given => ({ invoice: { issues }, ...more });

  it('the gap counts from its solution, of several from the last', () => {
    expect(coming('2026-03-10', given(solved('s', '2026-03-10T10:00:00Z')))).toEqual(['reminder-1', '2026-03-16']);
    const two = { ...solved('t', '2026-03-11T10:00:00Z'), ...solved('s', '2026-03-10T10:00:00Z') };
    expect(coming('2026-03-11', given(two))).toEqual(['reminder-1', '2026-03-16']);
    const later = { ...solved('s', '2026-03-10T10:00:00Z'), ...solved('t', '2026-03-12T10:00:00Z') };
    expect(coming('2026-03-12', given(later))).toEqual(['reminder-1', '2026-03-17']);
  });

  it('in the days of the customer', () => {
    const evening = solved('s', '2026-03-11T12:30:00Z');
    expect(coming('2026-03-11', given(evening))).toEqual(['reminder-1', '2026-03-16']);
    expect(coming('2026-03-11', given(evening, { zone: 'Pacific/Auckland' }))).toEqual(['reminder-1', '2026-03-17']);
  });

  it('none counts for one that is open, or that had stopped nothing', () => {
    const stops = { s: { ...issue('s').s!, stopped: true } };
    expect(coming('2026-03-10', given(stops))).toEqual(['reminder-1', '2026-03-05']);
    const partly = solved('s', '2026-03-10T10:00:00Z', { stopped: undefined });
    expect(coming('2026-03-10', given(partly))).toEqual(['reminder-1', '2026-03-05']);
  });
});
