import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventOut, EventsOut } from '../../platform/ports.ts';

/** An event that left, with its place. */
export interface KeptEvent {
  number: number;
  event: EventOut;
}

/** Keeps the events that other systems would be told, each once: what is the event bus on AWS. */
export class KeptEvents implements EventsOut {
  readonly #insert: StatementSync;
  readonly #page: StatementSync;
  readonly #count: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS events_out (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT NOT NULL)',
    );
    this.#insert = database.prepare('INSERT OR IGNORE INTO events_out (id, event) VALUES (?, ?)');
    this.#page = database.prepare('SELECT number, event FROM events_out WHERE number < ? ORDER BY number DESC LIMIT ?');
    this.#count = database.prepare('SELECT count(*) AS count FROM events_out');
  }

  async emit(events: readonly EventOut[]): Promise<string[]> {
    for (const event of events) this.#insert.run(event.id, JSON.stringify(event));
    return [];
  }

  /** At most `limit` events, the newest first; before the one with the number, where given. */
  newest(limit: number, below: number = Number.MAX_SAFE_INTEGER): KeptEvent[] {
    const rows = this.#page.all(below, limit) as unknown as { number: number; event: string }[];
    return rows.map(({ number, event }) => ({ number, event: JSON.parse(event) as EventOut }));
  }

  get count(): number {
    return (this.#count.get() as { count: number }).count;
  }
}
