import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { BadInput } from '../../functions/platform/errors.ts';

/** The file in which everything stands: table, mailbox, executions, timeline, clock. */

/** Marks our files among SQLite databases: "GSt1". */
const APPLICATION_ID = 0x47537431;
const BESIDE = ['', '-wal', '-shm', '.sessions', '.sessions-wal', '.sessions-shm'];

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Opens a database and keeps everybody else out of it for as long as this process lives. */
const openAlone = (file: string): DatabaseSync => {
  let database: DatabaseSync | undefined;
  try {
    database = openDatabase(file);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
    return database;
  } catch (error) {
    database?.close();
    if (/locked|busy/i.test(text(error)))
      throw new BadInput([`${file}: another process has it open: stop that one, or name another file with --file`]);
    throw new BadInput([`${file}: is no ledger of Good Standing: name another file with --file`]);
  }
};

const isOurs = (database: DatabaseSync): boolean =>
  (database.prepare('PRAGMA application_id').get() as { application_id: number }).application_id === APPLICATION_ID;

/**
 * Opens an existing ledger; nobody else may have it open. Throws `BadInput` where somebody has, and where the file is
 * something else.
 */
export const openLedgerFile = (file: string): DatabaseSync => {
  const database = openAlone(file);
  if (isOurs(database)) return database;
  database.close();
  throw new BadInput([`${file}: is no ledger of Good Standing: name another file with --file`]);
};

/**
 * Removes a ledger, to begin anew; nothing is done where there is none. Throws `BadInput` where somebody has it open,
 * and where the file is something else: that is never removed.
 */
export const removeLedgerFile = (file: string): void => {
  if (!existsSync(file)) return;
  openLedgerFile(file).close();
  for (const ending of BESIDE) rmSync(`${file}${ending}`, { force: true });
};

/**
 * Makes a ledger in memory and puts it into its place as a whole: a start that was stopped half-way leaves no half
 * ledger behind.
 */
export const makeLedgerFile = async (file: string, make: (database: DatabaseSync) => Promise<void>): Promise<void> => {
  mkdirSync(dirname(file), { recursive: true });
  const database = openDatabase();
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  try {
    await make(database);
    const part = `${file}.${process.pid}.part`;
    rmSync(part, { force: true });
    database.prepare('VACUUM INTO ?').run(part);
    renameSync(part, file);
  } finally {
    database.close();
  }
};
