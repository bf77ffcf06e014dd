import type { Item, Key, Table, Write } from './ports.ts';

type Versioned = Item & { v: number };

interface Held {
  key: Key;
  relied: boolean;
  found: Versioned | undefined;
  now: Versioned | undefined;
  changed: boolean;
}

/**
 * A unit of work: items are read once, changed in memory, and written together on the condition that nobody else wrote
 * them in between. Every item carries its version `v`.
 */
export class Workspace {
  readonly #table: Table;
  readonly #items = new Map<string, Held>();

  constructor(table: Table) {
    this.#table = table;
  }

  async #hold(key: Key): Promise<Held> {
    const name = `${key.pk}\n${key.sk}`;
    const known = this.#items.get(name);
    if (known !== undefined) return known;
    const found = (await this.#table.get(key)) as Versioned | undefined;
    const held = { key: { pk: key.pk, sk: key.sk }, relied: false, found, now: found, changed: false };
    this.#items.set(name, held);
    return held;
  }

  /** The item as this unit of work sees it; change it only through `put`. */
  async get<T extends Item>(key: Key): Promise<T | undefined> {
    return (await this.#hold(key)).now as T | undefined;
  }

  /** Reads items of which each would otherwise be a request of its own: at most 100 together. */
  async read(keys: readonly Key[]): Promise<void> {
    const unread = keys.filter(({ pk, sk }) => !this.#items.has(`${pk}\n${sk}`));
    if (unread.length === 0) return;
    const found = (await this.#table.batchGet(unread)) as (Versioned | undefined)[];
    unread.forEach(({ pk, sk }, index) => {
      this.#items.set(`${pk}\n${sk}`, {
        ...{ key: { pk, sk }, relied: false, found: found[index], now: found[index], changed: false },
      });
    });
  }

  /** Replaces the item. It was read before, or does not exist. */
  async put(item: Item): Promise<void> {
    const held = await this.#hold(item);
    held.now = { ...item, v: (held.found?.v ?? 0) + 1 };
    held.changed = true;
  }

  /** Puts an item that stood elsewhere, and takes it away there; its version goes on, as whoever saw it knows it. */
  async move(from: Key, item: Item): Promise<void> {
    const before = await this.#hold(from);
    const held = await this.#hold(item);
    held.now = { ...item, v: (before.found?.v ?? 0) + 1 };
    held.changed = true;
    await this.delete(from);
  }

  async delete(key: Key): Promise<void> {
    const held = await this.#hold(key);
    held.now = undefined;
    held.changed = held.found !== undefined;
  }

  /** Makes the writes depend on an item as it was read, or on its absence, though it is not changed. */
  async rely(key: Key): Promise<void> {
    (await this.#hold(key)).relied = true;
  }

  /** The writes that make the table what this unit of work sees. */
  writes(): Write[] {
    const writes: Write[] = [];
    for (const { key, relied, found, now, changed } of this.#items.values()) {
      if (!changed && !relied) continue;
      const condition = found === undefined ? { exists: false } : { equals: { v: found.v } };
      if (!changed) {
        writes.push({ check: key, if: condition });
        continue;
      }
      if (now !== undefined) writes.push({ put: now, if: condition });
      else if (found !== undefined) writes.push({ delete: { pk: found.pk, sk: found.sk }, if: condition });
    }
    return writes;
  }
}
