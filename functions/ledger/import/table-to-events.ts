import { BadInput } from '../../platform/errors.ts';
import { isCurrency } from '../../platform/money.ts';
import { isTimeZone } from '../../platform/zone.ts';
import type { LedgerEvent } from '../event.ts';
import type { BadRow } from './bad-row.ts';
import type { ByteSource } from './byte-blocks.ts';
import { readTable } from './csv-table.ts';
import { gatherLedger } from './gathered-ledger.ts';
import type { Mapping } from './mapping.contract.ts';
import { learnOrders, planRows, readersOf } from './row-plan.ts';
import { rowReader } from './row-reader.ts';

export interface TableOptions {
  /** The company's zone: a derived event happens at 00:00 there. */
  timeZone: string;
  /** The company's currency, for amounts whose currency is not mapped. */
  currency: string;
  /** The company's categories of issues; left out: a row may name any. */
  categories?: readonly string[] | undefined;
  /** Once for each thing that is wrong with a row; the row is left out. */
  onBadRow(problem: BadRow): void;
  /** What was kept although it is odd. */
  onWarning(text: string): void;
  /** Every 10,000 rows read. */
  onProgress?(rows: number): void;
}

export interface TableLedger {
  /** By instant, then by the order of the file. */
  events: LedgerEvent[];
  /** Why the ledger refused one of the events, by the line of the row that said it. */
  refusalOf(event: LedgerEvent, problems: readonly string[]): string[];
  /** All rows below the header, empty lines not counted. */
  rows: number;
  badRows: number;
  /** Rows that say again what an earlier row said. */
  repeats: number;
  /** The first and last date in the good rows; empty where there are none. */
  firstDate: string;
  lastDate: string;
  customers: number;
  /** Different spellings of the customers' names: as many as `customers` where each has one. */
  spellings: number;
}

const PROGRESS_EVERY = 10_000;

/**
 * The ledger in a table. A bad row is left out and reported; due before issued is kept and warned of. Throws
 * `BadInput` where the whole file is wrong: no such column, day and month that cannot be told apart, UTF-16.
 */
export const readLedgerTable = async (
  source: ByteSource,
  mapping: Mapping,
  options: TableOptions,
): Promise<TableLedger> => {
  if (!isTimeZone(options.timeZone)) throw new BadInput([`timeZone: "${options.timeZone}" is no time zone`]);
  if (!isCurrency(options.currency)) throw new BadInput([`currency: "${options.currency}" is no ISO 4217 code`]);
  const plan = planRows(mapping);
  const learning = learnOrders(plan);
  const when = plan.slot('issue.when')?.index;
  const badLines = new Set<number>();
  const reports = {
    onWarning: options.onWarning,
    onBadRow(problem: BadRow): void {
      badLines.add(problem.line);
      options.onBadRow(problem);
    },
  };

  let take: (fields: readonly string[]) => string[] = () => [];
  let rows = 0;
  const lines: number[] = [];
  const taken: string[][] = [];
  const countRow = (): void => {
    rows += 1;
    if (rows % PROGRESS_EVERY === 0) options.onProgress?.(rows);
  };
  await readTable(source, plan.columns, {
    header: (names) => {
      take = plan.taker(names);
    },
    row: (fields, line) => {
      countRow();
      const values = take(fields);
      learning.see(values);
      lines.push(line);
      taken.push(values);
    },
    badRow: (problem) => {
      countRow();
      reports.onBadRow(problem);
    },
  });

  const read = rowReader(plan, readersOf(plan, learning.orders()), options, reports);
  const ledger = gatherLedger(plan, reports);
  for (let index = 0; index < taken.length; index += 1) {
    const values = taken[index]!;
    const isDisputed = when !== undefined && values[when] === mapping.issue?.when.equals;
    const draft = read(lines[index]!, values, isDisputed);
    if (draft !== undefined) ledger.add(draft);
  }
  return { ...ledger.finish(options.timeZone), rows, badRows: badLines.size };
};
