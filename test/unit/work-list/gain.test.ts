import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromDay, toDay } from '../../../functions/platform/civil-date.ts';
import { gainOf, REASONS, type Stake } from '../../../functions/work-list/gain.ts';
import { ITEM_KINDS } from '../../../functions/work-list/kinds.ts';

const TODAY = toDay('2026-05-04');
const call = (fields: Partial<Stake> = {}): Stake => ({
  kind: 'task',
  stopsAll: false,
  amount: 100_000,
  currency: 'USD',
  moneyDueOn: '2026-04-20',
  answerBy: '2026-05-06',
  ...fields,
});
const score = (fields: Partial<Stake>): number => gainOf(call(fields), TODAY).score;
const reason = (fields: Partial<Stake>): string => gainOf(call(fields), TODAY).reason;

const anyStake = fc.record<Stake>({
  kind: fc.constantFrom(...ITEM_KINDS),
  stopsAll: fc.constant(false),
  amount: fc.option(fc.nat({ max: 1e12 }), { nil: undefined }),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  moneyDueOn: fc.option(
    fc.integer({ min: -400, max: 400 }).map((days) => fromDay(TODAY + days)),
    { nil: undefined },
  ),
  answerBy: fc.option(
    fc.integer({ min: -60, max: 60 }).map((days) => fromDay(TODAY + days)),
    { nil: undefined },
  ),
});

describe('what is gained by acting now', () => {
  test('more money comes before less, in whatever currency', () => {
    fc.assert(
      fc.property(anyStake, fc.nat({ max: 1e9 }), (stake, more) => {
        const amount = stake.amount ?? 0;
        expect(gainOf({ ...stake, amount: amount + more }, TODAY).score).toBeGreaterThanOrEqual(
          gainOf({ ...stake, amount }, TODAY).score,
        );
      }),
    );
  });

  test('an older debt comes before a younger one, for three months', () => {
    expect(score({ moneyDueOn: '2026-03-01' })).toBeGreaterThan(score({ moneyDueOn: '2026-04-20' }));
    expect(score({ moneyDueOn: '2026-04-20' })).toBeGreaterThan(score({ moneyDueOn: '2026-05-20' }));
    expect(score({ moneyDueOn: '2025-01-01' })).toBe(score({ moneyDueOn: '2025-06-01' }));
  });

  test('an answer that is late comes before one that is not, and says so', () => {
    expect(score({ answerBy: '2026-05-01' })).toBeGreaterThan(score({ answerBy: '2026-05-04' }));
    expect(score({ answerBy: '2026-05-04' })).toBeGreaterThan(score({ answerBy: '2026-05-05' }));
    expect(reason({ answerBy: '2026-05-01', kind: 'approval' })).toBe('answer-late');
  });

  test('what holds up everybody comes before any sum of money', () => {
    fc.assert(
      fc.property(anyStake, (stake) => {
        const everybody = gainOf({ kind: 'stale-ledger', stopsAll: true }, TODAY);
        expect(everybody.score).toBeGreaterThan(gainOf(stake, TODAY).score);
      }),
    );
  });

  test('where nobody can be written to, it comes before a call about the same amount', () => {
    expect(score({ kind: 'find-contact' })).toBeGreaterThan(score({ kind: 'task' }));
    expect(score({ kind: 'delivery-unknown' })).toBeGreaterThan(score({ kind: 'broken-promise' }));
  });

  test('an item without an amount is worth something', () => {
    expect(gainOf({ kind: 'reply', stopsAll: false }, TODAY).score).toBeGreaterThan(0);
  });

  test('every item gets a finite score and a known reason', () => {
    fc.assert(
      fc.property(anyStake, (stake) => {
        const gain = gainOf(stake, TODAY);
        expect(Number.isFinite(gain.score)).toBe(true);
        expect(REASONS).toContain(gain.reason);
      }),
    );
  });

  test('the reason is the strongest one', () => {
    expect(reason({ kind: 'broken-promise' })).toBe('promise-broken');
    expect(reason({ kind: 'issue' })).toBe('customer-waits');
    expect(reason({})).toBe('overdue');
    expect(reason({ moneyDueOn: '2026-06-01' })).toBe('before-due');
    expect(reason({ answerBy: '2026-05-04' })).toBe('answer-today');
    expect(reason({ moneyDueOn: undefined })).toBe('waits');
  });
});
