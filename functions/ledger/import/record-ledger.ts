import { BadInput } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { LedgerEvent } from '../event.ts';
import { recordTogether } from '../record-event.ts';
import { byPayer } from './by-payer.ts';

export interface LedgerRecorded {
  recorded: number;
  repeated: number;
  refused: number;
}

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
): Promise<LedgerRecorded> => {
  const counts: LedgerRecorded = { recorded: 0, repeated: 0, refused: 0 };
  const record = async (group: readonly LedgerEvent[]): Promise<void> => {
    try {
      for (const outcome of await recordTogether(platform, group)) counts[outcome] += 1;
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      if (group.length > 1) for (const event of group) await record([event]);
      else {
        counts.refused += 1;
        listener.onRefused(group[0]!, error.problems);
      }
    }
  };
  let done = 0;
  for (const batch of byPayer(events)) {
    await record(batch);
    done += batch.length;
    listener.onProgress?.(done, events.length);
  }
  return counts;
};
