import { updated } from '../functions/adapters/embedded/item-after-write.ts';
import { TableInFront } from '../functions/adapters/embedded/table-in-front.ts';
import { isTold } from '../functions/ledger/out/out-events.ts';
import { type Image, tellTheBooks } from '../functions/ledger/out/tell.ts';
import type { EventsOut, Item, Table, Write } from '../functions/platform/ports.ts';

/** The item that a write leaves; undefined where it leaves none. */
const after = (write: Write, before: Item | undefined): Item | undefined => {
  if ('put' in write) return write.put;
  return 'update' in write ? updated(write, before) : undefined;
};

/**
 * The table with the stream that tells other systems: what a write changed is told right after it. On AWS the stream
 * does that, and loses nothing where a process ends in between.
 */
export class TellingTable extends TableInFront {
  readonly #eventsOut: EventsOut;
  #written = 0;

  constructor(table: Table, eventsOut: EventsOut) {
    super(table);
    this.#eventsOut = eventsOut;
  }

  /** What the writes are about to change, as far as anybody is told of it. */
  async #images(writes: readonly Write[]): Promise<Image[]> {
    const images: Image[] = [];
    for (const write of writes) {
      const key = 'put' in write ? write.put : 'update' in write ? write.update : undefined;
      if (key === undefined || !isTold(key.sk)) continue;
      const before = await super.get(key);
      this.#written += 1;
      images.push({ id: `${this.#written}`, before, after: after(write, before) });
    }
    return images;
  }

  async #tell(images: readonly Image[]): Promise<void> {
    if (images.length > 0) await tellTheBooks({ eventsOut: this.#eventsOut }, images);
  }

  override async write(write: Write): Promise<void> {
    const images = await this.#images([write]);
    await super.write(write);
    await this.#tell(images);
  }

  override async transact(writes: readonly Write[]): Promise<void> {
    const images = await this.#images(writes);
    await super.transact(writes);
    await this.#tell(images);
  }
}
