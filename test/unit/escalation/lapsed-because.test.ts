import { describe, expect, it } from 'vitest';
import { lapsedBecause, snapshotOf } from '../../../functions/escalation/judge-escalation.ts';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import type { Snapshot } from '../../../functions/lifecycle/entities.ts';
import { positionOf } from '../../../functions/policy/case-facts.ts';
import { facts, issue, POLICY, payment, promise } from '../../support/case-facts.ts';

/** What a request is about, and when it no longer holds (domain rule 26). */

const NOW = '2026-04-03T12:00:00Z';
const STEP = POLICY.steps.at(-1)!;
const asked = facts('2026-04-02T12:00:00Z');
const SNAPSHOT = snapshotOf(asked, positionOf(asked), STEP, 'invoice');
const of = (invoice: Partial<InvoiceFacts>, now = NOW, more = {}) => facts(now, { invoice }, more);
const because = (snapshot: Partial<Snapshot>, given = of({})) =>
  lapsedBecause(given, positionOf(given), { ...SNAPSHOT, ...snapshot });

describe('a request lapses', () => {
  it('not for what was disputed or promised before it was asked', () => {
    const disputed = of({ issues: issue('s', 2_000) });
    expect(because({ amount: 8_000, disputed: 2_000 }, disputed)).toBeUndefined();
    expect(because({ amount: 8_000, disputed: 1_999 }, disputed)).toBe('disputed');
    const { disputed: _none, promised: _never, ...older } = SNAPSHOT;
    const plain = of({});
    expect(lapsedBecause(plain, positionOf(plain), older)).toBeUndefined();
    const promised = of({ promises: promise('a', 2_000, '2026-04-20', '2026-04-01T00:00:00Z') });
    expect(because({ amount: 8_000, promised: 2_000 }, promised)).toBeUndefined();
    expect(because({ amount: 8_000 }, promised)).toBe('promised');
  });

  it('when a plan puts the dates off, and when its part is settled', () => {
    const plan = (dueOn: string) => ({
      planId: 'L',
      agreedAt: '2026-04-01T00:00:00Z',
      instalments: [
        { dueOn, amount: 4_000 },
        { dueOn: '2026-05-20', amount: 6_000 },
      ],
    });
    expect(because({}, of({ plan: plan('2026-04-20') }))).toBe('instalments-on-time');
    const overdue = { plan: plan('2026-04-01') };
    expect(because({ amount: 4_000, demand: 'L-1' }, of(overdue))).toBeUndefined();
    expect(because({ amount: 4_000, demand: 'invoice' }, of(overdue))).toBe('demand-settled');
    const { demand: _older, ...snapshot } = SNAPSHOT;
    const given = of(overdue);
    expect(lapsedBecause(given, positionOf(given), { ...snapshot, amount: 4_000 })).toBeUndefined();
    // The first part is paid, and as much of the second is overdue.
    const paid = of({ ...overdue, payments: payment('p', 6_000, '2026-04-02') }, '2026-05-22T12:00:00Z');
    expect(because({ amount: 4_000, demand: 'L-1' }, paid)).toBe('demand-settled');
    expect(because({ amount: 4_000, demand: 'L-2' }, paid)).toBeUndefined();
  });

  it('when those change whom a notice goes to; any other action goes to nobody', () => {
    const contacts = [{ name: 'New', email: 'new@c1.test', roles: ['escalation'] }];
    const given = (more = {}) => facts(NOW, { customer: { contacts } }, more);
    expect(because({}, given())).toBe('recipients-changed');
    const holds = { ...POLICY, steps: [...POLICY.steps.slice(0, -1), { ...STEP, action: 'credit-hold' as const }] };
    const asked = { ...SNAPSHOT, action: 'credit-hold', recipients: [] };
    expect(because(asked, given({ policy: holds }))).toBeUndefined();
  });

  it('when its step is another one now, or none', () => {
    expect(because({ action: 'credit-hold' })).toBe('step-replaced');
    expect(because({ letter: 'reminder-3' })).toBe('step-replaced');
    expect(because({ step: 'gone' })).toBe('step-replaced');
    expect(because({}, of({}, NOW, { policy: undefined }))).toBe('step-replaced');
    const { step: _older, ...snapshot } = SNAPSHOT;
    const given = of({});
    expect(lapsedBecause(given, positionOf(given), { ...snapshot, letter: 'reminder-3' })).toBeUndefined();
  });
});

it('a request takes its action, recipients and amount from the step as it stands', () => {
  const given = of({ issues: issue('s', 2_000) });
  const taken = (step: Parameters<typeof snapshotOf>[2]) => snapshotOf(given, positionOf(given), step, 'invoice');
  expect(taken({ id: 'x' })).toEqual({
    ...{ action: 'final-notice', amount: 8_000, currency: 'USD', recipients: ['bill@c1.test'] },
    ...{ step: 'x', demand: 'invoice', disputed: 2_000, promised: 0 },
  });
  expect(taken({ id: 'x' })).not.toHaveProperty('letter');
  expect(SNAPSHOT.letter).toBe('final-notice');
  expect(taken({ id: 'x', action: 'write-off' })).toMatchObject({ amount: 10_000, recipients: [] });
  expect(taken({ id: 'x', action: 'hand-over' })).toMatchObject({ amount: 10_000, recipients: [] });
  expect(taken({ id: 'x', action: 'credit-hold' })).toMatchObject({ amount: 8_000, recipients: [] });
  const boss = { name: 'Boss', email: 'boss@c1.test', roles: ['escalation'] };
  const both = facts(NOW, { customer: { contacts: [boss] } });
  expect(snapshotOf(both, positionOf(both), STEP, 'invoice').recipients).toEqual(['boss@c1.test']);
  const bill = { name: 'Bill', email: 'bill@c1.test', roles: ['billing'] };
  const all = facts(NOW, { customer: { contacts: [bill, boss] } });
  expect(snapshotOf(all, positionOf(all), STEP, 'invoice').recipients).toEqual(['bill@c1.test', 'boss@c1.test']);
  expect(because({ recipients: ['bill@c1.test', 'boss@c1.test'] }, all)).toBeUndefined();
  expect(because({}, all)).toBe('recipients-changed');
});
