import { recordEvent } from '../ledger/record-event.ts';
import type { Platform } from '../platform/platform.ts';
import type { PolicyChange } from './entities.ts';
import type { Movable } from './movable.ts';

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
