import { systemClock } from '../../functions/adapters/aws/clock.ts';
import { randomIds } from '../../functions/adapters/aws/ids.ts';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import type { SessionPlace } from '../../functions/web/session.ts';

/**
 * Who is signed in at home, in a file beside the ledger, or nowhere but in memory. It goes by the clock on the wall:
 * moving the company's clock by a day signs nobody out.
 */
export const sessionsBeside = (ledgerFile?: string): SessionPlace => ({
  table: new SqliteTable(openDatabase(ledgerFile === undefined ? undefined : `${ledgerFile}.sessions`), systemClock),
  clock: systemClock,
  ids: randomIds(),
});
