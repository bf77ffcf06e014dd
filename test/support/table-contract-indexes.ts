import { describe, expect, it } from 'vitest';
import type { Item, Page } from '../../functions/platform/ports.ts';
import { allPages, type Bench } from './table-contract.ts';

/** The two indexes. Entries may lag behind the items, so every expectation waits until it is met. */
export function indexContract(bench: Bench): void {
  const sortKeys = (page: Page<Item>): string[] => page.items.map((item) => item.sk);
  const agenda = async (key: string, until?: string): Promise<string[]> =>
    sortKeys(await bench.table().queryIndex('agenda', key, until));

  describe('indexes', () => {
    it('gives the keys and the index pair, not the item', async () => {
      const [pk, key] = [bench.fresh('p'), bench.fresh('agenda')];
      const put = { pk, sk: '1', agenda: key, agendaAt: '2026-03-02', work: key, workAt: '5', amount: 7 };
      await bench.table().write({ put });
      await expect
        .poll(() => bench.table().queryIndex('agenda', key))
        .toEqual({ items: [{ pk, sk: '1', agenda: key, agendaAt: '2026-03-02' }] });
      await expect
        .poll(() => bench.table().queryIndex('work', key))
        .toEqual({ items: [{ pk, sk: '1', work: key, workAt: '5' }] });
    });

    it('orders by the sort key of the index across partitions and takes until as included', async () => {
      const [pk, key] = [bench.fresh('p'), bench.fresh('agenda')];
      const instants = ['2026-03-02T06:00:00.000Z#b', '2026-03-02T06:00:00.000Z#a', '2026-03-01T23:00:00.000Z#c'];
      for (const [number, agendaAt] of instants.entries())
        await bench.table().write({ put: { pk: `${pk}${9 - number}`, sk: `${number}`, agenda: key, agendaAt } });
      await expect.poll(() => agenda(key)).toEqual(['2', '1', '0']);
      expect(await agenda(key, '2026-03-02T06:00:00.000Z#a')).toEqual(['2', '1']);
      expect(await agenda(key, '2026-03-02T06:00:00.000Z')).toEqual(['2']);
      expect(await agenda(key, '2026-03-02T06:00:00.000Z~')).toEqual(['2', '1', '0']);
      expect(await agenda(key, '2026')).toEqual([]);
      expect(await agenda(`${key}x`)).toEqual([]);
    });

    it('begins at a place, that place included, on every page', async () => {
      const [pk, key] = [bench.fresh('p'), bench.fresh('work')];
      const all = ['a', 'b', 'b~', 'ba', 'c', 'd'];
      await bench.table().transact(all.map((sk) => ({ put: { pk, sk, work: key, workAt: sk } })));
      const ask = async (until: string | undefined, since: string): Promise<string[]> =>
        sortKeys(await bench.table().queryIndex('work', key, until, undefined, undefined, since));
      await expect.poll(() => ask(undefined, 'a')).toEqual(['a', 'b', 'ba', 'b~', 'c', 'd']);
      expect(await ask('b~', 'b')).toEqual(['b', 'ba', 'b~']);
      expect(await ask('ba', 'ba')).toEqual(['ba']);
      expect(await ask(undefined, 'e')).toEqual([]);
      expect(await ask('a', 'c')).toEqual([]);
      expect(await ask('b', '')).toEqual(['a', 'b']);
      const { items } = await allPages((from) => bench.table().queryIndex('work', key, 'c', from, 2, 'b'));
      expect(items.map(({ sk }) => sk)).toEqual(['b', 'ba', 'b~', 'c']);
    });

    it('leaves out an item with half of a pair', async () => {
      const [pk, key] = [bench.fresh('p'), bench.fresh('agenda')];
      await bench.table().write({ put: { pk, sk: 'half', agenda: key } });
      await bench.table().write({ put: { pk, sk: 'other half', agendaAt: '1' } });
      await bench.table().write({ put: { pk, sk: 'whole', agenda: key, agendaAt: '1' } });
      await expect.poll(() => agenda(key)).toEqual(['whole']);
    });

    it('follows updates, puts and deletes', async () => {
      const [pk, key] = [bench.fresh('p'), bench.fresh('agenda')];
      const moved = `${key}-moved`;
      for (const sk of ['1', '2', '3', '4'])
        await bench.table().write({ put: { pk, sk, agenda: key, agendaAt: sk, work: key, workAt: sk } });
      await expect.poll(() => agenda(key)).toEqual(['1', '2', '3', '4']);
      await bench.table().write({ update: { pk, sk: '1' }, set: { agendaAt: '9' } });
      await bench.table().write({ update: { pk, sk: '2' }, remove: ['agenda', 'agendaAt'], set: { done: true } });
      await bench
        .table()
        .transact([{ put: { pk, sk: '3', agenda: moved, agendaAt: '3' } }, { delete: { pk, sk: '4' } }]);
      await expect.poll(() => agenda(key)).toEqual(['1']);
      await expect.poll(() => agenda(moved)).toEqual(['3']);
      await expect.poll(async () => sortKeys(await bench.table().queryIndex('work', key))).toEqual(['1', '2']);
    });

    it('gives pages, each entry once, also where many stand at the same place', async () => {
      const [pk, key] = [bench.fresh('p'), bench.fresh('agenda')];
      const all = Array.from({ length: 9 }, (_, count) => `${count}`);
      await bench.table().transact(
        all.map((sk) => ({
          put: { pk: `${pk}${Number(sk) % 2}`, sk, work: key, workAt: Number(sk) < 6 ? 'a' : 'b' },
        })),
      );
      await expect.poll(async () => sortKeys(await bench.table().queryIndex('work', key)).sort()).toEqual(all);
      const whole = await bench.table().queryIndex('work', key);
      for (const limit of [1, 2, 4, 9, 10]) {
        const { items } = await allPages((from) => bench.table().queryIndex('work', key, undefined, from, limit));
        expect(items).toEqual(whole.items);
      }
      const early = await allPages((from) => bench.table().queryIndex('work', key, 'a', from, 4));
      expect(early.items).toEqual(whole.items.slice(0, 6));
    });
  });
}
