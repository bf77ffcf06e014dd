import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
import { anyBooks, anyDate } from './any-books.ts';

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
