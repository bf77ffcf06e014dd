import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../functions/adapters/aws/clock.ts';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import type { Item, Key } from '../../functions/platform/ports.ts';

const count = 40_000;
const rounds = 3;

const keyOf = (number: number): Key => ({ pk: `customer#${number % 2000}`, sk: `invoice#${number}` });

/** An invoice of about 400 bytes, as the product keeps it. */
function invoice(number: number): Item {
  const { pk, sk } = keyOf(number);
  return {
    pk,
    sk,
    version: 1,
    amount: 15_000 + number,
    currency: 'USD',
    status: 'sent',
    issuedOn: '2026-03-02',
    dueOn: '2026-04-01',
    policy: { id: 'commercial', version: 1 },
    description: 'Repair of the cooling unit on the roof, second visit',
    steps: [{ step: 'check-in', at: '2026-03-10T09:00:00Z', how: 'letter' }],
  };
}

interface Rates {
  puts: number;
  gets: number;
}

async function ratesOfTable(database: DatabaseSync): Promise<Rates> {
  const table = new SqliteTable(database, systemClock);
  return {
    puts: await perSecond((number) => table.write({ put: invoice(number) })),
    gets: await perSecond((number) => table.get(keyOf(number))),
  };
}

/** The least that SQLite can do for the same result: one statement, one body, the same JSON. */
async function ratesOfBareSqlite(database: DatabaseSync): Promise<Rates> {
  database.exec('CREATE TABLE bare (pk TEXT, sk TEXT, body TEXT, PRIMARY KEY (pk, sk)) WITHOUT ROWID');
  const put = database.prepare('INSERT OR REPLACE INTO bare VALUES (?, ?, ?)');
  const get = database.prepare('SELECT body FROM bare WHERE pk = ? AND sk = ?');
  return {
    puts: await perSecond(async (number) => {
      const item = invoice(number);
      put.run(item.pk, item.sk, JSON.stringify(item));
    }),
    gets: await perSecond(async (number) => {
      const { pk, sk } = keyOf(number);
      return JSON.parse(String(get.get(pk, sk)?.body));
    }),
  };
}

async function perSecond(work: (number: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let number = 0; number < count; number += 1) await work(number);
  return count / ((performance.now() - start) / 1000);
}

/** The best of several rounds with a new database each: the machine's other work only ever slows one down. */
async function best(rates: (database: DatabaseSync) => Promise<Rates>, folder?: string): Promise<Rates> {
  const found: Rates = { puts: 0, gets: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const database = openDatabase(folder && join(folder, `${rates.name}-${round}.sqlite`));
    const { puts, gets } = await rates(database);
    database.close();
    found.puts = Math.max(found.puts, puts);
    found.gets = Math.max(found.gets, gets);
  }
  return found;
}

/** Puts and gets of single items by the table, in memory and in a file, beside bare node:sqlite doing the same. */
export async function benchTable(): Promise<{ title: string; lines: string[]; summary: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'table-bench-'));
  try {
    const lines: string[] = [];
    const memory = await compare('in memory', lines);
    await compare('in a file', lines, folder);
    const summary = `table in memory: ${figure(memory.puts)} puts/s, ${figure(memory.gets)} gets/s`;
    return { title: `Table: ${figure(count)} items of about 400 bytes, best of ${rounds}`, lines, summary };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compare(where: string, lines: string[], folder?: string): Promise<Rates> {
  const bare = await best(ratesOfBareSqlite, folder);
  const table = await best(ratesOfTable, folder);
  for (const what of ['puts', 'gets'] as const) {
    const share = Math.round((100 * table[what]) / bare[what]);
    lines.push(`${what} ${where}: ${figure(table[what])}/s, ${share} % of bare node:sqlite (${figure(bare[what])}/s)`);
  }
  return table;
}

const figure = (value: number): string => Math.round(value).toLocaleString('en-US');
