import * as z from 'zod';

/**
 * What an import is started with: a file in the place where files are dropped. The key of a file is seen in the console:
 * names of files hold no personal data. Without a version the newest counts; the first part keeps which that is.
 */
export const importInput = z.object({
  bucket: z.string().optional(),
  key: z.string().min(1).max(1024),
  version: z.string().max(1024).optional(),
});

const order = z.enum(['month-first', 'day-first']);
const count = z.int().min(0).default(0);

/** How far an import is; given back to the next part as it is. */
export const importCursor = z.object({
  pass: z.enum(['learn', 'check', 'plan', 'record']),
  /** The version of the file that every part reads. */
  version: z.string().optional(),
  /** How dates without a format are written, by their field. */
  orders: z.record(z.string(), order).optional(),
  /** Of a table: the part of its customers, and how many payers of it are recorded. */
  part: count,
  payers: count,
  /** Of a file of events: the bytes and lines that are recorded. */
  offset: count,
  line: count,
  rows: count,
  badRows: count,
  recorded: count,
  repeated: count,
  refused: count,
});
