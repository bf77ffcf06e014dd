import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeTotals, Course } from '../../../functions/policy-change/entities.ts';
import { addTotals, NO_TOTALS } from '../../../functions/policy-change/totals.ts';

const count = fc.nat(1000);
const course: fc.Arbitrary<Course> = fc.record({
  ...{ letters: count, tasks: count, approvals: count, costMicros: count },
  perDay: fc.dictionary(fc.constantFrom('2026-03-09', '2026-03-10', '2026-03-11'), fc.integer({ min: 1, max: 9 })),
});
const totals: fc.Arbitrary<ChangeTotals> = fc.record({
  ...{ active: course, draft: course },
  ...{ newly: count, noLonger: count, cases: count, changed: count, moved: count, lapsing: count, otherDay: count },
});

test('parts come to the same in any order, and in any groups', () => {
  fc.assert(
    fc.property(totals, totals, totals, (a, b, c) => {
      expect(addTotals(a, b)).toEqual(addTotals(b, a));
      expect(addTotals(addTotals(a, b), c)).toEqual(addTotals(a, addTotals(b, c)));
      expect(addTotals(NO_TOTALS, a)).toEqual(a);
    }),
  );
});

test('a preview has no courses, and days stand in their order', () => {
  expect(addTotals(NO_TOTALS, { ...NO_TOTALS, cases: 2 })).toEqual({ ...NO_TOTALS, cases: 2 });
  const on = (date: string): ChangeTotals => ({
    ...NO_TOTALS,
    active: { letters: 1, tasks: 0, approvals: 0, costMicros: 0.1, perDay: { [date]: 1 } },
  });
  const both = addTotals(on('2026-03-10'), on('2026-03-09'));
  expect(Object.keys(both.active!.perDay)).toEqual(['2026-03-09', '2026-03-10']);
  expect(both.active!.costMicros).toBe(0.2);
});
