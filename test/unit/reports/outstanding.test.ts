import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageing, totalOf } from '../../../functions/reports/ageing.ts';
import { outstanding } from '../../../functions/reports/outstanding.ts';
import { anyBooks, anyDate, invoiceOf } from './any-books.ts';

describe('outstanding', () => {
  test('counts an invoice and a payment from their own day on', () => {
    const invoices = [invoiceOf({ settlements: [{ on: '2026-02-10', amount: 4_000 }] })];
    expect(outstanding(invoices, '2025-12-31')).toBe(0);
    expect(outstanding(invoices, '2026-01-01')).toBe(10_000);
    expect(outstanding(invoices, '2026-02-09')).toBe(10_000);
    expect(outstanding(invoices, '2026-02-10')).toBe(6_000);
  });

  test('a reversed payment is owed again from the day of the reversal', () => {
    const invoices = [
      invoiceOf({
        settlements: [
          { on: '2026-02-10', amount: 10_000 },
          { on: '2026-02-20', amount: -10_000 },
        ],
      }),
    ];
    expect(outstanding(invoices, '2026-02-19')).toBe(0);
    expect(outstanding(invoices, '2026-02-20')).toBe(10_000);
  });

  test('money that comes before its invoice takes nothing off before the issue', () => {
    const invoices = [invoiceOf({ settlements: [{ on: '2025-12-20', amount: 4_000 }] })];
    expect(outstanding(invoices, '2025-12-25')).toBe(0);
    expect(outstanding(invoices, '2026-01-01')).toBe(6_000);
  });

  test('a write-off changes no balance until the books answer with a credit', () => {
    const writtenOff = { on: '2026-03-01', amount: 10_000 };
    expect(outstanding([invoiceOf({ writtenOff })], '2026-03-31')).toBe(10_000);
    const credited = invoiceOf({ writtenOff, settlements: [{ on: '2026-03-05', amount: 10_000 }] });
    expect(outstanding([credited], '2026-03-31')).toBe(0);
  });

  test('a disputed amount is left out from the day it is raised to the day before its solution', () => {
    const invoices = [invoiceOf({ disputed: [{ from: '2026-02-01', to: '2026-02-10', amount: 3_000 }] })];
    expect(outstanding(invoices, '2026-01-31', 'undisputed')).toBe(10_000);
    expect(outstanding(invoices, '2026-02-01', 'undisputed')).toBe(7_000);
    expect(outstanding(invoices, '2026-02-09', 'undisputed')).toBe(7_000);
    expect(outstanding(invoices, '2026-02-10', 'undisputed')).toBe(10_000);
    expect(outstanding(invoices, '2026-02-05', 'all')).toBe(10_000);
  });

  test('no more is disputed than is still owed', () => {
    const invoices = [
      invoiceOf({
        settlements: [{ on: '2026-02-05', amount: 9_000 }],
        disputed: [
          { from: '2026-02-01', amount: 3_000 },
          { from: '2026-02-02', amount: 9_000 },
        ],
      }),
    ];
    expect(outstanding(invoices, '2026-02-05', 'undisputed')).toBe(0);
  });

  test('what was settled beyond the amount stays visible below zero, disputed or not', () => {
    const invoices = [
      invoiceOf({
        settlements: [{ on: '2026-02-05', amount: 12_000 }],
        disputed: [{ from: '2026-02-01', amount: 1_000 }],
      }),
    ];
    expect(outstanding(invoices, '2026-02-05')).toBe(-2_000);
    expect(outstanding(invoices, '2026-02-05', 'undisputed')).toBe(-2_000);
  });

  test('without disputed amounts there is never more than with them', () => {
    fc.assert(
      fc.property(anyBooks, anyDate, ({ invoices }, on) => {
        const undisputed = outstanding(invoices, on, 'undisputed');
        expect(undisputed).toBeGreaterThanOrEqual(0);
        expect(undisputed).toBeLessThanOrEqual(outstanding(invoices, on));
      }),
    );
  });
});

describe('ageing', () => {
  test.each([
    ['2026-01-31', 'current'],
    ['2026-02-01', 'd1to30'],
    ['2026-03-02', 'd1to30'],
    ['2026-03-03', 'd31to60'],
    ['2026-04-01', 'd31to60'],
    ['2026-04-02', 'd61to90'],
    ['2026-05-01', 'd61to90'],
    ['2026-05-02', 'over90'],
  ] as const)('an invoice due on 2026-01-31 stands on %s in %s', (on, bucket) => {
    const aged = ageing([invoiceOf({})], on);
    expect(aged).toEqual({ current: 0, d1to30: 0, d31to60: 0, d61to90: 0, over90: 0, [bucket]: 10_000 });
  });

  test('an invoice without a due date is current however old it is', () => {
    const { dueOn: _, ...undated } = invoiceOf({});
    expect(ageing([undated], '2028-01-01').current).toBe(10_000);
  });

  test('instalments age by their own dates', () => {
    const parts = [
      invoiceOf({ dueOn: '2026-01-31', amount: 5_000, settlements: [{ on: '2026-02-01', amount: 5_000 }] }),
      invoiceOf({ dueOn: '2026-02-28', amount: 3_000 }),
      invoiceOf({ dueOn: '2026-03-31', amount: 2_000 }),
    ];
    expect(ageing(parts, '2026-03-10')).toMatchObject({ current: 2_000, d1to30: 3_000 });
  });

  test('the buckets add up to the outstanding total, with and without disputed amounts', () => {
    fc.assert(
      fc.property(anyBooks, anyDate, ({ invoices }, on) => {
        expect(totalOf(ageing(invoices, on))).toBe(outstanding(invoices, on));
        expect(totalOf(ageing(invoices, on, 'undisputed'))).toBe(outstanding(invoices, on, 'undisputed'));
      }),
    );
  });
});
