import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { storedForm } from '../../../functions/adapters/embedded/item-size.ts';
import { SqliteTable } from '../../../functions/adapters/embedded/sqlite-table.ts';
import type { Usage } from '../../../functions/adapters/embedded/usage-meter.ts';

const key = { pk: 'p', sk: 's' };

describe('the size of an item', () => {
  it.each([
    [{}, 6],
    [{ a: 'abc' }, 10],
    [{ a: 'äb' }, 10],
    [{ ä: 1 }, 10],
    [{ a: null, b: true }, 10],
    [{ a: 0 }, 8],
    [{ a: 1234 }, 10],
    [{ a: -12345 }, 12],
    [{ a: 1_000_000 }, 9],
    [{ a: 0.25 }, 10],
    [{ a: [] }, 10],
    [{ a: ['x', 'y'] }, 14],
    [{ a: { b: 'x' } }, 13],
    [{ a: undefined }, 6],
  ])('%j has beside its key what DynamoDB counts', (attributes, bytes) => {
    expect(storedForm({ ...key, ...attributes }).size).toBe(bytes);
  });
});

describe('usage', () => {
  const costOf = async (
    work: (table: SqliteTable) => Promise<unknown>,
    before: object = {},
  ): Promise<Omit<Usage, 'sharedReadUnits'>> => {
    const table = new SqliteTable(openDatabase(), new VirtualClock(0));
    await table.write({ put: { ...key, ...before } });
    const start = table.usage();
    await work(table).catch(() => undefined);
    const end = table.usage();
    return {
      readUnits: end.readUnits - start.readUnits,
      writeUnits: end.writeUnits - start.writeUnits,
      requests: end.requests - start.requests,
    };
  };
  const reads = (readUnits: number) => ({ readUnits, writeUnits: 0, requests: 1 });
  const writes = (writeUnits: number) => ({ readUnits: 0, writeUnits, requests: 1 });
  const indexed = { agenda: 'a', agendaAt: '1', work: 'w', workAt: '1' };
  const big = { text: 'x'.repeat(5000) };

  it('counts consistent reads by 4 KB, each item of a batch by itself, a query by its sum', async () => {
    const absent = { pk: 'p', sk: 'absent' };
    expect(await costOf((table) => table.get(key))).toEqual(reads(1));
    expect(await costOf((table) => table.get(key), big)).toEqual(reads(2));
    expect(await costOf((table) => table.get(absent))).toEqual(reads(1));
    expect(await costOf((table) => table.batchGet([key, absent]), big)).toEqual(reads(3));
    expect(await costOf((table) => table.query('p', ''), big)).toEqual(reads(2));
    expect(await costOf((table) => table.query('none', ''))).toEqual(reads(1));
  });

  it('counts index queries half and by their short entries', async () => {
    expect(await costOf((table) => table.queryIndex('agenda', 'a'), { ...indexed, ...big })).toEqual(reads(0.5));
  });

  it('counts writes by 1 KB of the greater of before and after', async () => {
    expect(await costOf((table) => table.write({ put: { pk: 'new', sk: 's' } }))).toEqual(writes(1));
    expect(await costOf((table) => table.write({ put: { pk: 'new', sk: 's', ...big } }))).toEqual(writes(5));
    expect(await costOf((table) => table.write({ put: key }), big)).toEqual(writes(5));
    expect(await costOf((table) => table.write({ delete: key }), big)).toEqual(writes(5));
    expect(await costOf((table) => table.write({ update: key, set: { a: 1 } }), big)).toEqual(writes(5));
  });

  it('counts a condition that fails', async () => {
    const write = { put: key, if: { exists: false } };
    expect(await costOf((table) => table.write(write), big)).toEqual(writes(5));
    expect(await costOf((table) => table.transact([write, { put: { pk: 'q', sk: 's' } }]))).toEqual(writes(4));
  });

  it('counts the writes and checks of a transaction twice', async () => {
    const check = { check: key, if: { exists: true } };
    expect(await costOf((table) => table.transact([check, { put: { pk: 'q', sk: 's' } }]), big)).toEqual(writes(12));
  });

  it('counts an index entry put, moved and removed, and none that stays', async () => {
    expect(await costOf((table) => table.write({ put: { pk: 'q', sk: 's', ...indexed } }))).toEqual(writes(3));
    expect(await costOf((table) => table.transact([{ put: { ...key, ...indexed } }]))).toEqual(writes(4));
    expect(await costOf((table) => table.write({ update: key, set: { agendaAt: '2' } }), indexed)).toEqual(writes(3));
    expect(await costOf((table) => table.write({ update: key, remove: ['work'] }), indexed)).toEqual(writes(2));
    expect(await costOf((table) => table.write({ update: key, set: { a: 1 } }), indexed)).toEqual(writes(1));
    expect(await costOf((table) => table.write({ delete: key }), indexed)).toEqual(writes(3));
  });
});
