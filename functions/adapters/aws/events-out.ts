import { setTimeout } from 'node:timers/promises';
import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { EventOut, EventsOut } from '../../platform/ports.ts';
import { busError } from './errors.ts';

/** Limits of PutEvents: ten entries, and 256 KB together, which an entry may use up alone. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 262_144;
/** What an entry counts beside its texts: its time. */
const ENTRY_BYTES = 14;
/** Entries that were not taken go again at once, then after 0.2, 0.4 and 0.8 seconds, each cut by chance. */
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 200;

interface Waiting {
  id: string;
  entry: PutEventsRequestEntry;
  bytes: number;
}

const inCalls = (waiting: readonly Waiting[]): Waiting[][] => {
  const calls: Waiting[][] = [];
  let bytes = 0;
  for (const each of waiting) {
    const call = calls.at(-1);
    if (call === undefined || call.length === MOST_ENTRIES || bytes + each.bytes > MOST_BYTES) {
      calls.push([each]);
      bytes = each.bytes;
    } else {
      call.push(each);
      bytes += each.bytes;
    }
  }
  return calls;
};

/** Events out on a bus of EventBridge: the type stands in the detail type, the whole event in the detail. */
export class EventBridgeOut implements EventsOut {
  readonly #client: EventBridgeClient;
  readonly #bus: string;
  readonly #pause: (milliseconds: number) => Promise<unknown>;

  constructor(client: EventBridgeClient, bus: string, pause: (milliseconds: number) => Promise<unknown> = setTimeout) {
    this.#client = client;
    this.#bus = bus;
    this.#pause = pause;
  }

  #waitingOf(event: EventOut): Waiting {
    const entry: PutEventsRequestEntry = {
      EventBusName: this.#bus,
      Source: event.source,
      DetailType: event.type,
      Time: new Date(event.at),
      Detail: JSON.stringify(event),
    };
    const texts = `${entry.Source}${entry.DetailType}${entry.Detail}`;
    return { id: event.id, entry, bytes: ENTRY_BYTES + Buffer.byteLength(texts) };
  }

  /** Those of one call that were not taken. The service answers for each entry by itself. */
  async #put(call: readonly Waiting[]): Promise<Waiting[]> {
    try {
      const { Entries = [] } = await this.#client.send(
        new PutEventsCommand({ Entries: call.map(({ entry }) => entry) }),
      );
      return call.filter((_, index) => Entries[index]?.EventId === undefined);
    } catch (error) {
      throw busError(error, `${call.length} events out`);
    }
  }

  async emit(events: readonly EventOut[]): Promise<string[]> {
    const all = events.map((event) => this.#waitingOf(event));
    // One that no call can carry is not tried: it would take its neighbours with it.
    const tooBig = all.filter(({ bytes }) => bytes > MOST_BYTES);
    let waiting = all.filter(({ bytes }) => bytes <= MOST_BYTES);
    for (let attempt = 1; waiting.length > 0 && attempt <= ATTEMPTS; attempt++) {
      if (attempt > 2) await this.#pause(FIRST_PAUSE_MS * 2 ** (attempt - 3) * (0.5 + Math.random() / 2));
      const left: Waiting[] = [];
      for (const call of inCalls(waiting)) left.push(...(await this.#put(call)));
      waiting = left;
    }
    return [...tooBig, ...waiting].map(({ id }) => id);
  }
}
