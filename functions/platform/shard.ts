/** How many partitions each kind of agenda is spread over: 1,000 writes a second each. */
const SHARDS = 4;

/** A small, stable hash (FNV-1a, 32 bits): spreads keys and jitter, protects nothing. */
export const hash32 = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
};

/** The kinds of the index *agenda*. */
export type AgendaKind = 'admission' | 'wake' | 'letters' | 'deadline' | 'hold-end' | 'applying';

/** The agenda partition of a kind for a key. */
export const agendaOf = (kind: AgendaKind, key: string): string => `${kind}#${hash32(key) % SHARDS}`;

/** All partitions of a kind. */
export const agendaShards = (kind: AgendaKind): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `${kind}#${shard}`);

/** The end of an agenda range: everything due at or before the instant. */
export const dueBy = (instant: number): string => `${new Date(instant).toISOString()}~`;

/** The partition of the work-list index that lists customers, for reports that page through all of them. */
export const customersOf = (customerId: string): string => `customers#${hash32(customerId) % SHARDS}`;
export const customerShards = (): string[] => Array.from({ length: SHARDS }, (_, shard) => `customers#${shard}`);
