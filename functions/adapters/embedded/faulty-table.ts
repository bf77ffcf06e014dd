import type { Item, Key, Page, Table, Write } from '../../platform/ports.ts';
import type { PortFaults } from './faults.ts';
import { keyOf } from './item-after-write.ts';

/** The items of the last write as they were before it, by `idOf`. */
type Replaced = Map<string, Item | undefined>;

const idOf = (key: Key): string => JSON.stringify([key.pk, key.sk]);

/** A table whose calls go wrong as planned. For stale reads it keeps what the last write replaced. */
export class FaultyTable implements Table {
  readonly #table: Table;
  readonly #faults: PortFaults;
  readonly #keepsReplaced: boolean;
  #replaced: Replaced = new Map();

  constructor(table: Table, faults: PortFaults) {
    this.#table = table;
    this.#faults = faults;
    this.#keepsReplaced = faults.plans('stale-read');
  }

  get(key: Key): Promise<Item | undefined> {
    const call = () => this.#table.get(key);
    return this.#faults.around('get', call, async () => this.#before(key, await call()));
  }

  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const call = () => this.#table.batchGet(keys);
    return this.#faults.around('batchGet', call, async () => {
      const items = await call();
      return keys.map((key, place) => this.#before(key, items[place]));
    });
  }

  query(pk: string, prefix: string, from?: string, limit?: number): Promise<Page<Item>> {
    const call = () => this.#table.query(pk, prefix, from, limit);
    const replaced = () => this.#replacedItems().filter((item) => item.pk === pk && item.sk.startsWith(prefix));
    return this.#faults.around('query', call, async () =>
      this.#pageBefore(await call(), replaced(), from !== undefined, (item) => [item.sk]),
    );
  }

  queryIndex(...asked: Parameters<Table['queryIndex']>): Promise<Page<Item>> {
    const [index, key, until, from, , since] = asked;
    const call = () => this.#table.queryIndex(...asked);
    const at = `${index}At` as const;
    const replaced = () =>
      this.#replacedItems()
        .filter((item) => item[index] === key && item[at] !== undefined)
        .filter((item) => until === undefined || bytes(item[at] ?? '', until) <= 0)
        .filter((item) => since === undefined || bytes(item[at] ?? '', since) >= 0)
        .map((item): Item => ({ pk: item.pk, sk: item.sk, [index]: key, [at]: item[at] }));
    return this.#faults.around('queryIndex', call, async () =>
      this.#pageBefore(await call(), replaced(), from !== undefined, (item) => [item[at] ?? '', item.pk, item.sk]),
    );
  }

  write(write: Write): Promise<void> {
    return this.#faults.around('write', async () => {
      const replaced = await this.#read([write]);
      await this.#table.write(write);
      this.#replaced = replaced;
    });
  }

  transact(writes: readonly Write[]): Promise<void> {
    return this.#faults.around('transact', async () => {
      const replaced = await this.#read(writes);
      await this.#table.transact(writes);
      this.#replaced = replaced;
    });
  }

  async #read(writes: readonly Write[]): Promise<Replaced> {
    const replaced: Replaced = new Map();
    if (!this.#keepsReplaced) return replaced;
    for (const key of writes.map(keyOf)) replaced.set(idOf(key), await this.#table.get(key));
    return replaced;
  }

  #before(key: Key, now: Item | undefined): Item | undefined {
    const id = idOf(key);
    return this.#replaced.has(id) ? structuredClone(this.#replaced.get(id)) : now;
  }

  #replacedItems(): Item[] {
    return [...this.#replaced.values()].flatMap((item) => (item === undefined ? [] : [structuredClone(item)]));
  }

  /** The page without what the last write put there, and with what it took away, unless another page shows that. */
  #pageBefore(page: Page<Item>, replaced: Item[], hasStart: boolean, place: (item: Item) => string[]): Page<Item> {
    const kept = page.items.filter((item) => !this.#replaced.has(idOf(item)));
    const first = page.items[0];
    const last = page.items.at(-1);
    const back = replaced.filter(
      (item) =>
        (!hasStart || (first !== undefined && order(place(item), place(first)) >= 0)) &&
        (page.next === undefined || (last !== undefined && order(place(item), place(last)) <= 0)),
    );
    const items = [...kept, ...back].sort((a, b) => order(place(a), place(b)));
    return page.next === undefined ? { items } : { items, next: page.next };
  }
}

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function order(a: readonly string[], b: readonly string[]): number {
  for (const [place, part] of a.entries()) {
    const sign = bytes(part, b[place] ?? '');
    if (sign !== 0) return sign;
  }
  return 0;
}
