import { createHash } from 'node:crypto';
import { recordEvent } from '../ledger/record-event.ts';
import { OtherContent } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { PolicyChange } from './entities.ts';
import type { Movable } from './movable.ts';

const LONGEST_ID = 64;

/** One id for each case and version: moving it twice is a repeat. Ids of invoices may be as long as ids of events. */
const eventId = ({ policyId, version }: PolicyChange, { cycle, of }: Movable): string => {
  const id = `move-${policyId}-${version}-${of.invoiceId}-c${cycle}`;
  return id.length <= LONGEST_ID && /^[\w-]+$/.test(id)
    ? id
    : `move-${createHash('sha256').update(id).digest('base64url')}`;
};

/** Moves a case to the change's version, by the explicit act of whoever asked for it. Returns whether it is by this act. */
export const moveCase = async (platform: Platform, change: PolicyChange, movable: Movable): Promise<boolean> => {
  const { policyId, version, by, at } = change;
  try {
    await recordEvent(platform, {
      ...{ id: eventId(change, movable), source: 'policy-change', at, by },
      ...{ type: 'case.moved', invoiceId: movable.of.invoiceId, policyId, version },
    });
    return true;
  } catch (error) {
    // Another act moved this case to this version in the meantime.
    if (error instanceof OtherContent) return false;
    throw error;
  }
};
