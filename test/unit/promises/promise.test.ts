import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { promisedPause, promiseStates } from '../../../functions/promises/promise.ts';
import { day, invoice, payment, promise } from '../../support/case-facts.ts';

const CALENDAR = { weekend: ['saturday', 'sunday'] as const, holidays: new Set<number>() };
const statesOf = (fields: Parameters<typeof invoice>[0], now: string, grace = 2) =>
  promiseStates(invoice(fields), grace, CALENDAR, Date.parse(now), 'UTC');
const made = promise('a', 6_000, '2026-03-12');

it('a promise ends with the grace in business days after its day; without grace with the day itself', () => {
  // Thursday the 12th, two business days: Friday and Monday; what follows happens on Tuesday the 17th.
  const endDay = (grace: number) => statesOf({ promises: made }, '2026-03-05T00:00:00Z', grace)[0]!.endDay;
  expect(endDay(2)).toBe(day('2026-03-17'));
  expect(endDay(0)).toBe(day('2026-03-13'));
});

it.each([
  ['stands within the grace', {}, '2026-03-16T23:59:00Z', undefined, 6_000],
  ['is broken after it', {}, '2026-03-17T00:00:00Z', 'broken', 6_000],
  ['is partly kept by a part', payment('p', 2_000, '2026-03-10'), '2026-03-17T00:00:00Z', 'partly-kept', 4_000],
  ['is kept at once by all of it', payment('p', 6_000, '2026-03-05'), '2026-03-05T12:00:00Z', 'kept', 0],
  [
    'is kept by money received in time that the books learn of late',
    payment('p', 6_000, '2026-03-16'),
    '2026-03-25T00:00:00Z',
    'kept',
    0,
  ],
  ['is broken by money received after it', payment('p', 6_000, '2026-03-17'), '2026-03-25T00:00:00Z', 'broken', 6_000],
  ['is not kept by money from before it', payment('p', 4_000, '2026-03-03'), '2026-03-17T00:00:00Z', 'broken', 6_000],
])('a promise %s', (_how, payments, now, outcome, missing) => {
  const [state] = statesOf({ payments, promises: made }, now);
  expect([state!.outcome, state!.missing]).toEqual([outcome, missing]);
});

it('of two promises the one with the earlier date is filled first', () => {
  const promises = { ...made, ...promise('b', 3_000, '2026-03-06') };
  const states = statesOf({ promises, payments: payment('p', 4_000, '2026-03-05') }, '2026-03-05T12:00:00Z');
  expect(states.map(({ promise: { promiseId }, paid }) => [promiseId, paid])).toEqual([
    ['b', 3_000],
    ['a', 1_000],
  ]);
});

it('standing promises pause what is missing, at most what is owed, until the first of them ends', () => {
  const promises = { ...made, ...promise('b', 9_000, '2026-03-20') };
  const states = statesOf({ promises }, '2026-03-05T12:00:00Z');
  expect(promisedPause(states, 10_000, 'UTC')).toEqual({ amount: 10_000, until: Date.parse('2026-03-17T00:00:00Z') });
  expect(promisedPause(statesOf({ promises }, '2026-04-05T12:00:00Z'), 10_000, 'UTC')).toEqual({
    amount: 0,
    until: undefined,
  });
});

it('what is counted as paid never exceeds the promises, nor the payments', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 4 });
  fc.assert(
    fc.property(amounts, amounts, (promised, paid) => {
      const promises = Object.assign(
        {},
        ...promised.map((amount, index) => promise(`a${index}`, amount, `2026-03-1${index}`)),
      );
      const payments = Object.assign(
        {},
        ...paid.map((amount, index) => payment(`p${index}`, amount, `2026-03-0${5 + index}`)),
      );
      const states = statesOf({ promises, payments }, '2026-03-25T00:00:00Z');
      const counted = states.reduce((sum, state) => sum + state.paid, 0);
      expect(counted).toBeLessThanOrEqual(paid.reduce((sum, amount) => sum + amount, 0));
      for (const state of states) expect(state.paid + state.missing).toBe(state.promise.amount);
    }),
  );
});

describe('rule 23: what counts towards a promise', () => {
  const late = '2026-03-25T00:00:00Z';
  const paidOf = (fields: Partial<InvoiceFacts>, now = late, grace = 2) => {
    const { paid, outcome, bookedLate } = statesOf(fields, now, grace)[0]!;
    return [paid, outcome, bookedLate];
  };
  const booked = (receivedOn: string, at: string, more = {}) => ({ p: { amount: 6_000, receivedOn, at, ...more } });

  it('is money that stands, received from the day on which it was made, and booked after it', () => {
    const kept = [6_000, 'kept', undefined];
    const broken = [0, 'broken', undefined];
    expect(paidOf({ promises: made, payments: booked('2026-03-04', '2026-03-04T00:00:00Z') })).toEqual(kept);
    expect(paidOf({ promises: made, payments: booked('2026-03-03', '2026-03-05T00:00:00Z') })).toEqual(broken);
    expect(paidOf({ promises: made, payments: booked('2026-03-04', '2026-03-03T23:59:59Z') })).toEqual(broken);
    const back = { reversedAt: '2026-03-06T00:00:00Z' };
    expect(paidOf({ promises: made, payments: booked('2026-03-05', '2026-03-05T00:00:00Z', back) })).toEqual(broken);
  });

  it('is told to be booked late from its end on, by the last of several', () => {
    const bookedOf = (at: string) => paidOf({ promises: made, payments: booked('2026-03-10', at) });
    expect(bookedOf('2026-03-16T23:59:59Z')).toEqual([6_000, 'kept', undefined]);
    expect(bookedOf('2026-03-17T00:00:00Z')).toEqual([6_000, 'kept', true]);
    const two = {
      a: { amount: 3_000, receivedOn: '2026-03-10', at: '2026-03-18T00:00:00Z' },
      b: { amount: 3_000, receivedOn: '2026-03-10', at: '2026-03-10T00:00:00Z' },
    };
    expect(paidOf({ promises: made, payments: two })).toEqual([6_000, 'kept', true]);
  });

  it('is a credit that stands, from the promise on and before its end', () => {
    const credit = (at: string, more = {}) => ({ promises: made, credits: { k: { amount: 6_000, at, ...more } } });
    expect(paidOf(credit('2026-03-04T00:00:00Z'))).toEqual([6_000, 'kept', undefined]);
    expect(paidOf(credit('2026-03-16T23:59:59Z'))).toEqual([6_000, 'kept', undefined]);
    for (const none of [
      credit('2026-03-03T23:59:59Z'),
      credit('2026-03-17T00:00:00Z'),
      credit('2026-03-05T00:00:00Z', { cancelledAt: '2026-03-06T00:00:00Z' }),
    ])
      expect(paidOf(none)).toEqual([0, 'broken', undefined]);
  });

  it('for a Saturday without grace ends with the Saturday', () => {
    const saturday = promise('a', 6_000, '2026-03-14');
    expect(statesOf({ promises: saturday }, '2026-03-05T00:00:00Z', 0)[0]!.endDay).toBe(day('2026-03-15'));
    expect(statesOf({ promises: saturday }, '2026-03-05T00:00:00Z', 1)[0]!.endDay).toBe(day('2026-03-17'));
  });

  it('fills those of one day by their ids', () => {
    for (const promises of [
      { ...promise('b', 3_000, '2026-03-06'), ...promise('a', 3_000, '2026-03-06') },
      { ...promise('a', 3_000, '2026-03-06'), ...promise('b', 3_000, '2026-03-06') },
    ]) {
      const states = statesOf({ promises, payments: payment('p', 3_000, '2026-03-05') }, '2026-03-05T12:00:00Z');
      expect(states.map(({ promise: { promiseId }, paid }) => [promiseId, paid])).toEqual([
        ['a', 3_000],
        ['b', 0],
      ]);
    }
  });

  it('pauses until the first of them ends, in whichever order they stand', () => {
    const promises = { ...promise('a', 1_000, '2026-03-20'), ...promise('b', 1_000, '2026-03-12') };
    const states = statesOf({ promises }, '2026-03-05T12:00:00Z');
    for (const each of [states, [...states].reverse()])
      expect(promisedPause(each, 10_000, 'UTC')).toEqual({ amount: 2_000, until: Date.parse('2026-03-17T00:00:00Z') });
    expect(promisedPause(states, -1, 'UTC').amount).toBe(0);
  });
});
