import { describe, expect, test } from 'vitest';
import { emptyAgeing } from '../../../functions/reports/ageing.ts';
import { badDebtShare, writtenOffWithin } from '../../../functions/reports/bad-debt.ts';
import type { IssueHistory, PromiseOutcome } from '../../../functions/reports/books.ts';
import { collectionEffectiveness } from '../../../functions/reports/cei.ts';
import { monthToDate } from '../../../functions/reports/period.ts';
import { promisesKept } from '../../../functions/reports/promises-kept.ts';
import { rollRates } from '../../../functions/reports/roll-rate.ts';
import { rootCauses } from '../../../functions/reports/root-causes.ts';
import { invoiceOf } from './any-books.ts';

const march = monthToDate('2026-03-31');

describe('the period', () => {
  test('is the calendar month to date and opens with the day before', () => {
    expect(monthToDate('2024-03-10')).toEqual({
      from: '2024-03-01',
      until: '2024-03-10',
      opening: '2024-02-29',
      days: 10,
    });
    expect(monthToDate('2026-01-01')).toMatchObject({ opening: '2025-12-31', days: 1 });
  });
});

describe('collection effectiveness', () => {
  test('compares what was collected with what could be', () => {
    // 110 + 90 asked, 60 left, 40 of it not yet due: 140 of 160.
    const amounts = { opening: 110, sales: 90, closingTotal: 60, closingCurrent: 40 };
    expect(collectionEffectiveness(amounts)).toBe(87.5);
  });

  test('is 100 where nothing is overdue, and 0 where nothing was collected', () => {
    expect(collectionEffectiveness({ opening: 50, sales: 50, closingTotal: 40, closingCurrent: 40 })).toBe(100);
    expect(collectionEffectiveness({ opening: 50, sales: 0, closingTotal: 50, closingCurrent: 0 })).toBe(0);
  });

  test('has no figure where nothing was to be collected', () => {
    expect(collectionEffectiveness({ opening: 0, sales: 50, closingTotal: 50, closingCurrent: 50 })).toBeNull();
  });
});

describe('roll rates', () => {
  test('stand under the bucket that the money came from', () => {
    const start = { current: 1_000, d1to30: 400, d31to60: 200, d61to90: 100, over90: 50 };
    const end = { current: 900, d1to30: 250, d31to60: 100, d61to90: 20, over90: 110 };
    expect(rollRates(start, end)).toEqual({ current: 0.25, d1to30: 0.25, d31to60: 0.1, d61to90: 1.1, over90: null });
  });

  test('an empty bucket at the start has no rate', () => {
    expect(rollRates(emptyAgeing(), { ...emptyAgeing(), d1to30: 5 })).toEqual({
      current: null,
      d1to30: null,
      d31to60: null,
      d61to90: null,
      over90: null,
    });
  });
});

describe('bad debt', () => {
  test('is what was written off in the period, on its first and last day too', () => {
    const amountOn = (on: string): number =>
      writtenOffWithin(invoiceOf({ writtenOff: { on, amount: 2_500 } }), march, 'all');
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(amountOn)).toEqual([0, 2_500, 2_500, 0]);
    expect(writtenOffWithin(invoiceOf({}), march, 'all')).toBe(0);
  });

  test('without disputed amounts leaves out what was in dispute on that day', () => {
    const writtenOff = { on: '2026-03-10', amount: 2_500 };
    const disputed = [{ from: '2026-02-01', amount: 1_000 }];
    const settlements = [{ on: '2026-03-10', amount: 10_000 }];
    expect(writtenOffWithin(invoiceOf({ writtenOff, disputed, settlements }), march, 'undisputed')).toBe(1_500);
  });

  test('is a share of revenue, and undefined without any', () => {
    expect(badDebtShare(2_500, 100_000)).toBe(0.025);
    expect(badDebtShare(2_500, 0)).toBeNull();
  });
});

describe('promises kept', () => {
  const promise = (fields: Partial<PromiseOutcome>): PromiseOutcome => ({
    promiseId: 'P-1',
    invoiceId: 'INV-1',
    amount: 1_000,
    paid: 1_000,
    decidedOn: '2026-03-10',
    ...fields,
  });

  test('a promise partly kept counts by amount but not by number', () => {
    const kept = promisesKept([promise({}), promise({ paid: 600 }), promise({ paid: 0, amount: 2_000 })], march);
    expect(kept).toEqual({
      number: 1,
      amount: 1_600,
      decided: { number: 3, amount: 4_000 },
      share: { number: 1 / 3, amount: 0.4 },
    });
  });

  test('more money than promised makes no promise more than kept', () => {
    expect(promisesKept([promise({ paid: 5_000 })], march)).toMatchObject({ number: 1, amount: 1_000 });
  });

  test('an open promise and one decided in another month are left out', () => {
    const { decidedOn: _, ...open } = promise({});
    const kept = promisesKept(
      [open, promise({ decidedOn: '2026-02-28' }), promise({ decidedOn: '2026-04-01' })],
      march,
    );
    expect(kept).toEqual({
      number: 0,
      amount: 0,
      decided: { number: 0, amount: 0 },
      share: { number: null, amount: null },
    });
  });

  test('without disputed amounts the undisputed part of a promise counts alone', () => {
    const promises = [promise({ paid: 700, disputed: 300 }), promise({ paid: 0, disputed: 1_000 })];
    expect(promisesKept(promises, march, 'undisputed')).toMatchObject({
      number: 1,
      amount: 700,
      decided: { number: 1, amount: 700 },
    });
    expect(promisesKept(promises, march)).toMatchObject({ number: 0, decided: { number: 2, amount: 2_000 } });
  });
});

describe('root causes', () => {
  const issue = (amount: number, raisedOn: string, resolved?: IssueHistory['resolved']): IssueHistory => ({
    issueId: 'I-1',
    invoiceId: 'INV-1',
    category: 'installation',
    amount,
    raisedOn,
    ...(resolved === undefined ? {} : { resolved }),
  });

  test('add up by number, amount and days of delay, the greatest amount first', () => {
    const causes = rootCauses(
      [
        issue(2_000, '2026-02-20', { on: '2026-03-02', rootCause: 'wrong price' }),
        issue(1_000, '2026-03-01', { on: '2026-03-06', rootCause: 'panel not installed' }),
        issue(4_000, '2026-03-01', { on: '2026-03-01', rootCause: 'panel not installed' }),
        issue(9_000, '2026-01-01', { on: '2026-02-28', rootCause: 'solved before the period' }),
        issue(9_000, '2026-03-01'),
      ],
      march,
    );
    expect(causes).toEqual([
      { rootCause: 'panel not installed', number: 2, amount: 5_000, daysOfDelay: 5 },
      { rootCause: 'wrong price', number: 1, amount: 2_000, daysOfDelay: 10 },
    ]);
  });

  test('of equal amount stand by number, then by name', () => {
    const solved = (amount: number, rootCause: string) => issue(amount, '2026-03-01', { on: '2026-03-02', rootCause });
    const causes = rootCauses([solved(10, 'b'), solved(10, 'a'), solved(5, 'c'), solved(5, 'c')], march);
    expect(causes.map((cause) => cause.rootCause)).toEqual(['c', 'a', 'b']);
  });
});
