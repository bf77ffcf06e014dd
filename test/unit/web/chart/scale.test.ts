import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisOf } from '../../../../functions/web/chart/scale.ts';

test('an axis has a few round lines from zero, and reaches the greatest value', () => {
  expect(axisOf(152)).toEqual([0, 50, 100, 150, 200]);
  expect(axisOf(1)).toEqual([0, 0.5, 1]);
  expect(axisOf(0)).toEqual([0, 1]);
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), (most) => {
      const axis = axisOf(most);
      expect(axis.length).toBeLessThanOrEqual(6);
      expect(axis.at(-1)! >= most * (1 - 1e-9)).toBe(true);
    }),
  );
});
