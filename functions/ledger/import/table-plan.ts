import { BadInput } from '../../platform/errors.ts';
import type { BadRow } from './bad-row.ts';
import { BUCKETS, type CrossRowFindings, crossRowChecks } from './cross-row-checks.ts';
import { collectFaults, type Faults } from './faults.ts';
import { workKey } from './file-kind.ts';
import type { ImportPlatform } from './import-platform.ts';
import type { ImportedFile, PartBounds } from './import-state.ts';
import type { Mapping } from './mapping.contract.ts';
import { readJsonFile } from './read-file.ts';
import { learnOrders, type Orders, planRows, readersOf } from './row-plan.ts';
import { rowReader } from './row-reader.ts';
import { passOver } from './table-pass.ts';

/** What the first passes over a table find out, so that its parts can be recorded one at a time. */

/** Customers whose rows are read together have at most so many times the rows of a part. */
const FULLEST = 8;

/** What a table is read with: the same through all parts, whatever is changed meanwhile. */
export interface TableReading {
  mapping: Mapping;
  timeZone: string;
  currency: string;
  categories?: readonly string[] | undefined;
}

export interface TablePlan extends TableReading, Omit<CrossRowFindings, 'rowsIn'> {
  orders: Orders;
  /** The parts: each takes the customers of the buckets up to, not including, its number. */
  parts: number[];
  rows: number;
  badRows: number;
}

/** Learns how the dates without a format are written; undefined where there is none. */
export const learnTable = async (
  platform: ImportPlatform,
  file: ImportedFile,
  { mapping }: TableReading,
): Promise<Orders> => {
  const plan = planRows(mapping);
  const learning = learnOrders(plan);
  if (learning.isNeeded) await passOver(platform, file, plan, (values) => learning.see(values));
  return learning.orders();
};

const partsOf = (rowsIn: Uint32Array, rowsAPart: number): number[] => {
  const parts: number[] = [];
  let rows = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const more = rowsIn[bucket]!;
    if (more > rowsAPart * FULLEST)
      throw new BadInput([`${more} rows are about one customer or a few: expected at most ${rowsAPart * FULLEST}`]);
    if (rows > 0 && rows + more > rowsAPart) {
      parts.push(bucket);
      rows = 0;
    }
    rows += more;
  }
  parts.push(BUCKETS);
  return parts;
};

/** Checks every row, alone and against the others, and parts the customers. Nothing of the ledger is kept in memory. */
export const planTable = async (
  platform: ImportPlatform,
  file: ImportedFile,
  reading: TableReading,
  orders: Orders,
  bounds: PartBounds,
): Promise<{ plan: TablePlan; faults: Faults }> => {
  const { mapping } = reading;
  const rowPlan = planRows(mapping);
  const { faults, onBadRow, onWarning } = collectFaults();
  let rows = 0;
  let badRows = 0;
  let lastBad = 0;
  const reports = {
    onWarning,
    onBadRow(row: BadRow): void {
      if (row.line !== lastBad) badRows += 1;
      lastBad = row.line;
      onBadRow(row);
    },
  };
  const read = rowReader(rowPlan, readersOf(rowPlan, orders), reading, reports);
  const checks = crossRowChecks(rowPlan, reports);
  const when = rowPlan.slot('issue.when')?.index;
  await passOver(
    platform,
    file,
    rowPlan,
    (values, line) => {
      rows += 1;
      const draft = read(line, values, when !== undefined && values[when] === mapping.issue?.when.equals);
      if (draft !== undefined) checks.add(draft);
    },
    (row) => {
      rows += 1;
      reports.onBadRow(row);
    },
  );
  const { rowsIn, ...findings } = checks.findings();
  if (findings.customers === 0) {
    const first = faults.badRows.length === 0 ? 'it has no row below its header' : `${badRows} rows, and each is bad`;
    throw new BadInput([`the file holds no usable row: ${first}`]);
  }
  return { plan: { ...reading, ...findings, orders, parts: partsOf(rowsIn, bounds.rowsAPart), rows, badRows }, faults };
};

const PLAN = 'plan';
const READING = 'reading';

const keep = ({ files }: ImportPlatform, { execution }: ImportedFile, name: string, kept: unknown): Promise<void> =>
  files.write(workKey(execution, name), Buffer.from(JSON.stringify(kept)));

/** What an earlier part of this execution kept. */
const kept = async ({ files }: ImportPlatform, { execution }: ImportedFile, name: string): Promise<unknown> => {
  const key = workKey(execution, name);
  const found = await readJsonFile(files, key, undefined, Number.POSITIVE_INFINITY);
  if (found === undefined) throw new Error(`${key} is gone: drop the file once more`);
  return found.json;
};

export const keepReading = (platform: ImportPlatform, file: ImportedFile, reading: TableReading): Promise<void> =>
  keep(platform, file, READING, reading);

export const keptReading = (platform: ImportPlatform, file: ImportedFile): Promise<TableReading> =>
  kept(platform, file, READING) as Promise<TableReading>;

export const keepPlan = (platform: ImportPlatform, file: ImportedFile, plan: TablePlan): Promise<void> =>
  keep(platform, file, PLAN, plan);

export const keptPlan = (platform: ImportPlatform, file: ImportedFile): Promise<TablePlan> =>
  kept(platform, file, PLAN) as Promise<TablePlan>;
