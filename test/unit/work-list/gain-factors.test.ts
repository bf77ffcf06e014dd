import { describe, expect, test } from 'vitest';
import { fromDay, toDay } from '../../../functions/platform/civil-date.ts';
import { gainOf, type Stake } from '../../../functions/work-list/gain.ts';

/** What an item weighs, factor by factor: a call about 1,000.00 USD that is due today and has time is worth 600. */

const TODAY = toDay('2026-05-04');
const in_ = (days: number): string => fromDay(TODAY + days);
const gain = (fields: Partial<Stake>) =>
  gainOf({ kind: 'task', stopsAll: false, amount: 100_000, currency: 'USD', moneyDueOn: in_(0), ...fields }, TODAY);
const score = (fields: Partial<Stake>): number => Math.round(gain(fields).score * 1e6) / 1e6;

describe('what acting on an item brings', () => {
  test('is its money, in the unit of its currency, at least as much as a small item is worth', () => {
    expect(score({})).toBe(600);
    expect(score({ amount: 1_000, currency: 'JPY' })).toBe(600);
    expect(score({ amount: 1_000_000, currency: 'KWD' })).toBe(600);
    expect(score({ amount: 100 })).toBe(30);
    expect(score({ amount: undefined })).toBe(30);
    expect(score({ currency: undefined })).toBe(30);
  });

  test('grows with the days since it was due, three times after 90 and no more', () => {
    expect([-5, 0].map((days) => score({ moneyDueOn: in_(-days) }))).toEqual([600, 600]);
    expect([45, 90, 91, 400].map((days) => score({ moneyDueOn: in_(-days) }))).toEqual([2_000, 3_000, 3_000, 3_000]);
    // Without a day it is as if it had been due yesterday.
    expect(score({ moneyDueOn: undefined })).toBe(score({ moneyDueOn: in_(-1) }));
  });

  test('grows on the last day for an answer, and for ten days after it', () => {
    expect([3, 1].map((days) => score({ answerBy: in_(days) }))).toEqual([600, 600]);
    expect([0, 1, 5, 10, 11].map((days) => score({ answerBy: in_(-days) }))).toEqual([720, 960, 1_200, 1_500, 1_500]);
  });

  test('is above everything where it holds up everybody', () => {
    expect(gain({ kind: 'stale-ledger', stopsAll: true })).toEqual({ score: 1e15, reason: 'concerns-everybody' });
  });
});

describe('the reason that is shown', () => {
  test.each<[string, Partial<Stake>]>([
    ['answer-late', { answerBy: in_(-1), kind: 'issue', takenUp: true }],
    ['in-hand', { answerBy: in_(0), kind: 'issue', takenUp: true }],
    ['customer-waits', { answerBy: in_(0), kind: 'issue', takenUp: false }],
    ['answer-today', { answerBy: in_(0) }],
    ['overdue', { answerBy: in_(1), moneyDueOn: in_(-1) }],
    ['before-due', { moneyDueOn: in_(0) }],
    ['waits', { moneyDueOn: undefined }],
    ['promise-broken', { kind: 'broken-promise', moneyDueOn: in_(-1) }],
  ])('is %s', (reason, fields) => {
    expect(gain(fields).reason).toBe(reason);
  });
});
