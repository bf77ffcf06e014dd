import { setImmediate } from 'node:timers/promises';
import { keyOf } from '../../functions/adapters/embedded/item-after-write.ts';
import { TableInFront } from '../../functions/adapters/embedded/table-in-front.ts';
import type { Item, Key, Page, Table, Write } from '../../functions/platform/ports.ts';

/** How long the world may run before pages get their turn. */
const BREATH_MS = 40;

/** The table, telling which items were written, and pausing now and then so that pages are answered meanwhile. */
export class ObservedTable extends TableInFront {
  readonly #wrote: (key: Key) => void;
  #breathed = performance.now();

  constructor(table: Table, wrote: (key: Key) => void) {
    super(table);
    this.#wrote = wrote;
  }

  override get(key: Key): Promise<Item | undefined> {
    return this.#inTurn(() => super.get(key));
  }

  override query(pk: string, prefix: string, from?: string, limit?: number): Promise<Page<Item>> {
    return this.#inTurn(() => super.query(pk, prefix, from, limit));
  }

  override async write(write: Write): Promise<void> {
    await super.write(write);
    this.#wrote(keyOf(write));
  }

  override async transact(writes: readonly Write[]): Promise<void> {
    await super.transact(writes);
    for (const write of writes) this.#wrote(keyOf(write));
  }

  /** Reads at once, or after a breath where one is due. Everything that runs reads again and again. */
  #inTurn<T>(read: () => Promise<T>): Promise<T> {
    return performance.now() - this.#breathed < BREATH_MS ? read() : this.#breathe().then(read);
  }

  async #breathe(): Promise<void> {
    await setImmediate();
    this.#breathed = performance.now();
  }
}
