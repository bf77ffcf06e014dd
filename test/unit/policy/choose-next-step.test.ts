import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../../functions/policy/case-facts.ts';
import { chooseNextStep } from '../../../functions/policy/choose-next-step.ts';
import { done, facts, head, hold, issue, payment, planned, promise } from '../../support/case-facts.ts';

/** The table of situations, row by row: state, what is done, until when it is parked, and the standing. */

const row = (of: CaseFacts) => {
  const { state, standing, parkUntil, parts, rule } = chooseNextStep(of);
  const done = parts.map((part) => `${part.do} ${'step' in part ? part.step : part.kind}`);
  return { state, standing, until: parkUntil.slice(0, 10), done, rule };
};
const later = (now: string): string => new Date(Date.parse(now) + 30 * 86_400_000).toISOString().slice(0, 10);
const FIRST = [done('reminder-1', '2026-03-05')];

describe('a letter', () => {
  it('that falls due within 36 hours is planned, not before the window opens', () => {
    const decision = chooseNextStep(facts('2026-03-04T06:00:00Z'));
    expect(decision).toMatchObject({
      state: 'Reminder',
      standing: 'not-due',
      next: { step: 'reminder-1', on: '2026-03-05' },
    });
    expect(decision.parts).toMatchObject([{ do: 'plan-letter', notBefore: '2026-03-05T09:00:00.000Z' }]);
    expect(decision.parkUntil.slice(0, 10)).toBe('2026-03-12');
  });

  it('before the due date is a check-in', () => {
    const of = { invoice: { installedOn: '2026-02-16' } };
    expect(row(facts('2026-02-23T12:00:00Z', of))).toEqual({
      ...{ state: 'Courtesy check-in', standing: 'not-due', done: ['plan-letter check-in'] },
      ...{ until: '2026-03-05', rule: 'check-in-due' },
    });
  });

  it('after the first one stands as the next step', () => {
    const of = { records: [...FIRST, done('call', '2026-03-12')] };
    expect(row(facts('2026-03-18T12:00:00Z', of))).toMatchObject({ state: 'Reminder', standing: 'next-step' });
  });

  it('that is planned still waits for the next working day when its timer has run out', () => {
    const records = [planned('reminder-1', '2026-03-05', { verdict: { reason: 'cap', on: '2026-03-09' } })];
    expect(row(facts('2026-03-13T00:10:00Z', { records }))).toEqual({
      ...{ state: 'Reminder', standing: 'next-step', done: [], until: '2026-03-16', rule: 'letter-held-back' },
    });
  });

  it('that is held back by the minimum is a small balance, looked at again after 30 days', () => {
    const records = [planned('reminder-1', '2026-03-05', { verdict: { reason: 'minimum', on: '2026-04-06' } })];
    const now = '2026-03-13T00:10:00Z';
    expect(row(facts(now, { records }))).toMatchObject({
      state: 'Reminder',
      standing: 'small-balance',
      done: [],
      until: later(now),
    });
  });

  it('that is held back by unapplied money needs a person', () => {
    const records = [planned('reminder-1', '2026-03-05', { verdict: { reason: 'unapplied', on: '2026-03-06' } })];
    expect(row(facts('2026-03-05T10:00:00Z', { records }))).toMatchObject({
      state: 'Needs a person',
      standing: 'on-list',
    });
  });
});

it('a task that falls due is raised, and the case waits for the next step', () => {
  expect(row(facts('2026-03-12T00:10:00Z', { records: FIRST }))).toEqual({
    ...{ state: 'Personal contact', standing: 'next-step', done: ['raise-task call'] },
    ...{ until: '2026-03-19', rule: 'task-due' },
  });
});

it('with nothing to do, the state is that of the last step done', () => {
  expect(row(facts('2026-03-08T00:00:00Z', { records: FIRST }))).toEqual({
    ...{ state: 'Reminder', standing: 'next-step', done: [], until: '2026-03-12', rule: 'next-step-later' },
  });
});

it('all of it disputed waits for the issue; a part leaves the rest in its own standing', () => {
  const now = '2026-03-08T00:00:00Z';
  expect(row(facts(now, { invoice: { issues: issue('s') }, records: FIRST }))).toMatchObject({
    ...{ state: 'Issue resolution', standing: 'on-list', done: [], until: later(now) },
  });
  expect(row(facts(now, { invoice: { issues: issue('s', 4_000) }, records: FIRST }))).toMatchObject({
    ...{ state: 'Reminder', standing: 'next-step' },
  });
});

describe('a promise', () => {
  it('of all of it waits for its end', () => {
    const of = { invoice: { promises: promise('a', 10_000, '2026-03-12') } };
    expect(row(facts('2026-03-05T00:00:00Z', of))).toMatchObject({
      ...{ state: 'Promise to pay', standing: 'waiting-on-customer', done: [], until: '2026-03-13' },
    });
  });

  it('that was broken raises its item and the next step goes on', () => {
    const of = { invoice: { promises: promise('a', 10_000, '2026-03-10') }, records: FIRST };
    expect(row(facts('2026-03-12T00:10:00Z', of)).done).toEqual(['raise-item broken-promise', 'raise-task call']);
  });

  it('beside a dispute of the rest stands under the dispute', () => {
    const of = { invoice: { promises: promise('a', 5_000, '2026-03-20'), issues: issue('s', 5_000) } };
    expect(row(facts('2026-03-05T00:00:00Z', of)).standing).toBe('on-list');
  });
});

it('instalments of which none is overdue wait for the customer until the first is', () => {
  const plan = {
    planId: 'n',
    agreedAt: '2026-03-04T00:00:00Z',
    instalments: [
      { dueOn: '2026-03-20', amount: 5_000 },
      { dueOn: '2026-04-20', amount: 5_000 },
    ],
  };
  expect(row(facts('2026-03-10T00:00:00Z', { invoice: { plan } }))).toMatchObject({
    ...{ state: 'Promise to pay', standing: 'waiting-on-customer', until: '2026-03-21', done: [] },
  });
});

it.each(['invoice', 'customer'] as const)('a hold on the %s ends at 00:00 local on its date', (on) => {
  const of = facts('2026-03-05T00:00:00Z', { [on]: { holds: hold('h', '2026-03-18') } });
  expect(row(of)).toMatchObject({ state: 'On hold', standing: 'held', done: [], until: '2026-03-18' });
});

describe('an escalation step', () => {
  const records = [...FIRST, done('call', '2026-03-12'), done('reminder-2', '2026-03-19')];
  const now = '2026-04-02T00:10:00Z';

  it('that falls due starts its request, for 30 days', () => {
    expect(row(facts(now, { records }))).toMatchObject({
      ...{ state: 'Escalation', standing: 'on-list', done: ['start-escalation escalate'], until: later(now) },
    });
  });

  it('is preceded by an offer for a residential customer on a fixed income', () => {
    const customer = { segment: 'residential', fixedIncome: true };
    expect(row(facts(now, { records, customer }))).toMatchObject({
      ...{ state: 'Personal contact', done: ['offer-instalments escalate'], until: '2026-04-17' },
    });
  });

  it('is preceded by a visit of a key account', () => {
    expect(row(facts(now, { records, customer: { tags: ['key-account'] } }))).toMatchObject({
      done: ['raise-visit escalate'],
    });
  });
});

describe('a person is needed', () => {
  const nobody = { contacts: [] };
  it.each([
    [
      'where nobody can be written to',
      facts('2026-03-05T00:10:00Z', { customer: nobody }),
      'no-recipient',
      ['raise-item find-contact'],
    ],
    [
      'where a delivery is unknown',
      facts('2026-03-05T12:00:00Z', { records: [done('reminder-1', '2026-03-05', { status: 'unknown' })] }),
      'delivery-unknown',
      [],
    ],
    [
      'after a refusal',
      facts('2026-04-05T12:00:00Z', { records: [done('escalate', '2026-04-03', { status: 'refused' })] }),
      'refused',
      ['raise-item task'],
    ],
    [
      'with no step left',
      facts('2026-04-12T12:00:00Z', { records: [done('escalate', '2026-04-03')] }),
      'no-step-left',
      ['raise-item task'],
    ],
    ['without a policy', facts('2026-03-05T12:00:00Z', {}, { policy: undefined }), 'no-policy', ['raise-item task']],
  ])('%s', (_where, of, rule, parts) => {
    const found = row(of);
    expect([found.state, found.standing, found.rule, found.done]).toEqual(['Needs a person', 'on-list', rule, parts]);
    expect(chooseNextStep(of).parkUntil).toBe(new Date(of.now + 30 * 86_400_000).toISOString());
  });
});

it.each([
  ['Settled', 'settled', { payments: payment('p', 10_000, '2026-03-04') }],
  ['Cancelled', 'cancelled', { voidedAt: '2026-03-04T00:00:00Z' }],
  [
    'Written off',
    'written-off',
    { closedAs: { how: 'written-off' as const, at: '2026-03-04T00:00:00Z', amount: 10_000 } },
  ],
  [
    'Handed over',
    'handed-over',
    { closedAs: { how: 'handed-over' as const, at: '2026-03-04T00:00:00Z', amount: 10_000 } },
  ],
])('closed: %s', (state, standing, invoice) => {
  expect(chooseNextStep(facts('2026-03-10T00:00:00Z', { invoice }))).toMatchObject({ state, standing, parts: [] });
});

it('after 90 days the next restart goes on, in the same standing', () => {
  const started = { startedAt: Date.parse('2026-03-05T00:00:00Z') };
  const of = { records: [done('escalate', '2026-04-03')] };
  expect(chooseNextStep(facts('2026-06-04T00:00:00Z', of, started))).toMatchObject({
    state: 'Continued',
    standing: 'on-list',
    parts: [],
  });
  expect(chooseNextStep(facts('2026-06-03T00:00:00Z', of, started)).state).toBe('Needs a person');
});

it('a decision names the versions it was made on, and its figures', () => {
  const payer = head({ customerId: 'parent', headVersion: 9, factsVersion: 11 });
  expect(chooseNextStep(facts('2026-03-08T00:00:00Z', {}, { payer }))).toMatchObject({
    ...{ invoiceVersion: 1, headVersion: 9, factsVersion: 11, payerId: 'parent' },
    facts: { balance: '100.00', disputed: '0.00', promised: '0.00', overdueDays: 6, policy: 'p v1' },
  });
});
