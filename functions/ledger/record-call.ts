import type { Platform } from '../platform/platform.ts';
import type { LedgerEvent } from './event.ts';
import { refuseUnrecordable } from './record-event.ts';
import { type Recorded, recordInOrder } from './record-in-order.ts';

/**
 * Records the events of one call, all of them or none: in a call one refused record refuses the whole (contracts). They
 * are gone through without writing first; only where somebody else writes about the same in the very same moment may an
 * event be refused after earlier ones were recorded, and sending all of them again is harmless.
 *
 * @throws BadInput where an event is refused, `OtherContent` where it came before otherwise.
 * @throws Conflict, Throttled, ServiceUnavailable: send all of them again.
 */
export const recordCall = async (platform: Platform, events: readonly LedgerEvent[]): Promise<Recorded> => {
  await refuseUnrecordable(platform, events);
  return recordInOrder(platform, events, (_event, error) => {
    throw error;
  });
};
