/**
 * The five ports through which the product meets the outside world. Two sets of adapters implement them:
 * `functions/adapters/embedded` (tests, rehearsals, `npm start`) and `functions/adapters/aws`.
 */

/** What a table item may hold: plain JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where an item stands in the table. */
export interface Key {
  pk: string;
  sk: string;
}

/**
 * An item of the table. `agenda`/`agendaAt` place it in the index *agenda*, `work`/`workAt` in the index *work list*;
 * an item without the pair is not in that index. `expiresAt` (seconds since 1970) lets the table drop it afterwards.
 */
export interface Item extends Key {
  agenda?: string;
  agendaAt?: string;
  work?: string;
  workAt?: string;
  expiresAt?: number;
  [attribute: string]: unknown;
}

/** What must hold for a write to happen; all of it. Values compare by their JSON. */
export interface Condition {
  /** The item must (true) or must not (false) be there. */
  exists?: boolean;
  /** These attributes have exactly these values; `undefined` says that the attribute is absent. */
  equals?: Record<string, unknown>;
  /** These attributes are absent, or (numbers, or strings by code unit) less than the value. */
  absentOrLessThan?: Record<string, number | string>;
}

export type Write =
  | { put: Item; if?: Condition }
  /** Sets and removes attributes; makes the item where it is not there, unless `if` forbids it. */
  | { update: Key; set?: Record<string, unknown>; remove?: string[]; add?: Record<string, number>; if?: Condition }
  | { delete: Key; if?: Condition }
  /** Only a condition, inside a transaction. */
  | { check: Key; if: Condition };

export interface Page<T> {
  items: T[];
  /** Where the next page begins; absent on the last page. */
  next?: string;
}

/** The indexes of the table. Their entries may lag behind the items. */
export type IndexName = 'agenda' | 'work';

/**
 * The table. Reads by key and by partition are consistent; index queries may lag.
 * Errors: `ConditionFailed` (with a reason per item for `transact`), `Conflict`, `Throttled`, `ServiceUnavailable`;
 * an adapter has made its own retries of the last three before it gives up.
 */
export interface Table {
  get(key: Key): Promise<Item | undefined>;
  /** At most 100 keys; the answer is in the order of the keys. */
  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]>;
  /** The items of a partition whose `sk` begins with `prefix`, in `sk` order; a page is at most 1 MB. */
  query(pk: string, prefix: string, from?: string, limit?: number): Promise<Page<Item>>;
  /**
   * The items of an index partition from `since` up to and including `until`, by the index's sort key, then by key. A page
   * that begins at `from` is asked for with the same bounds.
   */
  queryIndex(
    index: IndexName,
    key: string,
    until?: string,
    from?: string,
    limit?: number,
    since?: string,
  ): Promise<Page<Item>>;
  /** One write. Throws `ConditionFailed` where its condition does not hold. */
  write(write: Write): Promise<void>;
  /** Up to 100 writes of different items and 4 MB, all or none. Throws `ConditionFailed` with `reasons`. */
  transact(writes: readonly Write[]): Promise<void>;
}

/** A finished message, ready to leave. `raw` is the whole MIME message. */
export interface OutgoingMail {
  from: string;
  to: readonly string[];
  raw: Uint8Array;
  /** Message tags: ids only. `letter` finds the letter again when its delivery is reported. */
  tags: Readonly<Record<string, string>>;
  /** Mail to customers and mail to staff are counted apart. */
  audience: 'customer' | 'staff';
}

/** What the mail service counted from an instant on, for a quarter of an hour. A message counts once per recipient. */
export interface MailCount {
  /** Milliseconds since 1970. */
  from: number;
  attempts: number;
  bounces: number;
  complaints: number;
}

/** How the mail service stands towards us. */
export interface MailStanding {
  /** Recipients that it still takes within its day; `Infinity` where it sets no limit. */
  leftToday: number;
  /** The last fourteen days, in any order; quarters in which nothing happened may be left out. */
  counts: readonly MailCount[];
}

/**
 * Sends mail. Errors of `send`: `CertainlyNotSent` where the service says so (throttle, rejected, could not connect), as
 * `MessageRefused` where the message itself is the reason;
 * any other error leaves open whether the message left. Errors of `standing`: `Throttled`, `ServiceUnavailable`.
 */
export interface Mailer {
  send(mail: OutgoingMail): Promise<{ messageId: string }>;
  /** What the service still takes, and how it says that our mail was received. */
  standing(): Promise<MailStanding>;
}

/** The names of the workflows, equal to the folders under `workflows/`. */
export type WorkflowName =
  | 'invoice-lifecycle'
  | 'correspondence'
  | 'issue-resolution'
  | 'escalation'
  | 'nightly-review'
  | 'ledger-import'
  | 'policy-change';

/** Starts, wakes and stops executions. */
export interface Workflows {
  /** Starts an execution. Throws `AlreadyStarted` where the name was used before. */
  start(workflow: WorkflowName, name: string, input: Json): Promise<void>;
  /** Completes a waiting task. Throws `TaskClosed` where the token is used, timed out or unknown. */
  wake(token: string, output: Json): Promise<void>;
  /** Stops a running execution; one that has ended is left as it is. */
  stop(workflow: WorkflowName, name: string, reason: string): Promise<void>;
}

/** The clock: milliseconds since 1970, UTC. */
export interface Clock {
  now(): number;
}

/** New ids and secrets; seeded in rehearsals so that the same input gives the same bytes. */
export interface Ids {
  /** An id of `A–Z a–z 0–9 _ -` that begins with the prefix, at most 64 characters. */
  next(prefix: string): string;
  /** 256 random bits, base64url. */
  token(): string;
}

export interface Ports {
  table: Table;
  mailer: Mailer;
  workflows: Workflows;
  clock: Clock;
  ids: Ids;
}

/** What is known of a file before it is read. `version` names these bytes and no others. */
export interface FoundFile {
  bytes: number;
  version?: string;
}

/**
 * The place where a company drops its files, and where the import keeps its plan and its report. Only the import has
 * it. Errors: `Throttled`, `ServiceUnavailable`; `Conflict` where a file was replaced while it was read.
 */
export interface LedgerFiles {
  /** The newest version, or the one named; undefined where there is none. */
  find(key: string, version?: string): Promise<FoundFile | undefined>;
  /** The bytes of a file in pieces of a few MiB at most, from an offset on. The file is there. */
  read(key: string, from?: number, version?: string): AsyncIterable<Uint8Array>;
  write(key: string, content: Uint8Array): Promise<void>;
}

/** An event for the books and other systems: `docs/events-out.md`. Equal ids are one event. */
export interface EventOut {
  id: string;
  source: 'good-standing';
  at: string;
  type: string;
  [field: string]: unknown;
}

/** Where events leave. Only the teller of the books has it. */
export interface EventsOut {
  /**
   * Hands the events over; each may arrive more than once. Returns the ids of those that were not taken, also after the
   * adapter's own retries: they are to be handed over again.
   */
  emit(events: readonly EventOut[]): Promise<string[]>;
}
