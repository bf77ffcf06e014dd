import { describe, expect, it } from 'vitest';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { chooseNextStep } from '../../../functions/policy/choose-next-step.ts';
import { done, facts, hold, issue, POLICY, payment, planned, promise } from '../../support/case-facts.ts';
import { decide, on } from '../../support/decide.ts';

/** What the parts of an invoice want, and what a case waits for that is held, promised or disputed. */

describe('parts of an invoice', () => {
  const parts = [
    { dueOn: '2026-03-02', amount: 4_000 },
    { dueOn: '2026-03-16', amount: 4_000 },
    { dueOn: '2026-04-20', amount: 2_000 },
  ];
  const split = { instalments: parts };
  const of = (step: string, on: string, number: number, more = {}) =>
    done(step, on, { demand: `instalment-${number}`, ...more });

  it('are chased once they are overdue, each by its own steps; the case wakes when the next one is', () => {
    const first = decide('2026-03-05T10:00:00Z', { invoice: split });
    expect(first.parts).toMatchObject([{ do: 'plan-letter', demand: 'instalment-1', step: 'reminder-1' }]);
    expect(on(first)).toBe('2026-03-12');
    const records = [of('reminder-1', '2026-03-05', 1), of('call', '2026-03-12', 1)];
    const between = decide('2026-03-13T10:00:00Z', { invoice: split, records });
    expect([between.next, on(between)]).toEqual([{ step: 'reminder-2', on: '2026-03-19' }, '2026-03-17']);
    // On its own day a part is not overdue.
    expect(on(decide('2026-03-16T10:00:00Z', { invoice: split, records }))).toBe('2026-03-17');
    const both = decide('2026-03-19T10:00:00Z', { invoice: split, records });
    expect(both.parts).toMatchObject([
      { demand: 'instalment-1', step: 'reminder-2' },
      { demand: 'instalment-2', step: 'reminder-1' },
    ]);
  });

  it('that are paid ask for nothing, and wait for no day', () => {
    const paid = { ...split, payments: payment('p', 4_000, '2026-03-03') };
    expect(decide('2026-03-17T10:00:00Z', { invoice: paid }).parts).toEqual([]);
    expect(decide('2026-03-17T10:00:00Z', { invoice: paid }).next).toEqual({ step: 'reminder-1', on: '2026-03-19' });
    const most = { ...split, payments: payment('p', 8_000, '2026-03-03') };
    const waits = decide('2026-03-10T10:00:00Z', { invoice: most });
    expect(waits).toMatchObject({
      rule: 'instalments-on-time',
      text: 'It is paid in instalments and none is overdue.',
    });
    expect(on(waits)).toBe('2026-04-09');
    const today = decide('2026-03-16T10:00:00Z', { invoice: paid });
    expect([today.rule, on(today)]).toEqual(['instalments-on-time', '2026-03-17']);
  });

  it('are looked at by what presses most: a person first, then what acts, then what comes soonest', () => {
    const unwritten = [of('reminder-1', '2026-03-05', 1), of('call', '2026-03-12', 1)];
    const plan = (number: number, day: string, more = {}) =>
      planned('reminder-1', day, { demand: `instalment-${number}`, ...more });
    const held = { verdict: { reason: 'unapplied' as const, on: '2026-03-20' } };
    const person = decide('2026-03-19T10:00:00Z', {
      invoice: split,
      records: [...unwritten, plan(2, '2026-03-19', held)],
    });
    expect([person.state, person.parts.length]).toEqual(['Needs a person', 1]);
    const acts = decide('2026-03-19T10:00:00Z', { invoice: split, records: [...unwritten, plan(2, '2026-03-19')] });
    expect([acts.rule, acts.state]).toEqual(['reminder-due', 'Reminder']);
    const soonest = [...unwritten, of('reminder-2', '2026-03-19', 1), of('reminder-1', '2026-03-19', 2)];
    const later = decide('2026-03-20T10:00:00Z', { invoice: split, records: soonest });
    expect([later.next, on(later)]).toEqual([{ step: 'call', on: '2026-03-26' }, '2026-03-26']);
  });

  it('leave a rest without a day to a person, once they are paid', () => {
    const { dueOn: _none, ...undated } = facts('2026-03-10T00:00:00Z').invoice;
    const plan = {
      planId: 'L',
      agreedAt: '2026-03-03T00:00:00Z',
      instalments: [{ dueOn: '2026-03-05', amount: 4_000 }],
    };
    const left = (payments: InvoiceFacts['payments']) =>
      chooseNextStep({ ...facts('2026-03-06T10:00:00Z'), invoice: { ...undated, plan, payments } });
    expect(left({}).next).toEqual({ step: 'reminder-1', on: '2026-03-09' });
    expect(left(payment('p', 4_000, '2026-03-05'))).toMatchObject({ state: 'Needs a person', standing: 'on-list' });
  });

  it('of which one has no step left need a person only where none has', () => {
    const all = ['reminder-1', 'call', 'reminder-2', 'escalate'].map((step, index) =>
      of(step, `2026-03-${10 + index}`, 1),
    );
    const second = decide('2026-03-17T10:00:00Z', { invoice: split, records: all });
    expect(second.next).toEqual({ step: 'reminder-1', on: '2026-03-19' });
    const one = decide('2026-03-13T10:00:00Z', { invoice: split, records: all });
    expect([one.rule, on(one)]).toEqual(['no-step-left', '2026-03-17']);
  });

  it('that a promise covers wait for it; of the rest they are chased', () => {
    const covered = { ...split, promises: promise('a', 4_000, '2026-04-10', '2026-03-03T00:00:00Z') };
    const waits = decide('2026-03-10T10:00:00Z', { invoice: covered });
    expect(waits).toMatchObject({
      state: 'Promise to pay',
      standing: 'waiting-on-customer',
      next: null,
      rule: 'promised',
      text: 'What is overdue of its instalments is promised: nothing is asked for until the promise has ended.',
      parts: [],
    });
    expect(on(waits)).toBe('2026-03-17');
    const ends = { ...split, promises: promise('a', 4_000, '2026-03-12', '2026-03-03T00:00:00Z') };
    expect(on(decide('2026-03-10T10:00:00Z', { invoice: ends }))).toBe('2026-03-13');
    const second = decide('2026-03-19T10:00:00Z', { invoice: covered });
    expect(second.parts).toMatchObject([{ demand: 'instalment-2', step: 'reminder-1' }]);
    const half = { ...split, promises: promise('a', 3_999, '2026-04-10', '2026-03-03T00:00:00Z') };
    expect(decide('2026-03-05T10:00:00Z', { invoice: half }).parts).toMatchObject([{ demand: 'instalment-1' }]);
    // The last part is overdue as well, and all of it is promised.
    const whole = { ...split, promises: promise('a', 10_000, '2026-06-10', '2026-03-03T00:00:00Z') };
    expect(decide('2026-05-10T10:00:00Z', { invoice: whole }).standing).toBe('waiting-on-customer');
  });
});

describe('a promise', () => {
  it('is waited for through the grace of the policy', () => {
    const promises = promise('a', 10_000, '2026-03-12');
    const grace = { ...POLICY, promise: { graceBusinessDays: 2 } };
    expect(on(decide('2026-03-05T00:00:00Z', { invoice: { promises } }))).toBe('2026-03-13');
    expect(on(decide('2026-03-05T00:00:00Z', { invoice: { promises }, policy: grace }))).toBe('2026-03-17');
    expect(decide('2026-03-16T00:00:00Z', { invoice: { promises }, policy: grace }).rule).toBe('promised');
  });
});

describe('a case that waits for somebody', () => {
  it('says for what', () => {
    const held = decide('2026-03-05T00:00:00Z', { invoice: { holds: hold('h', '2026-03-18') } });
    expect(held).toMatchObject({
      rule: 'held',
      text: 'On hold until 2026-03-18.',
      next: null,
      facts: { hold: 'h', owner: 'anna', until: '2026-03-18', balance: '100.00' },
    });
    const promised = decide('2026-03-05T00:00:00Z', { invoice: { promises: promise('a', 10_000, '2026-03-12') } });
    expect(promised).toMatchObject({
      rule: 'promised',
      text: 'All of it is promised: nothing is asked for until the promise has ended.',
      facts: { promised: '100.00' },
    });
    const disputed = decide('2026-03-05T00:00:00Z', { invoice: { issues: issue('s') } });
    expect(disputed).toMatchObject({
      rule: 'disputed',
      text: 'All that is not promised is disputed: the issue is solved first.',
      facts: { disputed: '100.00' },
    });
  });

  it('goes over to the next restart after 90 days, and says so', () => {
    const started = { startedAt: Date.parse('2026-01-01T00:00:00Z') };
    expect(chooseNextStep(facts('2026-04-02T00:10:00Z', {}, started))).toMatchObject({
      rule: 'continued',
      text: 'Running for 90 days: the next restart goes on.',
    });
    expect(chooseNextStep(facts('2026-04-02T00:10:00Z')).rule).not.toBe('continued');
  });
});
