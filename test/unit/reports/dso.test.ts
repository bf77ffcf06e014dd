import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthOf, toDay } from '../../../functions/platform/civil-date.ts';
import { creditSalesByMonth } from '../../../functions/reports/credit-sales.ts';
import { averageDaysDelinquent, bestPossibleDso, countbackDso, dso } from '../../../functions/reports/dso.ts';
import { outstanding } from '../../../functions/reports/outstanding.ts';
import { anyBooks, anyDate, invoiceOf } from './any-books.ts';

describe('DSO', () => {
  test('450,000 outstanding on sales of 500,000 in 31 days are 27.9 days', () => {
    expect(dso(450_000, 500_000, 31)).toBe(27.9);
  });

  test('what is overdue makes the days delinquent, the rest is the best possible', () => {
    expect(bestPossibleDso(300_000, 500_000, 31)).toBeCloseTo(18.6);
    expect(averageDaysDelinquent(450_000, 300_000, 500_000, 31)).toBeCloseTo(9.3);
  });

  test('without sales in the period there is no figure', () => {
    expect(dso(450_000, 0, 31)).toBeNull();
    expect(bestPossibleDso(0, 0, 31)).toBeNull();
    expect(averageDaysDelinquent(1, 0, 0, 31)).toBeNull();
  });
});

describe('countback DSO', () => {
  const sales = new Map([
    ['2026-01', 80_000],
    ['2026-02', 90_000],
    ['2026-03', 100_000],
  ]);

  test('takes off whole months and the last one in proportion', () => {
    // 100 of March (31 days), then 45 of February's 90 (14 of 28 days).
    expect(countbackDso(145_000, sales, '2026-03-31')).toEqual({ days: 45, atLeast: false });
  });

  test('counts the current month to date', () => {
    expect(countbackDso(50_000, sales, '2026-03-10')).toEqual({ days: 5, atLeast: false });
    expect(countbackDso(100_000, sales, '2026-03-10')).toEqual({ days: 10, atLeast: false });
  });

  test('a month without sales adds all its days', () => {
    const seasonal = new Map([
      ['2025-12', 62_000],
      ['2026-03', 10_000],
    ]);
    // March 31, February 28, January 31, and 2 of December's 31 days.
    expect(countbackDso(14_000, seasonal, '2026-03-31')).toEqual({ days: 92, atLeast: false });
  });

  test('more than was ever sold is at least all the days of the history', () => {
    expect(countbackDso(270_001, sales, '2026-03-31')).toEqual({ days: 90, atLeast: true });
    expect(countbackDso(270_000, sales, '2026-03-31')).toEqual({ days: 90, atLeast: false });
    expect(countbackDso(1, new Map(), '2026-03-31')).toEqual({ days: 0, atLeast: true });
  });

  test('nothing outstanding is no day, also after an overpayment', () => {
    expect(countbackDso(0, sales, '2026-03-31')).toEqual({ days: 0, atLeast: false });
    expect(countbackDso(-500, sales, '2026-03-31')).toEqual({ days: 0, atLeast: false });
  });

  test('sales are counted by month of issue, and nothing that is issued later', () => {
    const invoices = [
      invoiceOf({ issuedOn: '2026-01-31' }),
      invoiceOf({ issuedOn: '2026-02-01', settlements: [{ on: '2026-02-01', amount: 10_000 }] }),
      invoiceOf({ issuedOn: '2026-02-11' }),
    ];
    expect(creditSalesByMonth(invoices, '2026-02-10')).toEqual(
      new Map([
        ['2026-01', 10_000],
        ['2026-02', 10_000],
      ]),
    );
  });

  test('never runs past the oldest month, and more outstanding never means fewer days', () => {
    fc.assert(
      fc.property(anyBooks, anyDate, fc.nat(1_000_000), ({ invoices }, on, more) => {
        const sold = creditSalesByMonth(invoices, on);
        const total = outstanding(invoices, on);
        const { days, atLeast } = countbackDso(total, sold, on);
        expect(atLeast).toBe(false);
        expect(countbackDso(total + more, sold, on).days).toBeGreaterThanOrEqual(days);
        const first = [...sold.keys()].sort()[0] ?? monthOf(on);
        expect(days).toBeLessThanOrEqual(toDay(on) - toDay(`${first}-01`) + 1);
      }),
    );
  });
});
