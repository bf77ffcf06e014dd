import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastPartBy, monthlyParts, mostOwnParts } from '../../../functions/promises/own-plan.ts';

const AS_IT_STANDS = { asked: 10_000, balance: 10_000, split: false };

describe('instalments that a customer agrees without asking', () => {
  it('are as many as the policy allows, one a month', () => {
    expect(mostOwnParts({ plans: { maxInstalments: 6, maxMonths: 12 } }, {}, AS_IT_STANDS)).toBe(6);
    expect(mostOwnParts({ plans: { maxInstalments: 6, maxMonths: 3 } }, {}, AS_IT_STANDS)).toBe(3);
    expect(mostOwnParts({ plans: { maxInstalments: 2, maxMonths: 3 } }, {}, AS_IT_STANDS)).toBe(2);
  });

  it('are none where the policy has none, or the sum is not clear', () => {
    const policy = { plans: { maxInstalments: 6, maxMonths: 6 } };
    expect(mostOwnParts(undefined, {}, AS_IT_STANDS)).toBe(0);
    expect(mostOwnParts({}, {}, AS_IT_STANDS)).toBe(0);
    expect(mostOwnParts({ plans: { maxInstalments: 1, maxMonths: 6 } }, {}, AS_IT_STANDS)).toBe(0);
    expect(mostOwnParts(policy, {}, { ...AS_IT_STANDS, asked: 9_000 })).toBe(0);
    expect(mostOwnParts(policy, {}, { ...AS_IT_STANDS, split: true })).toBe(0);
    expect(mostOwnParts(policy, { plan: { planId: 'p', agreedAt: '', instalments: [] } }, AS_IT_STANDS)).toBe(0);
    expect(mostOwnParts(policy, {}, { ...AS_IT_STANDS, asked: 1, balance: 1 })).toBe(0);
  });

  it('always add up, differ by less than a minor unit each, and come monthly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1e12 }), fc.integer({ min: 2, max: 120 }), (amount, count) => {
        const parts = monthlyParts(amount, Math.min(count, amount), '2026-01-31');
        expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
        expect(Math.min(...parts.map((part) => part.amount))).toBeGreaterThan(0);
        expect(parts[0]!.amount - parts.at(-1)!.amount).toBeLessThan(parts.length);
        expect(new Set(parts.map(({ dueOn }) => dueOn.slice(0, 7))).size).toBe(parts.length);
      }),
    );
  });

  it('stay on the last day of a month where that is when they began', () => {
    expect(monthlyParts(300, 3, '2026-01-31').map(({ dueOn }) => dueOn)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
    expect(lastPartBy(20_516, 3)).toBe('2026-06-04');
  });
});
