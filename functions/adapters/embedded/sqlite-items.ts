import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { IndexName, Item, Key } from '../../platform/ports.ts';
import { nameOf, type StoredForm } from './item-size.ts';
import type { IndexEntry, IndexPairs } from './lagging-index.ts';

/** Sorts after every text: SQLite orders blobs behind texts. */
const afterAllText = new Uint8Array(0);
/** Stands behind every sort key that an index partition can hold: those are ASCII. */
const LAST_TEXT = '\uffff';

/** What is stored of an item beside its key. `expiresAt` in seconds since 1970, `size` in bytes. */
export interface Row extends IndexPairs {
  body: string;
  size: number;
  expiresAt: number | null;
}

type RowValues = [string, number, number | null, string | null, string | null, string | null, string | null];

/** Throws where an index attribute is there but is no text, as DynamoDB does. */
export function indexPairs(item: Item): IndexPairs {
  const { agenda, agendaAt, work, workAt } = item;
  const onAgenda = indexKey(item, 'agenda', agenda) && indexKey(item, 'agendaAt', agendaAt);
  const onWorkList = indexKey(item, 'work', work) && indexKey(item, 'workAt', workAt);
  return {
    agenda: onAgenda ? (agenda as string) : null,
    agendaAt: onAgenda ? (agendaAt as string) : null,
    work: onWorkList ? (work as string) : null,
    workAt: onWorkList ? (workAt as string) : null,
  };
}

function indexKey(item: Key, name: string, value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string' && value !== '') return true;
  throw new TypeError(`Item ${nameOf(item)}: ${name} is ${JSON.stringify(value)}; an index needs text, not empty.`);
}

/** Whether two rows stand at the same place of an index. */
export const samePlace = (index: IndexName, a: IndexPairs, b: IndexPairs): boolean =>
  index === 'agenda' ? a.agenda === b.agenda && a.agendaAt === b.agendaAt : a.work === b.work && a.workAt === b.workAt;

/** The rows of the table in SQLite; one of these owns its database. No rules here: only statements. */
export class SqliteItems {
  readonly #database: DatabaseSync;
  readonly #row: StatementSync;
  readonly #insert: StatementSync;
  readonly #store: StatementSync;
  readonly #storeInPlace: StatementSync;
  readonly #remove: StatementSync;
  readonly #pageFrom: StatementSync;
  readonly #pageAfter: StatementSync;
  readonly #entries: Record<IndexName, StatementSync>;
  readonly #first: Record<IndexName, StatementSync>;
  /** No entry of an index partition stands before this: a schedule that finds nothing due costs no query. */
  readonly #noneBefore: Record<IndexName, Map<string, string>> = { agenda: new Map(), work: new Map() };
  readonly #scan: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS item (
        pk TEXT NOT NULL, sk TEXT NOT NULL, body TEXT NOT NULL, size INTEGER NOT NULL, expiresAt REAL,
        agenda TEXT, agendaAt TEXT, work TEXT, workAt TEXT, PRIMARY KEY (pk, sk)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS item_agenda ON item (agenda, agendaAt, pk, sk) WHERE agenda IS NOT NULL;
      CREATE INDEX IF NOT EXISTS item_work ON item (work, workAt, pk, sk) WHERE work IS NOT NULL;`);
    this.#database = database;
    const prepare = (sql: string): StatementSync => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    const page = (from: string): string =>
      `SELECT body, size FROM item WHERE pk = ? AND sk ${from} ? AND sk < ? AND (expiresAt IS NULL OR expiresAt > ?)
       ORDER BY sk LIMIT ?`;
    const entries = (index: IndexName): string =>
      `SELECT ${index}At, pk, sk FROM item WHERE ${index} = ? AND ${index}At <= ?
       AND (${index}At, pk, sk) > (?, ?, ?) AND (expiresAt IS NULL OR expiresAt > ?)
       ORDER BY ${index}At, pk, sk LIMIT ?`;
    this.#row = prepare(
      'SELECT body, size, expiresAt, agenda, agendaAt, work, workAt FROM item WHERE pk = ? AND sk = ?',
    );
    this.#insert = prepare('INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.#store = prepare('INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#storeInPlace = prepare('UPDATE item SET body = ?, size = ?, expiresAt = ? WHERE pk = ? AND sk = ?');
    this.#remove = prepare('DELETE FROM item WHERE pk = ? AND sk = ?');
    this.#pageFrom = prepare(page('>='));
    this.#pageAfter = prepare(page('>'));
    this.#entries = { agenda: prepare(entries('agenda')), work: prepare(entries('work')) };
    const first = (index: IndexName): string => `SELECT min(${index}At) FROM item WHERE ${index} = ?`;
    this.#first = { agenda: prepare(first('agenda')), work: prepare(first('work')) };
    this.#scan = prepare(
      'SELECT body FROM item WHERE sk >= ? AND sk < ? AND (expiresAt IS NULL OR expiresAt > ?) ORDER BY pk, sk',
    );
    this.#begin = prepare('BEGIN IMMEDIATE');
    this.#commit = prepare('COMMIT');
    this.#rollback = prepare('ROLLBACK');
  }

  row(key: Key): Row | undefined {
    const values = this.#row.get(key.pk, key.sk) as unknown as RowValues | undefined;
    if (values === undefined) return undefined;
    const [body, size, expiresAt, agenda, agendaAt, work, workAt] = values;
    return { body, size, expiresAt, agenda, agendaAt, work, workAt };
  }

  /** Stores an item that is not there yet; false, and nothing done, where one is. */
  insert(key: Key, form: StoredForm, expiresAt: number | null, at: IndexPairs): boolean {
    const { agenda, agendaAt, work, workAt } = at;
    this.#expectEntries(at);
    return (
      this.#insert.run(key.pk, key.sk, form.json, form.size, expiresAt, agenda, agendaAt, work, workAt).changes === 1
    );
  }

  /** Stores an item over what may be there. */
  store(key: Key, form: StoredForm, expiresAt: number | null, at: IndexPairs): void {
    const { agenda, agendaAt, work, workAt } = at;
    this.#expectEntries(at);
    this.#store.run(key.pk, key.sk, form.json, form.size, expiresAt, agenda, agendaAt, work, workAt);
  }

  #expectEntries({ agenda, agendaAt, work, workAt }: IndexPairs): void {
    this.#expectEntry('agenda', agenda, agendaAt);
    this.#expectEntry('work', work, workAt);
  }

  #expectEntry(index: IndexName, partition: string | null, at: string | null): void {
    if (partition === null || at === null) return;
    const none = this.#noneBefore[index].get(partition);
    if (none !== undefined && at < none) this.#noneBefore[index].set(partition, at);
  }

  /** Learns where the first entry of a partition stands; a transaction may yet bring back what it took away. */
  #learnFirst(index: IndexName, partition: string): void {
    if (this.#database.isTransaction) return;
    const [first] = this.#first[index].get(partition) as unknown as [string | null];
    this.#noneBefore[index].set(partition, first ?? LAST_TEXT);
  }

  /** Stores an item that is there and stays at its place in both indexes, which then need no work. */
  storeInPlace(key: Key, form: StoredForm, expiresAt: number | null): void {
    this.#storeInPlace.run(form.json, form.size, expiresAt, key.pk, key.sk);
  }

  remove(key: Key): void {
    this.#remove.run(key.pk, key.sk);
  }

  /** Bodies and sizes in a partition, from `prefix` or after `from`, that live on after `now` (seconds). */
  page(pk: string, prefix: string, from: string | undefined, now: number, most: number): [string, number][] {
    const statement = from === undefined ? this.#pageFrom : this.#pageAfter;
    return statement.all(pk, from ?? prefix, endOfPrefix(prefix), now, most) as unknown as [string, number][];
  }

  /** Entries of an index partition up to and including `until`, after `from`, in the order of the index. */
  entries(
    index: IndexName,
    partition: string,
    until: string | undefined,
    from: IndexEntry | undefined,
    now: number,
    most: number,
  ): IndexEntry[] {
    const none = this.#noneBefore[index].get(partition);
    if (none !== undefined && until !== undefined && until < none) return [];
    const rows = this.#entries[index].all(
      partition,
      until ?? afterAllText,
      from?.at ?? '',
      from?.pk ?? '',
      from?.sk ?? '',
      now,
      most,
    ) as unknown as [string, string, string][];
    if (rows.length === 0 && from === undefined) this.#learnFirst(index, partition);
    return rows.map(([at, pk, sk]) => ({ at, pk, sk }));
  }

  *bodies(skPrefix: string, now: number): Iterable<string> {
    const rows = this.#scan.iterate(skPrefix, endOfPrefix(skPrefix), now) as unknown as Iterable<[string]>;
    for (const [body] of rows) yield body;
  }

  /** Does the work in one transaction, or within the one that the owner of the database has begun. */
  together(work: () => void): void {
    if (this.#database.isTransaction) {
      work();
      return;
    }
    this.#begin.run();
    try {
      work();
      this.#commit.run();
    } catch (error) {
      if (this.#database.isTransaction) this.#rollback.run();
      throw error;
    }
  }
}

/** The first text, by UTF-8 bytes, behind all that begin with the prefix. */
function endOfPrefix(prefix: string): SQLInputValue {
  const points = Array.from(prefix, (letter) => letter.codePointAt(0) ?? 0);
  while (points.length > 0) {
    const last = points.pop() ?? 0;
    // The surrogates, 0xD800 to 0xDFFF, are no characters of their own.
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
  }
  return afterAllText;
}
