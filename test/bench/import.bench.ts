import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { seededIds } from '../../functions/adapters/embedded/ids.ts';
import { CollectingMailer } from '../../functions/adapters/embedded/mailbox.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import { recordLedger } from '../../functions/ledger/import/record-ledger.ts';
import { storeCompany } from '../../functions/platform/company.ts';
import type { Platform } from '../../functions/platform/platform.ts';
import type { Item, Table, Write } from '../../functions/platform/ports.ts';
import { ordinaryLedger } from './ledgers.ts';

const INVOICES = 10_000;

/** Notes the items of every transaction, to put the same ones bare. */
const noting = (table: Table, transactions: Item[][]): Table => {
  const note = (writes: readonly Write[]): void => {
    transactions.push(writes.flatMap((write) => ('put' in write ? [write.put] : [])));
  };
  return {
    get: (key) => table.get(key),
    batchGet: (keys) => table.batchGet(keys),
    query: (...of) => table.query(...of),
    queryIndex: (...of) => table.queryIndex(...of),
    write: async (write) => {
      note([write]);
      await table.write(write);
    },
    transact: async (writes) => {
      note(writes);
      await table.transact(writes);
    },
  };
};

const platformOn = (table: Table, clock: VirtualClock): Platform => {
  const ids = seededIds('bench');
  const refuse = () => Promise.reject(new Error('An import starts nothing'));
  return {
    table,
    clock,
    ids,
    mailer: new CollectingMailer(ids, () => undefined, clock),
    workflows: { start: refuse, wake: refuse, stop: refuse },
    tell: () => undefined,
    publicUrl: 'https://good-standing.example',
  };
};

/** Puts the items with `node:sqlite` and nothing else, one after the other: the same table and indexes. */
const putBare = (file: string, transactions: readonly Item[][]): number => {
  const database = openDatabase(file);
  new SqliteTable(database, new VirtualClock(0));
  const { sql } = database
    .prepare("SELECT sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%agenda%'")
    .get() as { sql: string };
  const name = /TABLE (?:IF NOT EXISTS )?"?(\w+)"?/.exec(sql)![1]!;
  const columns = (database.prepare(`SELECT name FROM pragma_table_info('${name}')`).all() as { name: string }[]).map(
    (column) => column.name,
  );
  const put = database.prepare(
    `INSERT OR REPLACE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const storedAs = (item: Item, column: string): string | number | null => {
    if (column === 'body') return JSON.stringify(item);
    const value = item[column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())];
    return typeof value === 'string' || typeof value === 'number' ? value : column === 'size' ? 500 : null;
  };
  const start = performance.now();
  for (const items of transactions)
    for (const item of items) put.run(...columns.map((column) => storedAs(item, column)));
  const took = performance.now() - start;
  database.close();
  return took;
};

/**
 * Imports a ledger into a file, and puts the same items bare, one by one. The import writes the events of a customer
 * together; its reading, rules and conditions may cost as much again as the puts.
 */
export async function benchImport(): Promise<{ title: string; lines: string[]; summary: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    const of = ordinaryLedger(INVOICES);
    const transactions: Item[][] = [];
    const clock = new VirtualClock(of.start);
    const database = openDatabase(join(folder, 'ledger.sqlite'));
    const table = new SqliteTable(database, clock);
    await storeCompany(table, of);
    const platform = platformOn(noting(table, transactions), clock);
    const start = performance.now();
    const { recorded } = await recordLedger(platform, of.events, { onRefused: () => undefined });
    const took = performance.now() - start;
    database.close();
    const bare = putBare(join(folder, 'bare.sqlite'), transactions);
    const items = transactions.reduce((sum, part) => sum + part.length, 0);
    const ratio = bare / took;
    return {
      title: 'Import of a ledger into a file',
      lines: [
        `${recorded} events, ${items} items in ${transactions.length} transactions`,
        `${Math.round((items / took) * 1000)} items a second; bare: ${Math.round((items / bare) * 1000)}: ratio ${ratio.toFixed(2)} (wanted: 0.5)`,
      ],
      summary: `import at ${ratio.toFixed(2)} of the bare rate`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
