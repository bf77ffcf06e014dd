import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../../functions/lifecycle/entities.ts';
import { chooseNextStep } from '../../../functions/policy/choose-next-step.ts';
import { type Policy, policy as policyOf } from '../../../functions/policy/contract.ts';
import { day, done, facts, POLICY } from '../../support/case-facts.ts';
import { decide, on } from '../../support/decide.ts';

/** What a case wants that is neither held, promised nor disputed, and what it waits for where it is. */

const steps = (...each: Record<string, unknown>[]): Policy =>
  policyOf.parse({
    id: 'p',
    version: 1,
    sendWindow: { from: '09:00', to: '17:00' },
    limits: { minimumGapDays: 5 },
    steps: each,
  });
const due = (days: number) => ({ when: { anchor: 'due', days } });
const reminder = (id: string, days: number, more = {}) => ({
  id,
  kind: 'reminder',
  letter: 'reminder-1',
  ...due(days),
  ...more,
});
const task = (id: string, days: number, more = {}) => ({
  id,
  kind: 'task',
  role: 'specialist',
  title: 'Call',
  ...due(days),
  ...more,
});
const FIRST = [done('reminder-1', '2026-03-05')];

describe('a task that falls due', () => {
  it('is raised for its role, with its own words or the usual ones', () => {
    const decision = decide('2026-03-12T00:10:00Z', { records: FIRST });
    expect(decision).toMatchObject({
      text: 'call is due on 2026-03-12.',
      next: null,
      parts: [
        {
          do: 'raise-task',
          demand: 'invoice',
          step: 'call',
          dueDay: day('2026-03-12'),
          role: 'specialist',
          title: 'Call the customer',
        },
      ],
    });
    const wordless = {
      ...POLICY,
      steps: POLICY.steps.map(({ role: _r, title: _t, ...step }) => step) as Policy['steps'],
    };
    expect(decide('2026-03-12T00:10:00Z', { records: FIRST, policy: wordless }).parts).toMatchObject([
      { role: 'specialist', title: 'Call the customer' },
    ]);
    const finance = steps(task('call', 3, { role: 'finance', title: 'Check the credit' }));
    expect(decide('2026-03-05T00:10:00Z', { policy: finance }).parts).toMatchObject([
      { role: 'finance', title: 'Check the credit' },
    ]);
  });

  it('as the last step leaves the case on the list, for 30 days', () => {
    const last = decide('2026-03-05T00:10:00Z', { policy: steps(task('call', 3)) });
    expect([last.standing, on(last)]).toEqual(['on-list', '2026-04-04']);
  });

  it('that is late looks at the next step tomorrow at the earliest', () => {
    const late = steps(task('a', 3), task('b', 4), task('c', 5));
    const decision = decide('2026-03-20T10:00:00Z', { policy: { ...late, limits: {} } });
    expect([decision.parts.length, on(decision), decision.standing]).toEqual([1, '2026-03-21', 'next-step']);
  });
});

describe('a step that comes later', () => {
  it('leaves the case in the state of the furthest one that was carried out', () => {
    const state = (now: string, records: StepRecord[]) => decide(now, { records }).state;
    expect(state('2026-03-03T00:00:00Z', [])).toBe('Reminder');
    expect(state('2026-03-15T00:00:00Z', [done('call', '2026-03-12'), done('reminder-1', '2026-03-05')])).toBe(
      'Personal contact',
    );
    expect(state('2026-03-15T00:00:00Z', [...FIRST, done('call', '2026-03-12', { how: 'skipped' })])).toBe('Reminder');
    expect(state('2026-03-02T00:00:00Z', [done('check-in', '2026-02-24')])).toBe('Courtesy check-in');
    const escalates = steps({ ...POLICY.steps[4]!, ...due(10) }, task('z', 60));
    expect(decide('2026-03-03T00:00:00Z', { policy: escalates }).state).toBe('Personal contact');
    expect(decide('2026-04-10T00:00:00Z', { policy: escalates, records: [done('escalate', '2026-03-12')] }).state).toBe(
      'Escalation',
    );
    expect(decide('2026-03-03T00:00:00Z', { policy: steps(task('a', 9), reminder('b', 20)) }).state).toBe(
      'Personal contact',
    );
  });

  it('is not due before the first one, the next step after it, with its day', () => {
    const decision = decide('2026-03-02T00:00:00Z');
    expect(decision).toMatchObject({
      standing: 'not-due',
      next: { step: 'reminder-1', on: '2026-03-05' },
      rule: 'next-step-later',
      text: 'reminder-1 comes on 2026-03-05.',
      parts: [],
    });
    expect(on(decision)).toBe('2026-03-05');
    const standing = (records: StepRecord[]) => decide('2026-03-09T00:00:00Z', { records }).standing;
    expect(standing(FIRST)).toBe('next-step');
    expect(standing([done('reminder-1', '2026-03-05', { how: 'skipped' })])).toBe('not-due');
    // An offer was made: that is a contact, though the step itself is still to come.
    const { at: _none, ...offered } = done('reminder-1', '2026-03-05', { status: 'offered' });
    expect(standing([offered, done('call', '2026-03-08', { how: 'skipped' })])).toBe('next-step');
  });

  it('comes after one that will be left out: the case wakes for that', () => {
    const only = { onlyIf: { minAmount: { USD: '500.00' } } };
    const leavesOut = steps(reminder('a', 3), task('b', 10, only), task('c', 24));
    const records = [done('a', '2026-03-05')];
    const before = decide('2026-03-09T00:00:00Z', { policy: leavesOut, records });
    expect([on(before), before.next]).toEqual(['2026-03-12', { step: 'c', on: '2026-03-26' }]);
    const then = decide('2026-03-12T00:10:00Z', { policy: leavesOut, records });
    expect(then.parts).toEqual([
      {
        do: 'skip',
        demand: 'invoice',
        step: 'b',
        dueDay: day('2026-03-12'),
        rule: 'not-for-this-invoice',
        text: 'only from 500.00 USD; the invoice is 100.00 USD',
      },
    ]);
    expect(on(then)).toBe('2026-03-26');
    // As the last step it has a day, but nothing comes.
    const last = steps(reminder('a', 3), task('b', 10, only));
    const alone = decide('2026-03-09T00:00:00Z', { policy: last, records });
    expect([on(alone), alone.next, alone.standing]).toEqual(['2026-03-12', null, 'next-step']);
    const over = decide('2026-03-12T00:10:00Z', { policy: last, records });
    expect(over.parts.map((part) => part.do)).toEqual(['skip']);
    expect(over).toMatchObject({ rule: 'no-step-left', standing: 'on-list' });
  });

  it('wakes no sooner for one that is left out later while it acts today', () => {
    const only = { onlyIf: { minAmount: { USD: '500.00' } } };
    const acts = steps(task('b', 10, only), task('c', 9));
    const decision = decide('2026-03-11T00:10:00Z', { policy: { ...acts, limits: {} } });
    expect(decision.parts.map((part) => part.do)).toEqual(['raise-task']);
    expect(on(decision)).toBe('2026-04-10');
  });

  it('is carried out together with what is left out before it', () => {
    const only = { onlyIf: { minAmount: { USD: '500.00' } } };
    const both = steps(task('a', 3, only), reminder('b', 3), task('c', 30));
    expect(decide('2026-03-05T10:00:00Z', { policy: both }).parts.map((part) => part.do)).toEqual([
      'skip',
      'plan-letter',
    ]);
  });
});

describe('with no step left', () => {
  it('says what a person has to decide, for the role of the last step', () => {
    const item = (key: string, title: string, role: string) => [{ do: 'raise-item', kind: 'task', key, title, role }];
    const over = decide('2026-04-12T12:00:00Z', { records: [done('escalate', '2026-04-03')] });
    expect(over).toMatchObject({ text: 'No step is left: decide how to go on.', next: null });
    expect(over.parts).toEqual(item('no-step-left', 'No step is left: decide how to go on', 'manager'));
    const refused = decide('2026-04-12T12:00:00Z', {
      records: [done('escalate', '2026-04-03', { status: 'refused' })],
    });
    expect(refused.parts).toEqual(item('refused', 'The escalation was refused: decide how to go on', 'manager'));
    const none = chooseNextStep(facts('2026-03-05T12:00:00Z', {}, { policy: undefined }));
    expect(none.parts).toEqual(item('no-policy', 'No policy fits the customer: choose one', 'specialist'));
    const { dueOn: _none, ...undated } = facts('2026-03-05T12:00:00Z').invoice;
    const missing = chooseNextStep({ ...facts('2026-03-05T12:00:00Z'), invoice: undated });
    expect(missing).toMatchObject({ rule: 'due-date-missing', text: 'The due date is missing: complete the invoice.' });
    expect(missing.parts).toEqual(item('due-date-missing', 'The due date is missing: complete the invoice', 'manager'));
  });

  it('raises nothing beside the task of the last step while that is open', () => {
    const policy = steps(reminder('a', 3), task('call', 10));
    const records = [done('a', '2026-03-05'), done('call', '2026-03-12')];
    const open = decide('2026-03-20T12:00:00Z', { policy, records });
    expect(open).toMatchObject({ standing: 'on-list', rule: 'no-step-left', parts: [] });
    const answered = { tasksDone: { call: '2026-03-19T00:00:00Z' } };
    expect(decide('2026-03-20T12:00:00Z', { policy, records, invoice: answered }).parts).toMatchObject([
      { key: 'no-step-left', role: 'specialist' },
    ]);
    // An open task of an earlier step is no reason, nor is one after a refusal.
    const other = steps(task('call', 10), reminder('a', 17));
    const both = [done('call', '2026-03-12'), done('a', '2026-03-19')];
    expect(decide('2026-03-26T12:00:00Z', { policy: other, records: both }).parts).toHaveLength(1);
    const refused = [...records, done('x', '2026-03-13', { status: 'refused' })];
    expect(decide('2026-03-20T12:00:00Z', { policy, records: refused }).parts).toMatchObject([{ key: 'refused' }]);
  });

  it('or with a letter that may have arrived, nothing more is done', () => {
    const unknown = { status: 'unknown' as const, letterId: 'L7' };
    const decision = decide('2026-03-05T12:00:00Z', { records: [done('reminder-1', '2026-03-05', unknown)] });
    expect(decision).toMatchObject({
      text: 'Whether reminder-1 arrived is unknown: a person decides.',
      facts: { letter: 'L7' },
      next: null,
      parts: [],
    });
    const { letterId: _none, ...nameless } = unknown;
    const without = decide('2026-03-05T12:00:00Z', { records: [done('reminder-1', '2026-03-05', nameless)] });
    expect(without.facts).toMatchObject({ letter: null, balance: '100.00' });
  });
});

describe('an approval that is asked for', () => {
  it('is waited for on the list', () => {
    const records = [done('reminder-2', '2026-03-19'), done('escalate', '2026-04-02', { status: 'asked' })];
    expect(decide('2026-04-03T10:00:00Z', { records })).toMatchObject({
      state: 'Escalation',
      standing: 'on-list',
      next: null,
      rule: 'approval-asked',
      text: 'An approval is asked for.',
      parts: [],
    });
  });
});
