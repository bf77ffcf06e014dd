import { expect, test } from 'vitest';
import type { MovableCase, OtherDay, WrittenTo } from '../../../functions/policy-change/entities.ts';
import { inItems, type PartLists } from '../../../functions/policy-change/part-lists.ts';

const written = (index: number): WrittenTo => ({
  ...{ customerId: `c${index}`, name: 'Ü'.repeat(200), letters: 1, first: '2026-03-09', invoices: 1 },
});
const other = (index: number): OtherDay => ({
  ...{ customerId: `c${index}`, name: 'Ü'.repeat(200), before: '2026-03-09', after: '2026-03-11', invoices: 1 },
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

const together = (items: readonly PartLists[]): PartLists => ({
  newly: items.flatMap(({ newly }) => newly),
  noLonger: items.flatMap(({ noLonger }) => noLonger),
  otherDay: items.flatMap(({ otherDay }) => otherDay),
  cases: items.flatMap(({ cases }) => cases),
});

test('what fits in an item is one', () => {
  const lists = {
    newly: many(50, written),
    noLonger: many(50, written),
    otherDay: many(10, other),
    cases: many(300, movable),
  };
  expect(inItems(lists)).toEqual([lists]);
  const none = { newly: [], noLonger: [], otherDay: [], cases: [] };
  expect(inItems(none)).toEqual([none]);
});

test('what does not fit in an item is in the next ones, all of it and in its order', () => {
  const lists = {
    newly: many(800, written),
    noLonger: many(100, written),
    otherDay: many(10, other),
    cases: many(4000, movable),
  };
  const items = inItems(lists);
  expect(items.length).toBeGreaterThan(4);
  for (const item of items) expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(350_000);
  expect(together(items)).toEqual(lists);
});

test('what does not fit in a transaction is cut off, the cases first, and each list from its end', () => {
  const lists = {
    newly: many(4000, written),
    noLonger: many(2000, written),
    otherDay: many(10, other),
    cases: many(8000, movable),
  };
  const items = inItems(lists);
  expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThan(3_600_000);
  const cut = together(items);
  expect(cut.newly).toEqual(lists.newly);
  expect(cut.noLonger).toEqual(lists.noLonger);
  expect(cut.cases).toEqual(lists.cases.slice(0, cut.cases.length));
  expect(cut.cases.length).toBeGreaterThan(500);
  expect(together(inItems({ ...lists, newly: many(9000, written) }))).toMatchObject({ noLonger: [], cases: [] });
});
