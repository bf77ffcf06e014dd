import type { DatabaseSync } from 'node:sqlite';
import { ConditionFailed, Conflict, TooBig } from '../../platform/errors.ts';
import type { Clock, IndexName, Item, Key, Page, Table, Write } from '../../platform/ports.ts';
import { whyNot } from './conditions.ts';
import { keyOf, updated } from './item-after-write.ts';
import { checkKey, indexEntrySize, keySize, limits, nameOf, type StoredForm, storedForm } from './item-size.ts';
import { type IndexEntry, type IndexPairs, LaggingIndex } from './lagging-index.ts';
import { indexPairs, type Row, SqliteItems, samePlace } from './sqlite-items.ts';
import { type Usage, UsageMeter } from './usage-meter.ts';

export interface SqliteTableOptions {
  /** The partition whose reads are counted apart: what every function keeps for a while, whatever is stored. */
  sharedPartition?: string;
  /** After how many further writes a change is seen in the indexes; 0 at once. */
  indexLag?: number;
  /** Whether the write request of this number, counted from 1, meets another writer and ends as `Conflict`. */
  conflictAt?: (request: number) => boolean;
}

/** Rows fetched at once for a page: more than most pages need, and few enough at 400 KB each. */
const rowsAtOnce = 256;

/** Index entries that a page without a limit may hold: about 1 MB of the short ones that are usual. */
const mostEntriesInPage = 16_384;

/** What a write will do, found before anything is changed. */
interface Change {
  key: Key;
  /** What is stored now, even if it has expired. */
  row: Row | undefined;
  act: 'store' | 'remove' | 'check';
  after?: After;
  failure: string | undefined;
  /** The greater of the sizes before and after, which is what DynamoDB bills. */
  size: number;
}

interface After {
  form: StoredForm;
  expiresAt: number | null;
  at: IndexPairs;
}

/**
 * The table in SQLite, as strict as DynamoDB. Beyond the port: writes as well as reads take an expired item for absent,
 * and so do the indexes; the work is done before the promise is returned. Breaking a limit throws `TooBig`, a request
 * that DynamoDB would call invalid `TypeError`. One table a database.
 */
export class SqliteTable implements Table {
  readonly #items: SqliteItems;
  readonly #clock: Clock;
  readonly #meter = new UsageMeter();
  readonly #lagging: LaggingIndex | undefined;
  readonly #conflictAt: ((request: number) => boolean) | undefined;
  readonly #sharedPartition: string | undefined;
  #writeRequests = 0;

  constructor(database: DatabaseSync, clock: Clock, options: SqliteTableOptions = {}) {
    this.#items = new SqliteItems(database);
    this.#clock = clock;
    this.#lagging = options.indexLag ? new LaggingIndex(options.indexLag) : undefined;
    this.#conflictAt = options.conflictAt;
    this.#sharedPartition = options.sharedPartition;
  }

  async get(key: Key): Promise<Item | undefined> {
    this.#meter.request();
    return this.#read(key);
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    if (keys.length > limits.keysInBatch)
      throw new TooBig(`A batch of ${keys.length} keys was asked for; ${limits.keysInBatch} is the most.`);
    if (keys.length > 0) this.#meter.request();
    return keys.map((key) => this.#read(key));
  }

  async query(pk: string, prefix: string, from?: string, limit?: number): Promise<Page<Item>> {
    checkLimit(limit);
    this.#meter.request();
    const items: Item[] = [];
    const now = this.#seconds();
    const atOnce = Math.min((limit ?? rowsAtOnce) + 1, rowsAtOnce);
    let size = 0;
    let last = from;
    for (;;) {
      const rows = this.#items.page(pk, prefix, last, now, atOnce);
      for (const [body, bytes] of rows) {
        if (items.length === limit || (size + bytes > limits.page && items.length > 0)) {
          this.#meter.consistentRead(size, pk === this.#sharedPartition);
          return { items, next: last as string };
        }
        const item = JSON.parse(body) as Item;
        items.push(item);
        size += bytes;
        last = item.sk;
      }
      if (rows.length < atOnce) {
        this.#meter.consistentRead(size, pk === this.#sharedPartition);
        return { items };
      }
    }
  }

  async queryIndex(
    index: IndexName,
    key: string,
    until?: string,
    from?: string,
    limit?: number,
    since?: string,
  ): Promise<Page<Item>> {
    checkLimit(limit);
    this.#meter.request();
    const after = from === undefined ? beginningAt(since) : (JSON.parse(from) as IndexEntry);
    const most = (limit ?? mostEntriesInPage) + 1;
    const entries = this.#entries(index, key, until, after, most);
    const items: Item[] = [];
    let size = 0;
    let next: string | undefined;
    for (const entry of entries) {
      const bytes = indexEntrySize(index, key, entry.at, entry);
      if (items.length + 1 === most || size + bytes > limits.page) {
        next = JSON.stringify(entries[items.length - 1]);
        break;
      }
      size += bytes;
      items.push({ pk: entry.pk, sk: entry.sk, [index]: key, [`${index}At`]: entry.at });
    }
    this.#meter.laggingRead(size);
    return next === undefined ? { items } : { items, next };
  }

  async write(write: Write): Promise<void> {
    if ('check' in write) throw new TypeError(`A check of ${nameOf(write.check)} belongs in a transaction.`);
    this.#beginRequest([write]);
    if ('put' in write && this.#insertNew(write)) return;
    const change = this.#change(write);
    this.#meter.write(change.size, false);
    if (change.failure !== undefined) throw new ConditionFailed(`Item ${nameOf(change.key)}: ${change.failure}.`);
    this.#apply(change);
  }

  async transact(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return;
    if (writes.length > limits.writesInTransaction)
      throw new TooBig(`A transaction of ${writes.length} writes; ${limits.writesInTransaction} is the most.`);
    refuseRepeatedItems(writes);
    this.#beginRequest(writes);
    const changes = writes.map((write) => this.#change(write));
    const total = changes.reduce((sum, change) => sum + (change.after?.form.size ?? change.size), 0);
    if (total > limits.transaction)
      throw new TooBig(
        `A transaction of ${total} bytes, first ${firstName(writes)}; ${limits.transaction} is the most.`,
      );
    for (const change of changes) this.#meter.write(change.size, true);
    refuseFailed(changes);
    if (changes.length === 1) for (const change of changes) this.#apply(change);
    else this.#items.together(() => changes.forEach(this.#apply, this));
  }

  /** What DynamoDB on demand would have billed so far. */
  usage(): Usage {
    return this.#meter.total();
  }

  /** Whether any of these index partitions holds an entry up to and including `until`: for a clockwork, not metered. */
  hasEntry(index: IndexName, keys: readonly string[], until: string): boolean {
    return keys.some((key) => this.#entries(index, key, until, undefined, 1).length > 0);
  }

  /** All items whose `sk` begins so, by `pk`, then `sk`: for reports and tests, not metered. */
  *scan(skPrefix: string): Iterable<Item> {
    for (const body of this.#items.bodies(skPrefix, this.#seconds())) yield JSON.parse(body) as Item;
  }

  #read(key: Key): Item | undefined {
    checkKey(key);
    const row = this.#items.row(key);
    this.#meter.consistentRead(row?.size ?? 0, key.pk === this.#sharedPartition);
    return row === undefined || this.#hasExpired(row) ? undefined : JSON.parse(row.body);
  }

  /** A put whose condition holds for an absent item needs no read where the item is indeed absent. */
  #insertNew(write: Extract<Write, { put: Item }>): boolean {
    if (whyNot(write.if, undefined) !== undefined) return false;
    checkKey(write.put);
    const after = afterOf(write.put);
    if (!this.#items.insert(write.put, after.form, after.expiresAt, after.at)) return false;
    this.#meter.write(after.form.size, false);
    this.#noteIndexes(write.put, nowhere, after.at);
    return true;
  }

  #change(write: Write): Change {
    const key = keyOf(write);
    checkKey(key);
    const row = this.#items.row(key);
    const isThere = row !== undefined && !this.#hasExpired(row);
    const before =
      isThere && (write.if !== undefined || 'update' in write) ? (JSON.parse(row.body) as Item) : undefined;
    const failure = whyNot(write.if, before);
    const size = row?.size ?? keySize(key);
    if (failure !== undefined || 'check' in write) return { key, row, act: 'check', failure, size };
    if ('delete' in write) return { key, row, act: 'remove', failure, size };
    const after = afterOf('put' in write ? write.put : updated(write, before));
    return { key, row, act: 'store', after, failure, size: Math.max(size, after.form.size) };
  }

  #apply(change: Change): void {
    const { key, row, act, after } = change;
    if (act === 'check') return;
    if (after === undefined) {
      if (row !== undefined) this.#items.remove(key);
    } else if (row !== undefined && samePlace('agenda', row, after.at) && samePlace('work', row, after.at))
      this.#items.storeInPlace(key, after.form, after.expiresAt);
    else this.#items.store(key, after.form, after.expiresAt, after.at);
    this.#noteIndexes(key, row ?? nowhere, after?.at ?? nowhere);
  }

  #noteIndexes(key: Key, before: IndexPairs, after: IndexPairs): void {
    let entries = 0;
    if (!samePlace('agenda', before, after)) entries += (before.agenda ? 1 : 0) + (after.agenda ? 1 : 0);
    if (!samePlace('work', before, after)) entries += (before.work ? 1 : 0) + (after.work ? 1 : 0);
    if (entries > 0) this.#meter.indexEntries(entries);
    this.#lagging?.wrote(key, entries > 0 ? before : undefined);
  }

  #entries(index: IndexName, key: string, until: string | undefined, from: IndexEntry | undefined, most: number) {
    const now = this.#seconds();
    if (this.#lagging === undefined) return this.#items.entries(index, key, until, from, now, most);
    const current = this.#items.entries(index, key, undefined, undefined, now, -1);
    return this.#lagging.seen(index, key, current, until, from).slice(0, most);
  }

  #beginRequest(writes: readonly Write[]): void {
    this.#meter.request();
    this.#writeRequests += 1;
    if (this.#conflictAt?.(this.#writeRequests))
      throw new Conflict(`Another writer was at ${firstName(writes)} at the same time; try again.`);
  }

  #hasExpired(row: Row): boolean {
    return row.expiresAt !== null && row.expiresAt <= this.#seconds();
  }

  #seconds(): number {
    return this.#clock.now() / 1000;
  }
}

/** What stands before every entry at the place: keys are never empty. */
const beginningAt = (since: string | undefined): IndexEntry | undefined =>
  since === undefined ? undefined : { at: since, pk: '', sk: '' };

const nowhere: IndexPairs = { agenda: null, agendaAt: null, work: null, workAt: null };

function afterOf(item: Item): After {
  return {
    form: storedForm(item),
    expiresAt: typeof item.expiresAt === 'number' ? item.expiresAt : null,
    at: indexPairs(item),
  };
}

const firstName = (writes: readonly Write[]): string => writes.slice(0, 1).map(keyOf).map(nameOf).join();

function checkLimit(limit: number | undefined): void {
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
    throw new TypeError(`A page of ${limit} items was asked for; it needs a whole number from 1.`);
}

function refuseRepeatedItems(writes: readonly Write[]): void {
  const names = new Set<string>();
  for (const write of writes) {
    const key = keyOf(write);
    const name = JSON.stringify([key.pk, key.sk]);
    if (names.has(name)) throw new TypeError(`A transaction names ${nameOf(key)} twice; make one write of the two.`);
    names.add(name);
  }
}

function refuseFailed(changes: readonly Change[]): void {
  const reasons = changes.map(({ key, failure }) => failure && `Item ${nameOf(key)}: ${failure}.`);
  const failed = reasons.filter((reason) => reason !== undefined);
  if (failed.length > 0) throw new ConditionFailed(failed.join(' '), reasons);
}
