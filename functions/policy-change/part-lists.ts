import type { ChangePart, MovableCase, OtherDay, WrittenTo } from './entities.ts';

export type PartLists = Pick<ChangePart, 'newly' | 'noLonger' | 'cases'> & { otherDay: OtherDay[] };

/** An item holds 400 KB, of which this leaves room for what stands beside the lists. */
const MOST_BYTES = 340_000;
/** They are put in one transaction with their change: 4 MB. */
const MOST_ITEMS = 10;

/**
 * The lists as they fit in items, in their order: who is written to goes before the cases. What does not fit in as many
 * items as are put together is cut off, the cases first; some ten thousand cases fit.
 */
export const inItems = ({ newly, noLonger, otherDay, cases }: PartLists): PartLists[] => {
  let current: PartLists = { newly: [], noLonger: [], otherDay: [], cases: [] };
  const items = [current];
  let left = MOST_BYTES;
  const put = <T extends WrittenTo | OtherDay | MovableCase>(
    list: readonly T[],
    into: (lists: PartLists) => T[],
  ): void => {
    for (const each of list) {
      const bytes = Buffer.byteLength(JSON.stringify(each)) + 1;
      if (bytes > left) {
        if (items.length === MOST_ITEMS) return;
        current = { newly: [], noLonger: [], otherDay: [], cases: [] };
        items.push(current);
        left = MOST_BYTES;
      }
      left -= bytes;
      into(current).push(each);
    }
  };
  put(newly, (lists) => lists.newly);
  put(noLonger, (lists) => lists.noLonger);
  put(otherDay, (lists) => lists.otherDay);
  put(cases, (lists) => lists.cases);
  return items;
};
