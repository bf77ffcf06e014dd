import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../functions/adapters/aws/clock.ts';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { SqliteTable, type SqliteTableOptions } from '../../../functions/adapters/embedded/sqlite-table.ts';
import { ConditionFailed, Conflict, TooBig } from '../../../functions/platform/errors.ts';
import type { Item, Write } from '../../../functions/platform/ports.ts';
import { tableContract } from '../../support/table-contract.ts';

tableContract(
  'SQLite in memory',
  async () => {
    const database = openDatabase();
    return { table: new SqliteTable(database, systemClock), close: async () => database.close() };
  },
  { histories: 300 },
);

tableContract(
  'SQLite in a file',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'table-'));
    const database = openDatabase(join(folder, 'table.sqlite'));
    const close = async (): Promise<void> => {
      database.close();
      await rm(folder, { recursive: true });
    };
    return { table: new SqliteTable(database, systemClock), close };
  },
  { histories: 30 },
);

const tableAt = (clock = new VirtualClock(0), options?: SqliteTableOptions): SqliteTable =>
  new SqliteTable(openDatabase(), clock, options);
const key = { pk: 'p', sk: 's' };

describe('a table in a file', () => {
  it('has its items and index entries when it is opened again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'table-'));
    const file = join(folder, 'table.sqlite');
    const put: Item = { ...key, agenda: 'a', agendaAt: '1', text: 'ü' };
    const first = openDatabase(file);
    await new SqliteTable(first, systemClock).write({ put });
    first.close();
    const second = openDatabase(file);
    const table = new SqliteTable(second, systemClock);
    expect(await table.get(key)).toEqual(put);
    expect((await table.queryIndex('agenda', 'a')).items).toHaveLength(1);
    second.close();
    await rm(folder, { recursive: true });
  });
});

describe('expiry', () => {
  it('takes an expired item for absent in reads, conditions, updates and indexes', async () => {
    const clock = new VirtualClock(999_999);
    const table = tableAt(clock);
    await table.write({ put: { ...key, expiresAt: 1000, count: 5, agenda: 'a', agendaAt: '1' } });
    expect(await table.get(key)).toBeDefined();
    clock.moveTo(1_000_000);
    expect(await table.get(key)).toBeUndefined();
    expect((await table.queryIndex('agenda', 'a')).items).toEqual([]);
    expect([...table.scan('')]).toEqual([]);
    await expect(table.write({ delete: key, if: { exists: true } })).rejects.toThrow(ConditionFailed);
    await table.write({ update: key, add: { count: 1 }, if: { exists: false } });
    expect(await table.get(key)).toEqual({ ...key, count: 1 });
  });

  it('lets an item be put where one has expired', async () => {
    const table = tableAt(new VirtualClock(5000));
    await table.write({ put: { ...key, expiresAt: 1 } });
    await table.write({ put: { ...key, a: 1 }, if: { exists: false } });
    expect(await table.get(key)).toEqual({ ...key, a: 1 });
  });
});

describe('what DynamoDB would call invalid', () => {
  const wrong: [string, Write][] = [
    ['a date object', { put: { ...key, at: new Date(0) } }],
    ['an undefined list element', { put: { ...key, list: [undefined] } }],
    ['a number that is not finite', { put: { ...key, n: Number.POSITIVE_INFINITY } }],
    ['a number beyond its range', { put: { ...key, n: 1e126 } }],
    ['an index key that is a number', { put: { ...key, work: 'w', workAt: 5 as unknown as string } }],
    ['half of a surrogate pair in a key', { put: { pk: 'p\uD800', sk: 's' } }],
    ['an attribute changed twice', { update: key, set: { a: 1 }, add: { a: 1 } }],
    ['an attribute set and removed', { update: key, set: { a: 1 }, remove: ['a'] }],
    ['a check outside a transaction', { check: key, if: { exists: false } }],
  ];
  it.each(wrong)('%s is refused', async (_what, write) => {
    const table = tableAt();
    await expect(table.write(write)).rejects.toThrow(TypeError);
    expect(await table.get(key)).toBeUndefined();
  });

  it('nesting beyond 32 levels is refused', async () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });
    await tableAt().write({ put: { ...key, deep: nested(31) } });
    await expect(tableAt().write({ put: { ...key, deep: nested(40) } })).rejects.toThrow(TooBig);
    await expect(tableAt().query('p', '', undefined, 0)).rejects.toThrow(TypeError);
  });
});

describe('an index that lags', () => {
  it('shows puts, moves and deletes only after further writes', async () => {
    const table = tableAt(undefined, { indexLag: 2 });
    const seen = async (): Promise<unknown> =>
      (await table.queryIndex('agenda', 'a', '2')).items.map((item) => [item.sk, item.agendaAt]);
    const other = (): Promise<void> => table.write({ put: { pk: 'other', sk: 'o' } });
    await table.write({ put: { ...key, agenda: 'a', agendaAt: '1' } });
    expect(await table.get(key)).toBeDefined();
    expect(await seen()).toEqual([]);
    await other();
    expect(await seen()).toEqual([]);
    await other();
    expect(await seen()).toEqual([['s', '1']]);
    await table.write({ update: key, set: { agendaAt: '2' } });
    expect(await seen()).toEqual([['s', '1']]);
    await table.write({ delete: key });
    await other();
    expect(await seen()).toEqual([['s', '2']]);
    await other();
    expect(await seen()).toEqual([]);
  });

  it('still gives pages in order', async () => {
    const table = tableAt(undefined, { indexLag: 1 });
    for (const sk of ['c', 'a', 'b']) await table.write({ put: { pk: 'p', sk, work: 'w', workAt: sk } });
    await table.write({ delete: { pk: 'p', sk: 'a' } });
    const first = await table.queryIndex('work', 'w', undefined, undefined, 2);
    const second = await table.queryIndex('work', 'w', undefined, first.next, 2);
    expect([...first.items, ...second.items].map((item) => item.sk)).toEqual(['a', 'b', 'c']);
  });
});

describe('two writers', () => {
  it('meet where it is asked for, and nothing is written', async () => {
    const table = tableAt(undefined, { conflictAt: (request) => request === 2 });
    await table.write({ put: { ...key, a: 1 } });
    await expect(table.transact([{ put: { ...key, a: 2 } }])).rejects.toThrow(Conflict);
    expect((await table.get(key))?.a).toBe(1);
    await table.write({ put: { ...key, a: 3 } });
    expect((await table.get(key))?.a).toBe(3);
  });
});

describe('the database around it', () => {
  it('may hold many writes in one transaction of its owner', async () => {
    const database = openDatabase();
    const table = new SqliteTable(database, systemClock);
    database.exec('BEGIN');
    await table.transact([{ put: { pk: 'p', sk: '1' } }, { put: { pk: 'p', sk: '2' } }]);
    database.exec('ROLLBACK');
    expect((await table.query('p', '')).items).toEqual([]);
  });

  it('is left as it was when a transaction breaks in the middle', async () => {
    const database = openDatabase();
    const table = new SqliteTable(database, systemClock);
    database.exec(`CREATE TRIGGER full BEFORE INSERT ON item WHEN NEW.sk = '2' BEGIN SELECT RAISE(ABORT, 'full'); END`);
    await expect(table.transact([{ put: { pk: 'p', sk: '1' } }, { put: { pk: 'p', sk: '2' } }])).rejects.toThrow(
      'full',
    );
    expect((await table.query('p', '')).items).toEqual([]);
    expect(database.isTransaction).toBe(false);
  });

  it('is streamed by kind, in the order of partition and sort key', async () => {
    const table = tableAt();
    for (const [pk, sk] of [
      ['b', 'x#1'],
      ['a', 'x#2'],
      ['a', 'x#1'],
      ['a', 'y#1'],
    ] as const)
      await table.write({ put: { pk, sk } });
    expect([...table.scan('x#')].map((item) => item.pk + item.sk)).toEqual(['ax#1', 'ax#2', 'bx#1']);
  });
});
