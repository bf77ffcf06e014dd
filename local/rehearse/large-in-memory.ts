import { openDatabase } from '../../functions/adapters/embedded/database.ts';

/**
 * A database in memory for a ledger of any size. SQLite goes through all changed pages of one in memory at every
 * commit: with its usual 4 KiB a page, 240,000 items make a write ten times as slow; with 32 KiB it stays even.
 */
export const largeInMemory = (): ReturnType<typeof openDatabase> => {
  const database = openDatabase();
  database.exec('PRAGMA page_size = 32768');
  return database;
};
