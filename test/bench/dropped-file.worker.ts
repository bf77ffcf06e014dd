import { VirtualClock } from '../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { FolderFiles } from '../../functions/adapters/embedded/ledger-files.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import type { ImportPlatform } from '../../functions/ledger/import/import-platform.ts';
import type { ImportCursor } from '../../functions/ledger/import/import-state.ts';
import { readNextPart } from '../../functions/ledger/import/next-part.ts';
import { storeCompany } from '../../functions/platform/company.ts';
import { shippedPolicies, shippedSettings } from '../../local/rehearse/shipped.ts';

/** Imports the first parts of a dropped file in a process of its own, whose memory is then the function's. */

const [folder, key, parts] = process.argv.slice(2) as [string, string, string];
const clock = new VirtualClock(Date.parse('2026-03-02T06:00:00Z'));
const table = new SqliteTable(openDatabase(`${folder}/ledger.sqlite`), clock);
await storeCompany(table, { settings: shippedSettings(), policies: shippedPolicies(), staff: [] });
const files = new FolderFiles(folder);
const platform = { table, clock, files, tell: () => undefined } as unknown as ImportPlatform;

const began = performance.now();
let lines = 0;
for await (const piece of files.read(key)) for (const byte of piece) if (byte === 10) lines += 1;
const bare = performance.now() - began;

const took: number[] = [];
const peaks: number[] = [];
let cursor: ImportCursor | null = null;
let rows = 0;
for (let part = 0; part < Number(parts); part += 1) {
  const start = performance.now();
  const answer = await readNextPart(platform, { key, execution: 'bench' }, cursor);
  took.push(performance.now() - start);
  peaks.push(process.resourceUsage().maxRSS / 1024);
  if (answer.state !== 'more') throw new Error(`The file is ${answer.state} after ${part + 1} parts`);
  cursor = answer.cursor;
  rows = cursor.rows;
}
process.stdout.write(JSON.stringify({ lines, bare, took, peaks, rows, recorded: cursor?.recorded }));
