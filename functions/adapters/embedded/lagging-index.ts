import type { IndexName, Key } from '../../platform/ports.ts';

/** Where an item stands in the two indexes; null where it is not in one. */
export interface IndexPairs {
  agenda: string | null;
  agendaAt: string | null;
  work: string | null;
  workAt: string | null;
}

/** An entry of an index: the sort key of the index, and the key of the item. */
export interface IndexEntry extends Key {
  at: string;
}

interface Pending extends Key {
  madeAt: number;
  before: IndexPairs;
}

/** Keeps the indexes behind the items by a number of writes, as they may be on DynamoDB. */
export class LaggingIndex {
  readonly #lag: number;
  #writes = 0;
  #pending: Pending[] = [];

  /** @param lag how many further writes it takes until a change is seen */
  constructor(lag: number) {
    this.#lag = lag;
  }

  /** Notes a write; `before` where it changed the item's place in an index. */
  wrote(key: Key, before: IndexPairs | undefined): void {
    this.#writes += 1;
    if (before !== undefined) this.#pending.push({ pk: key.pk, sk: key.sk, madeAt: this.#writes, before });
    this.#pending = this.#pending.filter((change) => change.madeAt + this.#lag > this.#writes);
  }

  /** What is seen of an index partition up to `until` and after `from`, given all its entries that are true now. */
  seen(
    index: IndexName,
    partition: string,
    current: readonly IndexEntry[],
    until: string | undefined,
    from: IndexEntry | undefined,
  ): IndexEntry[] {
    const oldest = new Map<string, Pending>();
    for (const change of this.#pending) {
      const id = JSON.stringify([change.pk, change.sk]);
      if (!oldest.has(id)) oldest.set(id, change);
    }
    const seen = current.filter((entry) => !oldest.has(JSON.stringify([entry.pk, entry.sk])));
    for (const { pk, sk, before } of oldest.values()) {
      const at = index === 'agenda' ? before.agendaAt : before.workAt;
      if (at !== null && before[index] === partition) seen.push({ at, pk, sk });
    }
    return seen
      .filter((entry) => until === undefined || bytes(entry.at, until) <= 0)
      .filter((entry) => from === undefined || byPlace(entry, from) > 0)
      .sort(byPlace);
  }
}

/** The order of an index: its sort key, then the item's key, each by UTF-8 bytes. */
function byPlace(a: IndexEntry, b: IndexEntry): number {
  return bytes(a.at, b.at) || bytes(a.pk, b.pk) || bytes(a.sk, b.sk);
}

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
