import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LedgerEvent } from '../../functions/ledger/event.ts';

interface Row {
  number: number;
  at: number;
  event: string;
}

export interface ComingEvent {
  number: number;
  /** When it happens, milliseconds since 1970. */
  at: number;
  event: LedgerEvent;
}

/** What will happen in a sample ledger when its day comes: payments, new invoices, the books' nightly feed. */
export class ComingEvents {
  readonly #insert: StatementSync;
  readonly #first: StatementSync;
  readonly #remove: StatementSync;
  #known: ComingEvent | undefined | 'not-read' = 'not-read';

  constructor(database: DatabaseSync) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS coming_event (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, event TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS coming_event_at ON coming_event (at, number);`);
    this.#insert = database.prepare('INSERT INTO coming_event (at, event) VALUES (?, ?)');
    this.#first = database.prepare('SELECT number, at, event FROM coming_event ORDER BY at, number LIMIT 1');
    this.#remove = database.prepare('DELETE FROM coming_event WHERE number = ?');
  }

  add(event: LedgerEvent): void {
    this.#insert.run(Date.parse(event.at), JSON.stringify(event));
    this.#known = 'not-read';
  }

  /** The one that happens first, or undefined where nothing is to come. */
  first(): ComingEvent | undefined {
    if (this.#known === 'not-read') {
      const row = this.#first.get() as unknown as Row | undefined;
      this.#known = row && { number: row.number, at: row.at, event: JSON.parse(row.event) as LedgerEvent };
    }
    return this.#known;
  }

  /** It has happened. */
  remove({ number }: ComingEvent): void {
    this.#remove.run(number);
    this.#known = 'not-read';
  }
}
