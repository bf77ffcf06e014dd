import { recordEvent } from '../ledger/record-event.ts';
import type { Platform } from '../platform/platform.ts';
import type { Table } from '../platform/ports.ts';
import { changeKey, type PolicyChange } from './entities.ts';
import type { Movable } from './movable.ts';

/** After so many cases it is looked whether somebody stopped the move. */
const LOOKS_AFTER = 25;

const eventId = ({ policyId, version }: PolicyChange, { cycle, of }: Movable): string =>
  `move-${policyId}-${version}-${of.invoiceId}-c${cycle}`;

/** Moves a case to the change's version, by the explicit act of whoever asked for it; a repeat changes nothing. */
export const moveCase = async (platform: Platform, change: PolicyChange, movable: Movable): Promise<void> => {
  const { changeId, policyId, version, by, at } = change;
  await recordEvent(platform, {
    ...{ id: eventId(change, movable), source: changeId, at, by },
    ...{ type: 'case.moved', invoiceId: movable.of.invoiceId, policyId, version },
  });
};

const isStopped = async (table: Table, { changeId }: PolicyChange): Promise<boolean> =>
  (await table.get(changeKey(changeId)))?.status !== 'running';

/** Moves cases one after the other, and soon no more of them once the change is stopped. Returns those that were moved. */
export const moveCases = async (
  platform: Platform,
  change: PolicyChange,
  cases: readonly Movable[],
): Promise<readonly Movable[]> => {
  for (const [index, movable] of cases.entries()) {
    if (index > 0 && index % LOOKS_AFTER === 0 && (await isStopped(platform.table, change)))
      return cases.slice(0, index);
    await moveCase(platform, change, movable);
  }
  return cases;
};
