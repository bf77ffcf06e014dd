import { TableInFront } from '../functions/adapters/embedded/table-in-front.ts';
import type { Key, Table, Write } from '../functions/platform/ports.ts';

/** The mark that a fact puts on an item, in its own transaction. */
const isWake = (agenda: unknown): boolean => typeof agenda === 'string' && agenda.startsWith('wake#');

/**
 * The table with its stream: tells of every write that puts a wake on the agenda, as the table's stream does on AWS.
 * Like there, an item may be told of more than once.
 */
export class StreamingTable extends TableInFront {
  readonly #tell: (key: Key) => void;

  constructor(table: Table, tell: (key: Key) => void) {
    super(table);
    this.#tell = tell;
  }

  #stream(write: Write): void {
    if ('put' in write && isWake(write.put.agenda)) this.#tell({ pk: write.put.pk, sk: write.put.sk });
    else if ('update' in write && isWake(write.set?.agenda)) this.#tell(write.update);
  }

  override async write(write: Write): Promise<void> {
    await super.write(write);
    this.#stream(write);
  }

  override async transact(writes: readonly Write[]): Promise<void> {
    await super.transact(writes);
    for (const write of writes) this.#stream(write);
  }
}
