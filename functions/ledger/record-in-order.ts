import { BadInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { LedgerEvent } from './event.ts';
import { mostFindable } from './record/findable.ts';
import { recordTogether } from './record-event.ts';

/** What became of many events. */
export interface Recorded {
  recorded: number;
  repeated: number;
  refused: number;
}

/** So many items in one transaction, of the hundred that there may be. */
const AT_ONCE = 96;
/** Of them each fact takes three, or six where its customer is new. */
const ITEMS_OF_FACT = 6;

const itemsOf = (event: LedgerEvent): number =>
  event.type === 'customer.updated' ? mostFindable(event.customer.contacts.length) : ITEMS_OF_FACT;

/**
 * Facts that may share a transaction. Any other event may look at what its neighbours wrote, or mark more than its own
 * payer, and is recorded by itself.
 */
const SHARES = new Set<LedgerEvent['type']>(['customer.updated', 'invoice.issued', 'payment.received']);

/** Neighbours that are recorded together, in their order. */
const runsOf = (events: readonly LedgerEvent[]): LedgerEvent[][] => {
  const runs: LedgerEvent[][] = [];
  let open: LedgerEvent[] | undefined;
  let items = 0;
  for (const event of events) {
    const shares = SHARES.has(event.type);
    const more = itemsOf(event);
    if (open !== undefined && shares && items + more <= AT_ONCE) {
      open.push(event);
      items += more;
    } else {
      const run = [event];
      open = shares ? run : undefined;
      items = more;
      runs.push(run);
    }
  }
  return runs;
};

/** Records neighbours together; where one is refused, each by itself. */
export const recordRun = async (
  platform: Platform,
  run: readonly LedgerEvent[],
  counts: Recorded,
  onRefused: (event: LedgerEvent, error: BadInput) => void,
): Promise<void> => {
  try {
    for (const outcome of await recordTogether(platform, run)) counts[outcome] += 1;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    if (run.length > 1) for (const event of run) await recordRun(platform, [event], counts, onRefused);
    else {
      counts.refused += 1;
      onRefused(run[0]!, error);
    }
  }
};

/**
 * Records events in their order. It may be stopped and repeated at any point: what was recorded is a repeat. A refused
 * event is reported and left out, and those beside it are recorded.
 */
export const recordInOrder = async (
  platform: Platform,
  events: readonly LedgerEvent[],
  onRefused: (event: LedgerEvent, error: BadInput) => void,
): Promise<Recorded> => {
  const counts: Recorded = { recorded: 0, repeated: 0, refused: 0 };
  for (const run of runsOf(events)) await recordRun(platform, run, counts, onRefused);
  return counts;
};
