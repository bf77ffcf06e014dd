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

  /** Replaces the item. It was read before, or does not exist. */
  async put(item: Item): Promise<void> {
    const held = await this.#hold(item);
    held.now = { ...item, v: (held.found?.v ?? 0) + 1 };
    held.changed = true;
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
