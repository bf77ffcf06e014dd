import { describe, expect, it } from 'vitest';
import { ConditionFailed, TooBig } from '../../functions/platform/errors.ts';
import type { Condition, Item, Key, Write } from '../../functions/platform/ports.ts';
import type { Bench } from './table-contract.ts';

/** Writes, conditions, transactions and limits. */
export function writeContract(bench: Bench): void {
  const newKey = (): Key => ({ pk: bench.fresh('p'), sk: 'item' });
  const attributesOf = async (key: Key): Promise<object | undefined> => {
    const item = await bench.table().get(key);
    if (item === undefined) return undefined;
    const { pk: _pk, sk: _sk, ...attributes } = item;
    return attributes;
  };

  describe('writes', () => {
    it('replaces the whole item with a put', async () => {
      const key = newKey();
      await bench.table().write({ put: { ...key, old: 1, both: 1 } });
      await bench.table().write({ put: { ...key, both: 2 } });
      expect(await attributesOf(key)).toEqual({ both: 2 });
    });

    it('sets, removes and adds in one update and leaves the rest', async () => {
      const key = newKey();
      await bench.table().write({ put: { ...key, kept: { deep: [1] }, changed: 'a', removed: 1, count: 5 } });
      await bench.table().write({
        update: key,
        set: { changed: ['b'], fresh: null, undefinedRemoves: undefined },
        remove: ['removed', 'neverThere'],
        add: { count: -7, counter: 1.5 },
      });
      expect(await attributesOf(key)).toEqual({
        kept: { deep: [1] },
        changed: ['b'],
        fresh: null,
        count: -2,
        counter: 1.5,
      });
    });

    it('takes an attribute away that is set to undefined', async () => {
      const key = newKey();
      await bench.table().write({ put: { ...key, a: 1, b: 2 } });
      await bench.table().write({ update: key, set: { a: undefined } });
      expect(await attributesOf(key)).toEqual({ b: 2 });
    });

    it('makes the item that an update does not find, unless the condition forbids it', async () => {
      const [made, forbidden] = [newKey(), newKey()];
      await bench.table().write({ update: made, add: { count: 1 } });
      expect(await attributesOf(made)).toEqual({ count: 1 });
      const write: Write = { update: forbidden, set: { a: 1 }, if: { exists: true } };
      await expect(bench.table().write(write)).rejects.toThrow(ConditionFailed);
      expect(await bench.table().get(forbidden)).toBeUndefined();
    });

    it('deletes an item, and one that is not there without an error', async () => {
      const key = newKey();
      await bench.table().write({ put: { ...key } });
      await bench.table().write({ delete: key });
      await bench.table().write({ delete: key });
      expect(await bench.table().get(key)).toBeUndefined();
    });

    it('tells keys apart by both parts and by letter case', async () => {
      const pk = bench.fresh('p');
      const keys = [
        { pk, sk: 'a' },
        { pk, sk: 'A' },
        { pk: `${pk}a`, sk: 'a' },
        { pk, sk: 'aa' },
        { pk, sk: 'ä' },
      ];
      for (const [number, key] of keys.entries()) await bench.table().write({ put: { ...key, number } });
      const items = await bench.table().batchGet(keys);
      expect(items.map((item) => item?.number)).toEqual([0, 1, 2, 3, 4]);
    });

    it('refuses what is no valid request', async () => {
      const key = newKey();
      await bench.table().write({ put: { ...key, text: 'a' } });
      const invalid: Write[] = [
        { put: { pk: '', sk: 'a' } },
        { put: { pk: 'a', sk: '' } },
        { update: key, set: { sk: 'other' } },
        { update: key, add: { text: 1 } },
        { put: { ...key, number: Number.NaN } },
        { put: { ...key, agenda: '', agendaAt: 'x' } },
      ];
      for (const write of invalid) await expect(bench.table().write(write), JSON.stringify(write)).rejects.toThrow();
      expect(await attributesOf(key)).toEqual({ text: 'a' });
    });
  });

  describe('conditions', () => {
    const stands = { version: 3, name: 'b', nested: { list: [1, { a: null }], z: 'x' }, nothing: null, flag: false };
    const hold: [string, Condition][] = [
      ['it is there', { exists: true }],
      ['a number is equal', { equals: { version: 3 } }],
      ['an attribute is absent', { equals: { other: undefined } }],
      ['null is null', { equals: { nothing: null, flag: false } }],
      ['nested values are equal', { equals: { nested: { list: [1, { a: null }], z: 'x' } } }],
      ['nested values are equal in another order', { equals: { nested: { z: 'x', list: [1, { a: null }] } } }],
      ['a number is less', { absentOrLessThan: { version: 4 } }],
      ['a text is less', { absentOrLessThan: { name: 'b0' } }],
      ['what should be less is absent', { absentOrLessThan: { other: 1, another: 'x' } }],
      ['all kinds hold', { exists: true, equals: { name: 'b' }, absentOrLessThan: { version: 10 } }],
      ['nothing is asked', {}],
    ];
    const fail: [string, Condition][] = [
      ['it must not be there', { exists: false }],
      ['a number differs', { equals: { version: 4 } }],
      ['a number is asked for as text', { equals: { version: '3' } }],
      ['an attribute should be absent', { equals: { version: undefined } }],
      ['null is not absent', { equals: { nothing: undefined } }],
      ['absent is not null', { equals: { other: null } }],
      ['a list is in another order', { equals: { nested: { list: [{ a: null }, 1], z: 'x' } } }],
      ['a nested value is missing', { equals: { nested: { list: [1, { a: null }] } } }],
      ['a nested value is more', { equals: { nested: { list: [1, { a: null }], z: 'x', y: 1 } } }],
      ['a number is not less', { absentOrLessThan: { version: 3 } }],
      ['a text is not less', { absentOrLessThan: { name: 'B' } }],
      ['a text is compared with a number', { absentOrLessThan: { name: 5 } }],
      ['one of two fails', { exists: true, equals: { version: 3, name: 'c' } }],
    ];

    it.each(hold)('writes where %s', async (_what, condition) => {
      const key = newKey();
      await bench.table().write({ put: { ...key, ...stands } });
      await bench.table().write({ update: key, set: { done: 1 }, if: condition });
      expect(await attributesOf(key)).toEqual({ ...stands, done: 1 });
      await bench.table().transact([{ check: key, if: condition }, { put: { ...newKey() } }]);
      await bench.table().write({ put: { ...key, ...stands, again: 1 }, if: condition });
      await bench.table().write({ delete: key, if: condition });
      expect(await bench.table().get(key)).toBeUndefined();
    });

    it.each(fail)('changes nothing where %s', async (_what, condition) => {
      const key = newKey();
      await bench.table().write({ put: { ...key, ...stands } });
      const writes: Write[] = [
        { put: { ...key, done: 1 }, if: condition },
        { update: key, set: { done: 1 }, if: condition },
        { delete: key, if: condition },
      ];
      for (const write of writes) {
        await expect(bench.table().write(write)).rejects.toThrow(ConditionFailed);
        await expect(bench.table().transact([write])).rejects.toThrow(ConditionFailed);
      }
      await expect(bench.table().transact([{ check: key, if: condition }])).rejects.toThrow(ConditionFailed);
      expect(await attributesOf(key)).toEqual(stands);
    });

    it('takes every attribute of an absent item for absent', async () => {
      const absent: Condition = { exists: false, equals: { a: undefined }, absentOrLessThan: { b: 0 } };
      const [put, update] = [newKey(), newKey()];
      await bench.table().write({ put: { ...put, a: 1 }, if: absent });
      await bench.table().write({ update, set: { a: 1 }, if: absent });
      expect(await attributesOf(put)).toEqual({ a: 1 });
      expect(await attributesOf(update)).toEqual({ a: 1 });
      const write: Write = { delete: newKey(), if: { equals: { a: null } } };
      await expect(bench.table().write(write)).rejects.toThrow(ConditionFailed);
    });
  });

  describe('transactions', () => {
    it('does all of it, the checks without a trace', async () => {
      const [put, update, removed, checked] = [newKey(), newKey(), newKey(), newKey()];
      await bench.table().write({ put: { ...removed } });
      await bench
        .table()
        .transact([
          { put: { ...put, a: 1 } },
          { update, add: { count: 2 } },
          { delete: removed },
          { check: checked, if: { exists: false } },
        ]);
      expect(await Promise.all([put, update, removed, checked].map(attributesOf))).toEqual([
        { a: 1 },
        { count: 2 },
        undefined,
        undefined,
      ]);
    });

    it('does nothing where one condition fails, and says which', async () => {
      const keys = [newKey(), newKey(), newKey(), newKey()] as const;
      await bench.table().write({ put: { ...keys[2], version: 1 } });
      const attempt = bench
        .table()
        .transact([
          { put: { ...keys[0] } },
          { update: keys[1], set: { a: 1 }, if: { exists: true } },
          { delete: keys[2] },
          { check: keys[3], if: { equals: { version: 2 } } },
        ]);
      const error = await attempt.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(ConditionFailed);
      const { reasons } = error as ConditionFailed;
      expect(reasons.map((reason) => reason !== undefined)).toEqual([false, true, false, true]);
      expect(await Promise.all(keys.map(attributesOf))).toEqual([undefined, undefined, { version: 1 }, undefined]);
    });

    it('takes 100 writes and refuses 101', async () => {
      const pk = bench.fresh('p');
      const puts = Array.from({ length: 101 }, (_, count): Write => ({ put: { pk, sk: `${count}` } }));
      await expect(bench.table().transact(puts)).rejects.toThrow(TooBig);
      expect((await bench.table().query(pk, '')).items).toEqual([]);
      await bench.table().transact(puts.slice(0, 100));
      expect((await bench.table().query(pk, '')).items).toHaveLength(100);
    });

    it('refuses an item twice, and takes an empty transaction for nothing to do', async () => {
      const key = newKey();
      await expect(bench.table().transact([{ put: { ...key } }, { delete: key }])).rejects.toThrow();
      expect(await bench.table().get(key)).toBeUndefined();
      await bench.table().transact([]);
    });

    it('refuses more than 4 MB', async () => {
      const pk = bench.fresh('p');
      const puts = Array.from(
        { length: 11 },
        (_, count): Write => ({
          put: { pk, sk: `${count}`, text: 'x'.repeat(399_000) },
        }),
      );
      await expect(bench.table().transact(puts)).rejects.toThrow(TooBig);
      expect((await bench.table().query(pk, '', undefined, 1)).items).toEqual([]);
    });
  });

  describe('sizes', () => {
    it('keeps an item of nearly 400 KB and refuses a greater one', async () => {
      const key = newKey();
      const big: Item = { ...key, text: 'ä'.repeat(204_500) };
      await bench.table().write({ put: big });
      expect(await bench.table().get(key)).toEqual(big);
      const tooBig = { ...key, text: 'ä'.repeat(205_000) };
      await expect(bench.table().write({ put: tooBig })).rejects.toThrow(TooBig);
      await expect(bench.table().transact([{ put: tooBig }])).rejects.toThrow(TooBig);
      await expect(bench.table().write({ update: key, set: { more: 'x'.repeat(1_000) } })).rejects.toThrow(TooBig);
      expect(await bench.table().get(key)).toEqual(big);
    });

    it('refuses keys that are too long', async () => {
      await expect(bench.table().write({ put: { pk: 'p'.repeat(2049), sk: 's' } })).rejects.toThrow();
      await expect(bench.table().write({ put: { pk: 'p', sk: 's'.repeat(1025) } })).rejects.toThrow();
    });
  });
}
