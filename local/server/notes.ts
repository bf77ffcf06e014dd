import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Json } from '../../functions/platform/ports.ts';

/** A few things that this server remembers about its file, by name: where it came from, the last move of the clock. */
export class Notes {
  readonly #read: StatementSync;
  readonly #write: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    this.#read = database.prepare('SELECT value FROM note WHERE name = ?');
    this.#write = database.prepare('INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)');
  }

  read<T>(name: string): T | undefined {
    const row = this.#read.get(name) as { value: string } | undefined;
    return row && (JSON.parse(row.value) as T);
  }

  write(name: string, value: Json): void {
    this.#write.run(name, JSON.stringify(value));
  }
}
