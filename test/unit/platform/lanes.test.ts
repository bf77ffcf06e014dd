import { expect, it } from 'vitest';
import { inLanes } from '../../../functions/platform/lanes.ts';

const numbers = Array.from({ length: 50 }, (_, index) => index);
const soon = (turns: number): Promise<void> =>
  turns === 0 ? Promise.resolve() : Promise.resolve().then(() => soon(turns - 1));

it('works off each item once, begun in their order, a few at once and never more than eight', async () => {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  await inLanes(numbers, async (number) => {
    begun.push(number);
    underWay += 1;
    most = Math.max(most, underWay);
    await soon(number % 7);
    underWay -= 1;
  });
  expect(begun).toEqual(numbers);
  expect(most).toBe(8);
});

it('throws the first error when all that was under way has ended, and begins nothing after it', async () => {
  const ended: number[] = [];
  const work = async (number: number): Promise<void> => {
    await soon(number === 3 ? 1 : 5);
    if (number === 3) throw new RangeError('three');
    ended.push(number);
  };
  await expect(inLanes(numbers, work)).rejects.toThrow('three');
  expect(ended).toEqual([0, 1, 2, 4, 5, 6, 7]);
});

it('has nothing to do for an empty list', async () => {
  await expect(inLanes([], () => Promise.reject(new Error('never')))).resolves.toBeUndefined();
});
