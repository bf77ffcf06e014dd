import { setImmediate } from 'node:timers/promises';
import type { IndexName, Item, Key, Page, Table, Write } from '../../functions/platform/ports.ts';

/** How long the world may run before pages get their turn. */
const BREATH_MS = 40;

const keyOf = (write: Write): Key => {
  if ('put' in write) return write.put;
  if ('update' in write) return write.update;
  return 'delete' in write ? write.delete : write.check;
};

/** The table, telling which items were written, and pausing now and then so that pages are answered meanwhile. */
export class ObservedTable implements Table {
  readonly #table: Table;
  readonly #wrote: (key: Key) => void;
  #breathed = performance.now();

  constructor(table: Table, wrote: (key: Key) => void) {
    this.#table = table;
    this.#wrote = wrote;
  }

  get(key: Key): Promise<Item | undefined> {
    return this.#table.get(key);
  }

  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    return this.#table.batchGet(keys);
  }

  query(pk: string, prefix: string, from?: string, limit?: number): Promise<Page<Item>> {
    return this.#table.query(pk, prefix, from, limit);
  }

  queryIndex(index: IndexName, key: string, until?: string, from?: string, limit?: number): Promise<Page<Item>> {
    return this.#table.queryIndex(index, key, until, from, limit);
  }

  async write(write: Write): Promise<void> {
    await this.#table.write(write);
    this.#wrote(keyOf(write));
    await this.#breathe();
  }

  async transact(writes: readonly Write[]): Promise<void> {
    await this.#table.transact(writes);
    for (const write of writes) this.#wrote(keyOf(write));
    await this.#breathe();
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#breathed < BREATH_MS) return;
    await setImmediate();
    this.#breathed = performance.now();
  }
}
