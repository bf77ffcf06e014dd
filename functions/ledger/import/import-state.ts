import type * as z from 'zod';
import type { importCursor } from '../../../workflows/ledger-import/contract.ts';

export type ImportCursor = z.output<typeof importCursor>;

/** A file under way. */
export interface ImportedFile {
  key: string;
  version?: string | undefined;
  execution: string;
}

/** How much a part does before it gives way to the next. */
export interface PartBounds {
  /** A part begins nothing new after this long, in milliseconds. */
  budgetMs: number;
  /** Rows of a table that are held in memory at once. */
  rowsAPart: number;
  /** Payers that are recorded before the time is looked at. */
  payersAtOnce: number;
  /** Events of a file of events that are read before they are recorded. */
  eventsAtOnce: number;
}

/**
 * A part stops after 8 of the 15 minutes that a function has: one pass over the largest file, and the last payers, still
 * fit into the rest. 30,000 rows take some 100 MB as rows and events.
 */
export const BOUNDS: PartBounds = { budgetMs: 480_000, rowsAPart: 30_000, payersAtOnce: 64, eventsAtOnce: 500 };

/** What a part answers. A cursor goes into the next part. */
export type PartAnswer =
  | { state: 'more'; cursor: ImportCursor }
  | { state: 'recorded'; rows: number; badRows: number; recorded: number; repeated: number; refused: number }
  | { state: 'refused' | 'ignored' };
