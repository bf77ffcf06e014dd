import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TooBig } from '../../functions/platform/errors.ts';
import type { Item, Key, Page, Table } from '../../functions/platform/ports.ts';
import { indexContract } from './table-contract-indexes.ts';
import { modelContract } from './table-contract-model.ts';
import { writeContract } from './table-contract-writes.ts';

/** What differs between adapters that all keep the contract. */
export interface TableFeatures {
  /** How many random histories are compared with the model: fewer where a call is slow. */
  histories: number;
  /** An emulator that takes prefixes in either letter case is not asked to tell them apart. */
  ignoresCaseOfPrefixes?: true;
}

/** The table under test; each test takes partitions of its own, so that all may share one table. */
export interface Bench {
  table(): Table;
  /** A name that no other test of this run has. */
  fresh(what: string): string;
}

/** All items of a query, page by page; the number of pages beside them. */
export async function allPages(
  page: (from?: string) => Promise<Page<Item>>,
): Promise<{ items: Item[]; pages: number }> {
  const items: Item[] = [];
  let next: string | undefined;
  let pages = 0;
  do {
    const answer = await page(next);
    items.push(...answer.items);
    next = answer.next;
    pages += 1;
  } while (next !== undefined);
  return { items, pages };
}

/** The suite that every adapter of the table passes. */
export function tableContract(
  name: string,
  makeTable: () => Promise<{ table: Table; close(): Promise<void> }>,
  features: TableFeatures,
): void {
  describe(`${name} keeps the table's contract`, () => {
    let made: Awaited<ReturnType<typeof makeTable>> | undefined;
    let names = 0;
    const run = Date.now().toString(36);
    const bench: Bench = {
      table() {
        if (made === undefined) throw new Error('The table of this suite was not made.');
        return made.table;
      },
      fresh(what) {
        names += 1;
        return `${what}-${run}-${names}`;
      },
    };
    beforeAll(async () => {
      made = await makeTable();
    });
    afterAll(() => made?.close());
    readContract(bench, features);
    writeContract(bench);
    indexContract(bench);
    modelContract(bench, features);
  });
}

function readContract(bench: Bench, features: TableFeatures): void {
  const fill = async (pk: string, sortKeys: readonly string[], more: object = {}): Promise<void> => {
    for (const sk of sortKeys) await bench.table().write({ put: { pk, sk, ...more } });
  };

  describe('reads', () => {
    it('answers nothing for an item that never was', async () => {
      expect(await bench.table().get({ pk: bench.fresh('p'), sk: 'none' })).toBeUndefined();
    });

    it('gives back every kind of value as it was put', async () => {
      const put: Item = {
        pk: bench.fresh('p'),
        sk: 'values',
        text: 'Grüße 😀 "quoted" \\ \u0000 \n',
        empty: '',
        whole: -12_345_678_901,
        fraction: 0.1,
        zero: 0,
        yes: true,
        no: false,
        nothing: null,
        list: [1, 'two', [null, { deep: [] }]],
        map: { a: { b: { c: {} } }, 'key with spaces.and.dots': 1 },
      };
      await bench.table().write({ put });
      expect(await bench.table().get({ pk: put.pk, sk: put.sk })).toEqual(put);
    });

    it('drops undefined attributes, also deep inside', async () => {
      const key = { pk: bench.fresh('p'), sk: 'undefined' };
      await bench.table().write({ put: { ...key, gone: undefined, map: { gone: undefined, kept: 1 } } });
      const item = await bench.table().get(key);
      expect(Object.keys(item ?? {}).sort()).toEqual(['map', 'pk', 'sk']);
      expect(item?.map).toStrictEqual({ kept: 1 });
    });

    it('gives a fresh object each time and keeps none that it was given', async () => {
      const key = { pk: bench.fresh('p'), sk: 'fresh' };
      const given = { ...key, list: [1] };
      await bench.table().write({ put: given });
      given.list.push(2);
      const first: unknown = (await bench.table().get(key))?.list;
      if (Array.isArray(first)) first.push(3);
      expect((await bench.table().get(key))?.list).toEqual([1]);
    });

    it('answers a batch in the order of its keys, the absent and the repeated among them', async () => {
      const pk = bench.fresh('p');
      await fill(pk, ['1', '2', '3']);
      const keys = ['3', 'absent', '1', '3'].map((sk): Key => ({ pk, sk }));
      const items = await bench.table().batchGet(keys);
      expect(items.map((item) => item?.sk)).toEqual(['3', undefined, '1', '3']);
      expect(await bench.table().batchGet([])).toEqual([]);
    });

    it('takes 100 keys in a batch and refuses 101', async () => {
      const pk = bench.fresh('p');
      await fill(pk, ['50']);
      const keys = Array.from({ length: 101 }, (_, count): Key => ({ pk, sk: String(count) }));
      const items = await bench.table().batchGet(keys.slice(0, 100));
      expect(items.flatMap((item, place) => (item ? [place] : []))).toEqual([50]);
      await expect(bench.table().batchGet(keys)).rejects.toThrow(TooBig);
    });

    it('hides an item whose time is over', async () => {
      const pk = bench.fresh('p');
      await fill(pk, ['kept']);
      await fill(pk, ['over'], { expiresAt: 1 });
      expect(await bench.table().get({ pk, sk: 'over' })).toBeUndefined();
      expect(await bench.table().batchGet([{ pk, sk: 'over' }])).toEqual([undefined]);
      expect((await bench.table().query(pk, '')).items.map((item) => item.sk)).toEqual(['kept']);
    });
  });

  describe('queries', () => {
    it('lists a partition by the bytes of the sort key', async () => {
      const pk = bench.fresh('p');
      const ordered = ['A', 'B#10', 'B#2', 'a', 'é', '\uFFFD', '😀'];
      await fill(pk, ordered.toReversed());
      expect((await bench.table().query(pk, '')).items.map((item) => item.sk)).toEqual(ordered);
    });

    it('lists only what begins with the prefix, in this partition', async () => {
      const pk = bench.fresh('p');
      await fill(pk, ['invoice', 'invoice#', 'invoice#1', 'invoice#😀', 'invoice$', 'invoicf']);
      if (!features.ignoresCaseOfPrefixes) await fill(pk, ['Invoice#1']);
      await fill(`${pk}-other`, ['invoice#2']);
      const { items } = await bench.table().query(pk, 'invoice#');
      expect(items.map((item) => item.sk)).toEqual(['invoice#', 'invoice#1', 'invoice#😀']);
      expect((await bench.table().query(pk, 'zebra')).items).toEqual([]);
    });

    it('finds prefixes that end with the last letters of Unicode', async () => {
      const pk = bench.fresh('p');
      const ends = ['\u007F', '\uD7FF', '\uE000', '\u{10FFFF}'];
      await fill(
        pk,
        ends.flatMap((end) => [`x${end}`, `x${end}y`]),
      );
      for (const end of ends)
        expect((await bench.table().query(pk, `x${end}`)).items.map((item) => item.sk)).toEqual([
          `x${end}`,
          `x${end}y`,
        ]);
    });

    it('gives pages of the size asked for, each item once', async () => {
      const pk = bench.fresh('p');
      const sortKeys = Array.from({ length: 7 }, (_, count) => `i#${count}`);
      await fill(pk, sortKeys);
      for (const limit of [1, 2, 3, 6, 7, 8]) {
        const first = await bench.table().query(pk, 'i#', undefined, limit);
        expect(first.items).toHaveLength(Math.min(limit, 7));
        const { items } = await allPages((from) => bench.table().query(pk, 'i#', from, limit));
        expect(items.map((item) => item.sk)).toEqual(sortKeys);
      }
    });

    it('goes on where a page ended although that item is gone', async () => {
      const pk = bench.fresh('p');
      await fill(pk, ['1', '2', '3']);
      const { next } = await bench.table().query(pk, '', undefined, 2);
      await bench.table().write({ delete: { pk, sk: '2' } });
      expect((await bench.table().query(pk, '', next)).items.map((item) => item.sk)).toEqual(['3']);
    });

    it('ends a page at 1 MB', async () => {
      const pk = bench.fresh('p');
      await fill(pk, ['1', '2', '3', '4', '5'], { text: 'x'.repeat(300_000) });
      const first = await bench.table().query(pk, '');
      expect(first.items.length).toBeGreaterThan(0);
      expect(first.items.length).toBeLessThan(5);
      const { items } = await allPages((from) => bench.table().query(pk, '', from));
      expect(items.map((item) => item.sk)).toEqual(['1', '2', '3', '4', '5']);
    });

    it('lists a partition of 600 items', async () => {
      const pk = bench.fresh('p');
      const sortKeys = Array.from({ length: 600 }, (_, count) => String(count).padStart(4, '0'));
      for (let start = 0; start < 600; start += 100)
        await bench.table().transact(sortKeys.slice(start, start + 100).map((sk) => ({ put: { pk, sk } })));
      const { items } = await allPages((from) => bench.table().query(pk, '', from));
      expect(items.map((item) => item.sk)).toEqual(sortKeys);
      const paged = await allPages((from) => bench.table().query(pk, '', from, 300));
      expect(paged.items).toEqual(items);
    });
  });
}
