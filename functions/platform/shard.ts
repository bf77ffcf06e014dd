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
 * Where a customer stands in the work-list index: for whoever pages through all of them.
 */
export const placeOfCustomer = (customerId: string, name: string): { work: string; workAt: string } => {
  const searched = searchedName(name);
  return { work: customersNamed(searched), workAt: `${searched}#${customerId}` };
};
const customersNamed = (searched: string): string => `customers#${hash32(searched.slice(0, 1)) % SHARDS}`;
/** The partition of all that is searched for by a text that begins so: see `placeOfTerm`. */
export const foundUnder = (term: string): string => `find#${hash32(term.slice(0, 1)) % SHARDS}`;
/** Where a text that a customer is found by stands in the work-list index. */
export const placeOfTerm = (customerId: string, term: string): { work: string; workAt: string } => ({
  work: foundUnder(term),
  workAt: `${term}#${customerId}`,
});
export const customerShards = (): string[] => Array.from({ length: SHARDS }, (_, shard) => `customers#${shard}`);
