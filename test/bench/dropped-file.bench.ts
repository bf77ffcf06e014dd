import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEGABYTES = 200;
/** What Node gives itself as heap in a function of 512 MB. */
const HEAP_MB = 256;
const LIMIT_MB = 512;

const MAPPING = {
  customer: { id: 'Customer', name: 'Name', segment: { constant: 'commercial' } },
  invoice: { id: 'Invoice', issuedOn: 'Issued', dueOn: 'Due', amount: 'Amount' },
  payment: { id: 'Payment', paidOn: 'Paid' },
};

/** A table of 200 MB: every invoice its own, dates without a format, one customer in four invoices, most of it paid. */
const writeTable = (path: string): void => {
  const file = openSync(path, 'w');
  writeSync(file, 'Customer,Name,Invoice,Issued,Due,Amount,Payment,Paid\n');
  let row = 0;
  for (let bytes = 0; bytes < MEGABYTES * 1_048_576; ) {
    let block = '';
    for (; block.length < 1_000_000; row += 1) {
      const day = (row % 28) + 1;
      const paid = row % 5 === 0 ? ',' : `P-${row},2/${day}/2026`;
      block += `C-${row % 600_000},Customer ${row % 600_000} Limited,INV/${row},1/${day}/2026,2/${day}/2026,${(row % 90_000) + 1}.50,${paid}\n`;
    }
    writeSync(file, block);
    bytes += block.length;
  }
  closeSync(file);
};

/** The dropped file of 200 MB in a function of 512 MB: how long a pass takes, and how much memory it needs. */
export async function benchDroppedFile(): Promise<{ title: string; lines: string[]; summary: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'dropped-'));
  try {
    const path = join(folder, 'ledger.csv');
    writeTable(path);
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify(MAPPING));
    const worker = new URL('dropped-file.worker.ts', import.meta.url).pathname;
    // Two passes that check, and three that record.
    const text = execFileSync(
      process.execPath,
      [`--max-old-space-size=${HEAP_MB}`, worker, folder, 'ledger.csv', '5'],
      {
        encoding: 'utf8',
      },
    );
    const { bare, took, peaks, rows, recorded } = JSON.parse(text) as {
      bare: number;
      took: [number, number, ...number[]];
      rows: number;
      recorded: number;
      /** The most memory until the end of each pass, in MB. */
      peaks: [number, number, ...number[]];
    };
    const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
    const [learn, check, ...record] = took;
    const [, checked] = peaks;
    const megabytes = peaks.at(-1)!;
    return {
      title: 'Import of a dropped file, part by part',
      lines: [
        `${(statSync(path).size / 1_048_576).toFixed(0)} MB, ${rows} rows; looking at each byte once: ${seconds(bare)}`,
        `learns the dates in ${seconds(learn)}, checks every row in ${seconds(check)}, ratios ${(learn / bare).toFixed(1)} and ${(check / bare).toFixed(1)}`,
        `${record.length} parts of 30,000 rows: ${record.map(seconds).join(', ')}; ${recorded} events recorded`,
        `at most ${checked.toFixed(0)} MB in memory until all is checked, ${megabytes.toFixed(0)} MB in all (wanted: below ${LIMIT_MB})`,
      ],
      summary: `200 MB imported in ${megabytes.toFixed(0)} MB`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
