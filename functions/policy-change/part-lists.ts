import type { ChangePart, MovableCase, WrittenTo } from './entities.ts';

export type PartLists = Pick<ChangePart, 'newly' | 'noLonger' | 'cases'>;

/** An item holds 400 KB, of which this leaves room for what stands beside the lists. */
const MOST_BYTES = 340_000;

/** As much of the lists as an item holds: who is written to goes before the cases, and each list from its beginning. */
export const fitting = ({ newly, noLonger, cases }: PartLists): PartLists => {
  let left = MOST_BYTES;
  const shortened = <T extends WrittenTo | MovableCase>(list: readonly T[]): T[] => {
    const end = list.findIndex((each) => {
      left -= Buffer.byteLength(JSON.stringify(each)) + 1;
      return left < 0;
    });
    return end < 0 ? [...list] : list.slice(0, end);
  };
  return { newly: shortened(newly), noLonger: shortened(noLonger), cases: shortened(cases) };
};
