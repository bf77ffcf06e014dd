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

/** A name as it is searched for: without capitals and accents, in ASCII, each character on its own. */
export const searchedName = (name: string): string => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');
  return encodeURIComponent(plain.toWellFormed()).slice(0, LONGEST_NAME);
};
/** A sort key of an index holds 1,024 bytes, of which an id takes 64. */
const LONGEST_NAME = 600;

/**
 * Where a customer stands in the work-list index: for whoever pages through all of them, and for the search by the
 * beginning of a name, which asks one partition.
 */
export const placeOfCustomer = (customerId: string, name: string): { work: string; workAt: string } => {
  const searched = searchedName(name);
  return { work: customersNamed(searched), workAt: `${searched}#${customerId}` };
};
/** The partition of all customers whose searched name begins so. */
export const customersNamed = (searched: string): string => `customers#${hash32(searched.slice(0, 1)) % SHARDS}`;
export const customerShards = (): string[] => Array.from({ length: SHARDS }, (_, shard) => `customers#${shard}`);
