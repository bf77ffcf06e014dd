import type { Item } from '../../platform/ports.ts';
import type { OutEvent } from './contract.ts';
import { outEvents } from './out-events.ts';
import type { TellerPlatform } from './teller-platform.ts';

/** A change of the table, as its stream delivers it. */
export interface Image {
  /** The record's own number in the stream. */
  id: string;
  before?: Item | undefined;
  after?: Item | undefined;
}

/**
 * Tells other systems of changes of the table. A record that cannot be understood, or whose events were not taken, is
 * named in the answer and holds up none of the others; told again, its events have the same ids.
 */
export const tellTheBooks = async (
  { eventsOut }: Pick<TellerPlatform, 'eventsOut'>,
  images: readonly Image[],
): Promise<{ told: number; failed: string[] }> => {
  const failed = new Set<string>();
  const events: OutEvent[] = [];
  const imageOf = new Map<string, string>();
  for (const { id, before, after } of images)
    try {
      for (const event of outEvents(before, after)) {
        imageOf.set(event.id, id);
        events.push(event);
      }
    } catch {
      // Whatever is wrong with the item: it goes to the queue of what could not be told.
      failed.add(id);
    }
  const left = events.length === 0 ? [] : await eventsOut.emit(events);
  for (const id of left) failed.add(imageOf.get(id)!);
  return { told: events.length - left.length, failed: [...failed] };
};
