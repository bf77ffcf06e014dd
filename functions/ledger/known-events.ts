import type { Platform } from '../platform/platform.ts';
import type { Item } from '../platform/ports.ts';
import { contentHash } from './content-hash.ts';
import { markerKey } from './entities.ts';
import type { LedgerEvent } from './event.ts';

/** What one batch of reads may ask for. */
const AT_ONCE = 100;

/**
 * Those of the events that were recorded before with the same content: repeats, of which nothing more is to be read. A
 * ledger that is dropped whole every day is mostly repeats, and their markers are read a hundred at a time.
 */
export const knownOf = async (
  { table }: Pick<Platform, 'table'>,
  events: readonly LedgerEvent[],
): Promise<Set<LedgerEvent>> => {
  const known = new Set<LedgerEvent>();
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const asked = events.slice(from, from + AT_ONCE);
    const markers = await table.batchGet(asked.map(({ source, id }) => markerKey(source, id)));
    asked.forEach((event, index) => {
      const marker = markers[index] as (Item & { hash: string }) | undefined;
      if (marker?.hash === contentHash(event)) known.add(event);
    });
  }
  return known;
};
