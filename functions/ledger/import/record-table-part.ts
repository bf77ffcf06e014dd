import type { LedgerEvent } from '../event.ts';
import { knownOf } from '../known-events.ts';
import { type Recorded, recordRun } from '../record-in-order.ts';
import { byPayer } from './by-payer.ts';
import { settledIds } from './contested-ids.ts';
import { bucketOf } from './cross-row-checks.ts';
import { type GatheredLedger, gatherLedger } from './gathered-ledger.ts';
import type { ImportPlatform } from './import-platform.ts';
import type { ImportedFile, PartBounds } from './import-state.ts';
import { planRows, readersOf } from './row-plan.ts';
import { rowReader } from './row-reader.ts';
import { passOver } from './table-pass.ts';
import type { TablePlan } from './table-plan.ts';

/** So many payers are written at a time: a table's partitions take a thousand writes a second each. */
const LANES = 4;
const SILENT = { onBadRow: () => undefined, onWarning: () => undefined };

/**
 * The events of a part's customers: one more pass over the table, which keeps the rows that name one of them. All parts
 * together give the events that the table as a whole gives.
 */
export const eventsOfPart = async (
  platform: ImportPlatform,
  file: ImportedFile,
  plan: TablePlan,
  part: number,
): Promise<Pick<GatheredLedger, 'events' | 'refusalOf'>> => {
  const { mapping, timeZone, orders, parts } = plan;
  const from = parts[part - 1] ?? 0;
  const to = parts[part]!;
  const isOwn = (customer: string): boolean => {
    const bucket = bucketOf(customer);
    return bucket >= from && bucket < to;
  };
  const rowPlan = planRows(mapping);
  const customer = rowPlan.slot('customer.id')!.index;
  const owner = rowPlan.slot('invoice.customerId')?.index ?? customer;
  const parent = rowPlan.slot('customer.parent')?.index;
  const when = rowPlan.slot('issue.when')?.index;
  const leftOut = new Set(plan.leftOut);
  const read = rowReader(rowPlan, readersOf(rowPlan, orders), plan, SILENT);
  const ledger = gatherLedger(rowPlan, SILENT);
  await passOver(platform, file, rowPlan, (values, line) => {
    if (leftOut.has(line)) return;
    if (!isOwn(values[owner]!) && !isOwn(values[customer]!) && (parent === undefined || !isOwn(values[parent]!)))
      return;
    const draft = read(line, values, when !== undefined && values[when] === mapping.issue?.when.equals);
    if (draft !== undefined) ledger.add(draft);
  });
  return ledger.finish(timeZone, { ids: settledIds(plan.contested), isOwn });
};

/**
 * Records the payers of a part from the given one on, some at a time, until its time is over. Each payer's events stay
 * in their order. Returns how many payers are done.
 */
export const recordPayers = async (
  platform: ImportPlatform,
  events: readonly LedgerEvent[],
  done: number,
  until: number,
  bounds: PartBounds,
  counts: Recorded,
  onRefused: (event: LedgerEvent, problems: readonly string[]) => void,
): Promise<{ done: number; all: boolean }> => {
  const payers = byPayer(events);
  let next = done;
  while (next < payers.length) {
    const waiting = payers.slice(next, next + bounds.payersAtOnce);
    next += waiting.length;
    const known = await knownOf(platform, waiting.flat(2));
    counts.repeated += known.size;
    const record = async (batch: readonly LedgerEvent[]): Promise<void> => {
      const fresh = batch.filter((event) => !known.has(event));
      if (fresh.length > 0)
        await recordRun(platform, fresh, counts, (event, error) => onRefused(event, error.problems));
    };
    const lane = async (): Promise<void> => {
      for (let payer = waiting.shift(); payer !== undefined; payer = waiting.shift())
        for (const batch of payer) await record(batch);
    };
    for (const ended of await Promise.allSettled(Array.from({ length: LANES }, lane)))
      if (ended.status === 'rejected') throw ended.reason;
    if (platform.clock.now() >= until) break;
  }
  return { done: next, all: next >= payers.length };
};
