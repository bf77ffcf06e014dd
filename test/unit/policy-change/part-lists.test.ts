import { expect, test } from 'vitest';
import type { MovableCase, WrittenTo } from '../../../functions/policy-change/entities.ts';
import { fitting } from '../../../functions/policy-change/part-lists.ts';

const written = (index: number): WrittenTo => ({
  ...{ customerId: `c${index}`, name: 'Ü'.repeat(200), letters: 1, first: '2026-03-09', invoices: 1 },
});
const movable = (index: number): MovableCase => ({
  ...{
    invoiceId: `i${index}`,
    number: `i${index}`,
    customerId: 'c1',
    name: 'Ü'.repeat(200),
    amount: 1,
    currency: 'USD',
  },
  ...{ fromVersion: 1 },
  before: { step: 'reminder-1', on: '2026-03-09', standing: 'next-step' },
  after: { step: null, on: null, standing: 'on-list' },
});
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

test('what fits is kept whole', () => {
  const lists = { newly: many(50, written), noLonger: many(50, written), cases: many(300, movable) };
  expect(fitting(lists)).toEqual(lists);
});

test('what does not fit in an item is cut, the cases first, and each list from its end', () => {
  const lists = { newly: many(200, written), noLonger: many(100, written), cases: many(4000, movable) };
  const cut = fitting(lists);
  expect(Buffer.byteLength(JSON.stringify(cut))).toBeLessThan(350_000);
  expect(cut.newly).toEqual(lists.newly);
  expect(cut.noLonger).toEqual(lists.noLonger);
  expect(cut.cases).toEqual(lists.cases.slice(0, cut.cases.length));
  expect(cut.cases.length).toBeGreaterThan(100);
  const crowded = fitting({ ...lists, newly: many(4000, written) });
  expect(crowded.newly.length).toBeGreaterThan(500);
  expect(crowded).toMatchObject({ noLonger: [], cases: [] });
});
