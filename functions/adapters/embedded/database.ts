import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a database for the embedded adapters: in memory, or in a file that survives a crash of the process (WAL; a
 * power cut may take the last moments). One process writes at a time.
 */
export function openDatabase(file = ':memory:'): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  return database;
}
