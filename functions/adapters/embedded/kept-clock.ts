import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { VirtualClock } from './clock.ts';

const SCHEMA = 'CREATE TABLE IF NOT EXISTS clock (only INTEGER PRIMARY KEY CHECK (only = 1), now INTEGER NOT NULL)';

/** Where the clock of a database stands, in milliseconds since 1970; undefined where it has none yet. */
function keptInstant(database: DatabaseSync): number | undefined {
  database.exec(SCHEMA);
  return (database.prepare('SELECT now FROM clock').get() as { now: number } | undefined)?.now;
}

/**
 * A clock that stands still until it is moved on, and is kept in a database: whoever opens that next goes on from where
 * it stood. Milliseconds since 1970, UTC.
 */
export class KeptClock extends VirtualClock {
  readonly #store: StatementSync;

  /** `start` counts only where the database has no clock yet. */
  constructor(database: DatabaseSync, start: number) {
    super(keptInstant(database) ?? start);
    this.#store = database.prepare('INSERT OR REPLACE INTO clock (only, now) VALUES (1, ?)');
    this.#store.run(this.now());
  }

  /** Moves the clock, in the database first. Throws `RangeError` where the instant lies before the present one. */
  override moveTo(instant: number): void {
    if (instant === this.now()) return;
    if (instant > this.now()) this.#store.run(instant);
    super.moveTo(instant);
  }
}
