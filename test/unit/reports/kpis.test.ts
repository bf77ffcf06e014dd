import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageing } from '../../../functions/reports/ageing.ts';
import type { Books } from '../../../functions/reports/books.ts';
import { kpis } from '../../../functions/reports/kpis.ts';
import { outstanding } from '../../../functions/reports/outstanding.ts';
import { anyBooks, anyDate, invoiceOf } from './any-books.ts';

const noBooks: Books = { currency: 'USD', invoices: [], promises: [], issues: [] };

/**
 * March 2026, to the 31st. At its opening 800.00 are owed: A 300.00 (due 03-10), B 500.00 (due 01-31). In March C
 * 1,000.00 and D 600.00 are sold; A is paid, C pays 250.00, B stays and is written off by 100.00 and disputed by 200.00.
 */
const books: Books = {
  currency: 'USD',
  invoices: [
    invoiceOf({
      invoiceId: 'A',
      issuedOn: '2026-02-08',
      dueOn: '2026-03-10',
      amount: 30_000,
      settlements: [{ on: '2026-03-09', amount: 30_000 }],
    }),
    invoiceOf({
      invoiceId: 'B',
      amount: 50_000,
      writtenOff: { on: '2026-03-20', amount: 10_000 },
      settlements: [{ on: '2026-03-20', amount: 10_000 }],
      disputed: [{ from: '2026-03-15', amount: 20_000 }],
    }),
    invoiceOf({
      invoiceId: 'C',
      issuedOn: '2026-03-01',
      dueOn: '2026-03-15',
      amount: 100_000,
      settlements: [{ on: '2026-03-31', amount: 25_000 }],
    }),
    invoiceOf({ invoiceId: 'D', issuedOn: '2026-03-31', dueOn: '2026-03-31', amount: 60_000 }),
    invoiceOf({ invoiceId: 'E', issuedOn: '2026-04-01', dueOn: '2026-05-01', amount: 99_999 }),
  ],
  promises: [{ promiseId: 'P', invoiceId: 'C', amount: 40_000, paid: 25_000, decidedOn: '2026-03-31' }],
  issues: [],
};

describe('the figures of a month', () => {
  test('follow from the books by hand', () => {
    const { undisputed, ...all } = kpis(books, '2026-03-31', 2);
    // Owed: B 400.00 (59 days), C 750.00 (16 days), D 600.00 (due today) = 1,750.00; sales 1,600.00; 31 days.
    expect(all).toEqual({
      dso: 33.91, // 1750 / 1600 × 31 = 33.906
      bestPossibleDso: 11.63, // 600 / 1600 × 31 = 11.625
      averageDaysDelinquent: 22.28, // 1150 / 1600 × 31 = 22.281
      countbackDso: { days: 45, atLeast: false }, // March 31 days, then 150 of February's 300: 14 of 28 days
      cei: 36.11, // (800 + 1600 − 1750) / (800 + 1600 − 600) × 100 = 650 / 1800
      ageing: { current: 600, d1to30: 750, d31to60: 400, d61to90: 0, over90: 0 },
      rollRates: { current: 2.5, d1to30: 0.8, d31to60: null, d61to90: null, over90: null },
      badDebtShare: 0.06, // 100 / 1600 = 0.0625
      promisesKept: {
        number: 0,
        amount: 250,
        decided: { number: 1, amount: 400 },
        share: { number: 0, amount: 0.63 },
      },
    });
    // 200.00 of B are in dispute: owed 1,550.00.
    expect(undisputed).toMatchObject({
      dso: 30.03, // 1550 / 1600 × 31 = 30.031
      bestPossibleDso: 11.63,
      averageDaysDelinquent: 18.41, // 950 / 1600 × 31 = 18.406
      cei: 47.22, // (2400 − 1550) / (2400 − 600) × 100 = 850 / 1800
      ageing: { current: 600, d1to30: 750, d31to60: 200, d61to90: 0, over90: 0 },
      rollRates: { current: 2.5, d1to30: 0.4 },
      badDebtShare: 0, // 100.00 written off, all of it in dispute on that day
    });
  });

  test('are taken of the month to date, in the days that have passed', () => {
    // Owed on the 10th: B 500.00, C 1,000.00; sales 1,000.00; 10 days.
    expect(kpis(books, '2026-03-10', 2)).toMatchObject({ dso: 15, bestPossibleDso: 10, averageDaysDelinquent: 5 });
  });

  test('are null, never infinite, where there is nothing to divide by', () => {
    const { undisputed, ...all } = kpis(noBooks, '2026-03-31', 2);
    expect(all).toEqual(undisputed);
    expect(all).toMatchObject({
      dso: null,
      bestPossibleDso: null,
      averageDaysDelinquent: null,
      countbackDso: { days: 0, atLeast: false },
      cei: null,
      ageing: { current: 0, over90: 0 },
      rollRates: { current: null, over90: null },
      badDebtShare: null,
      promisesKept: { number: 0, share: { number: null, amount: null } },
    });
  });

  test('amounts are in the major units of a currency without decimals, and of one with three', () => {
    const one = { ...noBooks, invoices: [invoiceOf({ amount: 12_345 })] };
    expect(kpis(one, '2026-01-31', 0).ageing.current).toBe(12_345);
    expect(kpis(one, '2026-01-31', 3).ageing.current).toBe(12.35);
  });

  test('a half is rounded up where its binary neighbour lies below', () => {
    const one = { ...noBooks, invoices: [invoiceOf({ amount: 1_005 })] };
    expect(kpis(one, '2026-01-31', 3).ageing.current).toBe(1.01);
  });

  test('more owed than was ever sold shows as at least', () => {
    const refunded = invoiceOf({ settlements: [{ on: '2026-01-05', amount: -5_000 }] });
    const figures = kpis({ ...noBooks, invoices: [refunded] }, '2026-01-31', 2);
    expect(figures.countbackDso).toEqual({ days: 31, atLeast: true });
  });

  test('the ageing adds up to the outstanding total, and every figure is a number or null', () => {
    fc.assert(
      fc.property(anyBooks, anyDate, (some, asOf) => {
        const { undisputed, ...all } = kpis(some, asOf, 2);
        for (const [scope, figures] of [
          ['all', all],
          ['undisputed', undisputed],
        ] as const) {
          const total = Object.values(figures.ageing).reduce((sum, amount) => sum + amount, 0);
          expect(total).toBeCloseTo(outstanding(some.invoices, asOf, scope) / 100, 4);
          expect(figures.ageing.over90).toBeCloseTo(ageing(some.invoices, asOf, scope).over90 / 100, 4);
          expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
        }
        if (all.dso !== null) {
          expect(all.averageDaysDelinquent).toBeCloseTo(all.dso - (all.bestPossibleDso ?? 0), 1);
          expect(undisputed.dso).toBeLessThanOrEqual(all.dso);
        }
      }),
    );
  });

  test('effectiveness lies between 0 and 100 where nothing is reversed or overpaid', () => {
    fc.assert(
      fc.property(anyBooks, anyDate, (some, asOf) => {
        const { cei } = kpis(some, asOf, 2);
        expect(cei ?? 100).toBeGreaterThanOrEqual(0);
        expect(cei ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('the order of the invoices does not matter', () => {
    fc.assert(
      fc.property(anyBooks, anyDate, (some, asOf) => {
        expect(kpis({ ...some, invoices: some.invoices.toReversed() }, asOf, 2)).toEqual(kpis(some, asOf, 2));
      }),
    );
  });
});
