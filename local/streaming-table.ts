import type { IndexName, Item, Key, Page, Table, Write } from '../functions/platform/ports.ts';

/** The mark that a fact puts on an item, in its own transaction. */
const isWake = (agenda: unknown): boolean => typeof agenda === 'string' && agenda.startsWith('wake#');

/**
 * The table with its stream: tells of every write that puts a wake on the agenda, as the table's stream does on AWS.
 * Like there, an item may be told of more than once.
 */
export class StreamingTable implements Table {
  readonly #table: Table;
  readonly #tell: (key: Key) => void;

  constructor(table: Table, tell: (key: Key) => void) {
    this.#table = table;
    this.#tell = tell;
  }

  #stream(write: Write): void {
    if ('put' in write && isWake(write.put.agenda)) this.#tell({ pk: write.put.pk, sk: write.put.sk });
    else if ('update' in write && isWake(write.set?.agenda)) this.#tell(write.update);
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
    this.#stream(write);
  }

  async transact(writes: readonly Write[]): Promise<void> {
    await this.#table.transact(writes);
    for (const write of writes) this.#stream(write);
  }
}
