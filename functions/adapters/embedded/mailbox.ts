import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock, Ids, Mailer, MailStanding, OutgoingMail } from '../../platform/ports.ts';
import { SentCounts } from './sent-counts.ts';

/** A message of the mailbox as a list shows it. */
export interface MailboxEntry {
  /** Counts up in the order of arrival; the place to go on from in a list. */
  number: number;
  messageId: string;
  /** When it was sent, milliseconds since 1970. */
  at: number;
  from: string;
  to: readonly string[];
  tags: Readonly<Record<string, string>>;
  audience: OutgoingMail['audience'];
}

/** A message of the mailbox with its whole MIME text. */
export interface MailboxMessage extends MailboxEntry {
  raw: Uint8Array;
}

interface Row {
  number: number;
  messageId: string;
  at: number;
  sender: string;
  recipients: string;
  tags: string;
  audience: OutgoingMail['audience'];
}

const columns = 'number, messageId, at, sender, recipients, tags, audience';

/** Takes the place of a mail service on one machine: keeps every message in SQLite for the mailbox page. */
export class MailboxMailer implements Mailer {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #insert: StatementSync;
  readonly #newest: StatementSync;
  readonly #one: StatementSync;
  readonly #ofLetter: StatementSync;
  readonly #countAfter: StatementSync;
  readonly #sent = new SentCounts();

  constructor(database: DatabaseSync, clock: Clock, ids: Ids) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS mailbox (
        number INTEGER PRIMARY KEY, messageId TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, sender TEXT NOT NULL,
        recipients TEXT NOT NULL, tags TEXT NOT NULL, audience TEXT NOT NULL, raw BLOB NOT NULL);
      CREATE INDEX IF NOT EXISTS mailbox_letter ON mailbox (json_extract(tags, '$.letter'));`);
    this.#clock = clock;
    this.#ids = ids;
    this.#insert = database.prepare(
      'INSERT INTO mailbox (messageId, at, sender, recipients, tags, audience, raw) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#newest = database.prepare(`SELECT ${columns} FROM mailbox WHERE number < ? ORDER BY number DESC LIMIT ?`);
    this.#one = database.prepare(`SELECT ${columns}, raw FROM mailbox WHERE messageId = ?`);
    this.#ofLetter = database.prepare(
      `SELECT ${columns}, raw FROM mailbox WHERE json_extract(tags, '$.letter') = ? ORDER BY number DESC LIMIT 1`,
    );
    this.#countAfter = database.prepare(
      'SELECT audience, count(*) AS messages FROM mailbox WHERE number > ? GROUP BY audience',
    );
    const kept = database.prepare('SELECT at, json_array_length(recipients) AS number FROM mailbox WHERE at >= ?');
    for (const { at, number } of kept.all(SentCounts.since(clock.now())) as { at: number; number: number }[])
      this.#sent.add(at, number);
  }

  /** Stored when the promise is answered. */
  async send(mail: OutgoingMail): Promise<{ messageId: string }> {
    const messageId = this.#ids.next('message');
    const { from, to, tags, audience, raw } = mail;
    const now = this.#clock.now();
    this.#insert.run(messageId, now, from, JSON.stringify(to), JSON.stringify(tags), audience, raw);
    this.#sent.add(now, to.length);
    return { messageId };
  }

  async standing(): Promise<MailStanding> {
    return this.#sent.standing(this.#clock.now());
  }

  /** At most `limit` messages, the newest first; below the `number` of the last one seen, where that is given. */
  newest(limit: number, below: number = Number.MAX_SAFE_INTEGER): MailboxEntry[] {
    return (this.#newest.all(below, limit) as unknown as Row[]).map(entryOf);
  }

  /** How many messages came after the one with the number, by whom they went to. */
  countAfter(number: number): Record<OutgoingMail['audience'], number> {
    const rows = this.#countAfter.all(number) as unknown as { audience: OutgoingMail['audience']; messages: number }[];
    const counts = { customer: 0, staff: 0 };
    for (const { audience, messages } of rows) counts[audience] = messages;
    return counts;
  }

  message(messageId: string): MailboxMessage | undefined {
    return messageOf(this.#one.get(messageId));
  }

  /** The message that a letter left as, if it did. */
  ofLetter(letterId: string): MailboxMessage | undefined {
    return messageOf(this.#ofLetter.get(letterId));
  }
}

const messageOf = (found: unknown): MailboxMessage | undefined => {
  const row = found as (Row & { raw: Uint8Array }) | undefined;
  return row && { ...entryOf(row), raw: row.raw };
};

function entryOf({ number, messageId, at, sender, recipients, tags, audience }: Row): MailboxEntry {
  return { number, messageId, at, from: sender, to: JSON.parse(recipients), tags: JSON.parse(tags), audience };
}

/** Hands every message on, in the order of sending; a rehearsal writes them to files. */
export class CollectingMailer implements Mailer {
  readonly #ids: Ids;
  readonly #clock: Clock;
  readonly #collect: (mail: OutgoingMail, messageId: string) => void;
  readonly #sent = new SentCounts();

  constructor(ids: Ids, collect: (mail: OutgoingMail, messageId: string) => void, clock: Clock) {
    this.#ids = ids;
    this.#clock = clock;
    this.#collect = collect;
  }

  async send(mail: OutgoingMail): Promise<{ messageId: string }> {
    const messageId = this.#ids.next('message');
    this.#collect(mail, messageId);
    this.#sent.add(this.#clock.now(), mail.to.length);
    return { messageId };
  }

  async standing(): Promise<MailStanding> {
    return this.#sent.standing(this.#clock.now());
  }
}
