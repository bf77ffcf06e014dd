import type { Platform } from '../../platform/platform.ts';
import type { LedgerEvent } from '../event.ts';
import { type Recorded, recordRun } from '../record-in-order.ts';
import { byPayer } from './by-payer.ts';

export interface LedgerListener {
  /** An event was refused; the others are recorded all the same. */
  onRefused(event: LedgerEvent, problems: readonly string[]): void;
  onProgress?(done: number, of: number): void;
}

/**
 * Records a whole ledger, the events of one payer together. A refused event is reported and left out, and those
 * beside it are recorded. It may be stopped and repeated at any point: what was recorded is a repeat.
 */
export const recordLedger = async (
  platform: Platform,
  events: readonly LedgerEvent[],
  listener: LedgerListener,
): Promise<Recorded> => {
  const counts: Recorded = { recorded: 0, repeated: 0, refused: 0 };
  let done = 0;
  for (const batch of byPayer(events).flat()) {
    await recordRun(platform, batch, counts, (event, { problems }) => listener.onRefused(event, problems));
    done += batch.length;
    listener.onProgress?.(done, events.length);
  }
  return counts;
};
