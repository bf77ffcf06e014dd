import type { Item, Key, Page, Table, Write } from '../../platform/ports.ts';

/** A table in front of another, which passes every call on; whoever watches or steps in overrides what it needs. */
export class TableInFront implements Table {
  readonly #behind: Table;

  constructor(behind: Table) {
    this.#behind = behind;
  }

  get(key: Key): Promise<Item | undefined> {
    return this.#behind.get(key);
  }

  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    return this.#behind.batchGet(keys);
  }

  query(pk: string, prefix: string, from?: string, limit?: number): Promise<Page<Item>> {
    return this.#behind.query(pk, prefix, from, limit);
  }

  queryIndex(...asked: Parameters<Table['queryIndex']>): Promise<Page<Item>> {
    return this.#behind.queryIndex(...asked);
  }

  write(write: Write): Promise<void> {
    return this.#behind.write(write);
  }

  transact(writes: readonly Write[]): Promise<void> {
    return this.#behind.transact(writes);
  }
}
