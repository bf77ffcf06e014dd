import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TimelineEntry } from '../../platform/timeline.ts';

/** An entry of the timeline with its place, from which a list goes on. */
export interface KeptEntry extends TimelineEntry {
  number: number;
}

interface Row {
  number: number;
  entry: string;
}

const kept = ({ number, entry }: Row): KeptEntry => ({ number, ...(JSON.parse(entry) as TimelineEntry) });

/** Keeps the timeline in SQLite for the pages: what is a log line on AWS. */
export class TimelineLog {
  readonly #insert: StatementSync;
  readonly #ofInvoice: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS timeline (
        number INTEGER PRIMARY KEY, invoiceId TEXT, entry TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS timeline_invoice ON timeline (invoiceId, number) WHERE invoiceId IS NOT NULL;`);
    this.#insert = database.prepare('INSERT INTO timeline (invoiceId, entry) VALUES (?, ?)');
    this.#ofInvoice = database.prepare(
      'SELECT number, entry FROM timeline WHERE invoiceId = ? AND number < ? ORDER BY number DESC LIMIT ?',
    );
  }

  tell(entry: TimelineEntry): void {
    this.#insert.run(entry.invoiceId ?? null, JSON.stringify(entry));
  }

  /** At most `limit` entries about an invoice, the newest first; before the one with the `number`, where given. */
  ofInvoice(invoiceId: string, limit: number, below: number = Number.MAX_SAFE_INTEGER): KeptEntry[] {
    return (this.#ofInvoice.all(invoiceId, below, limit) as unknown as Row[]).map(kept);
  }
}
