import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyAgeing, totalOf } from '../../../functions/reports/ageing.ts';
import type { Books } from '../../../functions/reports/books.ts';
import { figuresOfMonths } from '../../../functions/reports/figures-of-month.ts';
import { kpis } from '../../../functions/reports/kpis.ts';
import {
  addTally,
  emptyTally,
  entryOf,
  monthsUntil,
  OTHER_CAUSES,
  tallyBooks,
} from '../../../functions/reports/tally.ts';
import { anyBooks, anyDate, invoiceOf } from './any-books.ts';

const keptOf = (parts: readonly Books[], asOf: string) => {
  const months = monthsUntil(asOf);
  const tally = emptyTally();
  for (const books of parts) {
    const part = emptyTally();
    tallyBooks(part, books, months);
    // As a table keeps it.
    addTally(tally, JSON.parse(JSON.stringify(part)));
  }
  return { asOf, keptAt: `${asOf}T00:00:00Z`, currency: 'USD', tally };
};

const without = ({
  amount: _amount,
  ...rest
}: {
  invoiceId: string;
  number: string;
  customerId: string;
  amount: number;
}) => rest;

const causes = (count: number): Books => ({
  currency: 'USD',
  invoices: [],
  promises: [],
  issues: Array.from({ length: count }, (_, index) => ({
    issueId: `S${index}`,
    invoiceId: 'I1',
    category: 'other',
    amount: 100 + index,
    raisedOn: '2026-03-01',
    resolved: { on: '2026-03-03', rootCause: index === 0 ? '__proto__' : `cause ${index}` },
  })),
});

describe('the tally of a ledger', () => {
  test('counted in parts gives the figures of the whole, in every month', () => {
    fc.assert(
      fc.property(anyBooks, anyBooks, anyDate, (one, other, asOf) => {
        const whole = { ...one, invoices: [...one.invoices, ...other.invoices] };
        const kept = keptOf([one, other], asOf);
        for (const scope of ['all', 'undisputed'] as const)
          for (const { until, figures } of figuresOfMonths(kept, scope)) {
            const { undisputed, ...all } = kpis(whole, until, 2);
            expect(figures).toEqual(scope === 'all' ? all : undisputed);
          }
      }),
      { numRuns: 40 },
    );
  });

  test('names what is in dispute now: together it is what the outstanding amount has more than its undisputed part', () => {
    fc.assert(
      fc.property(anyBooks, anyBooks, anyDate, (one, other, asOf) => {
        const kept = keptOf([one, other], asOf);
        const [all, undisputed] = (['all', 'undisputed'] as const).map((scope) =>
          totalOf(kept.tally.ageing[asOf]?.[scope] ?? emptyAgeing()),
        );
        const named = Object.values(kept.tally.disputes ?? {}).reduce((sum, { amount }) => sum + amount, 0);
        expect(named).toBeLessThanOrEqual(all! - undisputed!);
      }),
      { numRuns: 40 },
    );
    const dispute = (issueId: string, invoiceId: string, amount: number, raisedOn: string) => ({
      ...{ issueId, invoiceId, amount, raisedOn, category: issueId === 'S3' ? 'price' : 'service-fault' },
    });
    const books = (...ids: string[]): Books => ({
      currency: 'USD',
      promises: [],
      invoices: ids.map((invoiceId) =>
        invoiceOf({
          invoiceId,
          disputed: [
            { from: '2026-02-01', amount: 8_000 },
            { from: '2026-02-03', amount: 8_000 },
          ],
        }),
      ),
      issues: ids.flatMap((id) => [
        dispute('S1', id, 8_000, '2026-02-01'),
        dispute('S3', id, 8_000, '2026-02-03'),
        { ...dispute('S2', id, 500, '2026-02-01'), resolved: { on: '2026-02-10', rootCause: 'x' } },
      ]),
    });
    expect(keptOf([books('I1'), books('I2')], '2026-02-11').tally.disputes).toEqual({
      '#service-fault': { number: 2, amount: 16_000, days: 20, oldest: '2026-02-01' },
      '#price': { number: 2, amount: 4_000, days: 16, oldest: '2026-02-03' },
    });
  });

  test('keeps the largest invoices of each age with how many there are, an instalment at its own age', () => {
    const part = (from: number): Books => ({
      ...{ currency: 'USD', promises: [], issues: [] },
      invoices: Array.from({ length: 80 }, (_, index) =>
        invoiceOf({
          invoiceId: `I${from + index}`,
          number: `N${from + index}`,
          customerId: 'c1',
          amount: from + index,
        }),
      ),
    });
    const parts = { invoiceId: 'P1', number: 'P-1', customerId: 'c2', amount: 500 };
    const plan: Books = {
      ...{ currency: 'USD', promises: [], issues: [] },
      invoices: ['2026-03-20', '2026-01-15', '2026-01-20'].map((dueOn) => invoiceOf({ ...parts, dueOn })),
    };
    const { byAge } = keptOf([part(100), plan, part(1_000)], '2026-03-05').tally;
    expect(byAge!.d31to60!.number).toBe(161);
    expect(byAge!.d31to60!.largest).toHaveLength(50);
    expect(byAge!.d31to60!.largest[0]).toMatchObject({ number: 'N1079', open: 1_079, dueOn: '2026-01-31' });
    expect(byAge!.current).toEqual({ number: 1, largest: [{ ...without(parts), open: 500, dueOn: '2026-03-20' }] });
    const { byAge: alone } = keptOf([plan], '2026-03-05').tally;
    expect(alone!.d31to60).toEqual({ number: 1, largest: [{ ...without(parts), open: 1_000, dueOn: '2026-01-15' }] });
    expect(JSON.stringify(byAge).length).toBeLessThan(40_000);
  });

  test('is of thirteen months, the last one to date', () => {
    const months = monthsUntil('2026-03-05');
    expect(months).toHaveLength(13);
    expect(months[0]).toMatchObject({ from: '2025-03-01', until: '2025-03-31', opening: '2025-02-28' });
    expect(months.at(-2)).toMatchObject({ from: '2026-02-01', until: '2026-02-28' });
    expect(months.at(-1)).toMatchObject({ from: '2026-03-01', until: '2026-03-05', days: 5 });
  });

  test('counts a root cause by whatever name, and two of the same name together', () => {
    const { tally } = keptOf([causes(2), causes(2)], '2026-03-05');
    const march = Object.entries(tally.months['2026-03']!.causes);
    expect(march).toContainEqual(['#__proto__', { number: 2, amount: 200, daysOfDelay: 4 }]);
    expect(march).toHaveLength(2);
  });

  test('stays small: the least of very many root causes are counted together, and none is lost', () => {
    const { tally } = keptOf([causes(1000)], '2026-03-05');
    const march = tally.months['2026-03']!.causes;
    expect(Object.keys(march)).toHaveLength(301);
    expect(march[OTHER_CAUSES]!.number).toBe(700);
    expect(Object.values(march).reduce((sum, { number }) => sum + number, 0)).toBe(1000);
  });

  test('an entry may have the name of what every object has', () => {
    const entries: Record<string, number> = {};
    expect(entryOf(entries, '__proto__', () => 1)).toBe(1);
    expect(entryOf(entries, 'constructor', () => 2)).toBe(2);
    expect(Object.keys(entries)).toEqual(['__proto__', 'constructor']);
  });
});
