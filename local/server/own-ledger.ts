import type { LedgerEvent } from '../../functions/ledger/event.ts';
import { type BadRow, badRowText } from '../../functions/ledger/import/bad-row.ts';
import { parseMapping } from '../../functions/ledger/import/mapping.contract.ts';
import { recordLedger } from '../../functions/ledger/import/record-ledger.ts';
import { readLedgerTable, type TableLedger } from '../../functions/ledger/import/table-to-events.ts';
import { addDays, parseDate } from '../../functions/platform/civil-date.ts';
import { type Company, companyOf, storeCompany } from '../../functions/platform/company.ts';
import { BadInput } from '../../functions/platform/errors.ts';
import { startOfDay } from '../../functions/platform/zone.ts';
import { named, readCompany } from '../rehearse/ledger-play.ts';
import { readBytes, readJson } from '../rehearse/read-json.ts';
import { makeLedgerFile } from './ledger-file.ts';
import { shareBar } from './share-bar.ts';
import { type World, worldIn } from './world.ts';

/** One's own ledger from a table: contracts §4, the form of the rehearsal with `--ledger`. */

export interface OwnLedger {
  ledger: string;
  mapping: string;
  settings?: string | undefined;
  from?: string | undefined;
}

type Warn = (text: string) => void;

/** Many a bad row has the same reason: so many are shown. */
const MOST_BAD_ROWS = 50;

const readTable = async (of: OwnLedger, company: Pick<Company, 'settings'>, warn: Warn) => {
  const { timeZone, currency, issueCategories } = company.settings;
  const categories = Object.keys(issueCategories);
  const bad: string[] = [];
  const json = readJson(of.mapping);
  const mapping = await named(of.mapping, () => parseMapping(json, categories));
  const bytes = readBytes(of.ledger);
  const reading = {
    timeZone,
    currency,
    categories,
    onBadRow: (row: BadRow) => bad.push(badRowText(row)),
    onWarning: warn,
  };
  const table = await named(of.ledger, () => readLedgerTable(bytes, mapping, reading));
  for (const text of bad.slice(0, MOST_BAD_ROWS)) warn(text);
  if (bad.length > MOST_BAD_ROWS) warn(`and ${bad.length - MOST_BAD_ROWS} more like these`);
  if (table.badRows > 0) warn(`${table.badRows} bad rows of ${table.rows} were left out`);
  if (table.firstDate === '') throw new BadInput([`${of.ledger}: holds no usable row`]);
  return table;
};

/** The day after the last invoice was issued, unless a date is named. */
const startOf = (events: readonly LedgerEvent[], from: string | undefined, zone: string): number => {
  if (from !== undefined) {
    if (parseDate(from) === undefined) throw new BadInput([`--from: "${from}" is no date: YYYY-MM-DD`]);
    return startOfDay(from, zone);
  }
  let last = '0000-01-01';
  for (const event of events)
    if (event.type === 'invoice.issued' && event.invoice.issuedOn > last) last = event.invoice.issuedOn;
  return startOfDay(addDays(last, 1), zone);
};

/** Records what happened by now, many events of a payer at once; what comes later waits for its day. */
const recordAll = async (
  { runtime, clock, coming }: World,
  { events, refusalOf }: Pick<TableLedger, 'events' | 'refusalOf'>,
  warn: Warn,
): Promise<void> => {
  const now = clock.now();
  const past: LedgerEvent[] = [];
  for (const event of events) {
    if (Date.parse(event.at) <= now) past.push(event);
    else coming.add(event);
  }
  const bar = shareBar('Importing');
  const { refused } = await recordLedger(runtime.platform, past, {
    onRefused: (event, problems) => warn(refusalOf(event, problems).join('\n')),
    onProgress: (done, of) => bar.at(done / of),
  });
  bar.done();
  if (refused > 0) warn(`${refused === 1 ? '1 fact was' : `${refused} facts were`} refused and left out`);
};

/** Makes a ledger of one's own. Nothing is sent before the clock is moved. */
export const makeOwnLedger = async (file: string, of: OwnLedger, warn: Warn): Promise<void> => {
  const company = readCompany(of.settings, warn);
  // Payment data in a table is as fresh as the table.
  const settings = { ...company.settings, freshnessHours: null };
  const table = await readTable(of, { settings }, warn);
  await makeLedgerFile(file, async (database) => {
    const world = worldIn(database, { start: startOf(table.events, of.from, settings.timeZone) });
    const { runtime, notes } = world;
    notes.write('ledger', { kind: 'own' });
    await storeCompany(runtime.platform.table, { ...company, settings });
    await recordAll(world, table, warn);
    warn('Deciding what comes next for each invoice …');
    await runtime.settle();
    await runtime.reviewNight();
  });
  warn(`${table.customers} customers, ${table.rows - table.badRows - table.repeats} invoices`);
};

/** Adds a newer table to a ledger of one's own: what is known already is left as it is. */
export const addLedger = async (world: World, of: OwnLedger, warn: Warn): Promise<void> => {
  const { runtime, notes, clock, database } = world;
  if (notes.read<{ kind: string }>('ledger')?.kind === 'sample')
    throw new BadInput(['--ledger: the file holds the sample: add --fresh to begin anew, or name another with --file']);
  const given = (['settings', 'from'] as const).filter((name) => of[name] !== undefined).map((name) => `--${name}`);
  if (given.length > 0)
    throw new BadInput([
      `${given.join(', ')}: a ledger is kept already, and has its own: leave this out to go on with it; --fresh would throw it away and begin anew`,
    ]);
  const company = await companyOf(runtime.platform.table, clock.now());
  const table = await readTable(of, company, warn);
  database.exec('BEGIN IMMEDIATE');
  try {
    await recordAll(world, table, warn);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
  await runtime.settle();
};
