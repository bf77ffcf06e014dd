import { companyOf, policiesKey } from '../../platform/company.ts';
import { BadInput } from '../../platform/errors.ts';
import { importCompany } from './company-settings.ts';
import { checkEventFile, recordEventPart } from './event-file.ts';
import { collectFaults, keepFaults } from './faults.ts';
import { COMPANY_FILE, type FileKind, kindOf, mappingKeys } from './file-kind.ts';
import type { ImportPlatform } from './import-platform.ts';
import { endImport } from './import-report.ts';
import type { ImportCursor, ImportedFile, PartAnswer, PartBounds } from './import-state.ts';
import { BOUNDS } from './import-state.ts';
import { parseMapping } from './mapping.contract.ts';
import { readJsonFile } from './read-file.ts';
import { eventsOfPart, recordPayers } from './record-table-part.ts';
import type { Orders } from './row-plan.ts';
import {
  keepPlan,
  keepReading,
  keptPlan,
  keptReading,
  learnTable,
  planTable,
  type TableReading,
} from './table-plan.ts';

/** The largest file, in bytes: one pass over it fits well into the time of a function, and its plan into its memory. */
const LARGEST_FILE = 268_435_456;

const start = (pass: ImportCursor['pass'], version: string | undefined): ImportCursor => ({
  pass,
  ...(version === undefined ? {} : { version }),
  part: 0,
  payers: 0,
  offset: 0,
  line: 0,
  rows: 0,
  badRows: 0,
  recorded: 0,
  repeated: 0,
  refused: 0,
});

/** What a table is read with; kept, so that all parts read it with the same. Throws `BadInput` where mapping or settings are missing. */
const readingOf = async (platform: ImportPlatform, { key }: ImportedFile): Promise<TableReading> => {
  const keys = mappingKeys(key);
  for (const at of keys) {
    const found = await readJsonFile(platform.files, at);
    if (found === undefined) continue;
    try {
      const { settings } = await companyOf(platform.table, platform.clock.now());
      const { timeZone, currency } = settings;
      const categories = Object.keys(settings.issueCategories);
      return { mapping: parseMapping(found.json, categories), timeZone, currency, categories };
    } catch (error) {
      throw error instanceof BadInput ? new BadInput(error.problems.map((problem) => `${at}: ${problem}`)) : error;
    }
  }
  throw new BadInput([`there is no mapping: expected ${keys.join(' or ')}, and then this file once more`]);
};

const tablePart = async (
  platform: ImportPlatform,
  file: ImportedFile,
  cursor: ImportCursor,
  bounds: PartBounds,
): Promise<PartAnswer> => {
  if (cursor.pass === 'learn') {
    const reading = await readingOf(platform, file);
    const orders = await learnTable(platform, file, reading);
    await keepReading(platform, file, reading);
    return { state: 'more', cursor: { ...cursor, pass: 'plan', orders } };
  }
  if (cursor.pass === 'plan') {
    const reading = await keptReading(platform, file);
    const { plan, faults } = await planTable(platform, file, reading, (cursor.orders ?? {}) as Orders, bounds);
    await keepPlan(platform, file, plan);
    await keepFaults(platform, file, faults);
    return { state: 'more', cursor: { ...cursor, pass: 'record', rows: plan.rows, badRows: plan.badRows } };
  }
  const until = platform.clock.now() + bounds.budgetMs;
  const plan = await keptPlan(platform, file);
  const { events, refusalOf } = await eventsOfPart(platform, file, plan, cursor.part);
  const counts = { recorded: cursor.recorded, repeated: cursor.repeated, refused: cursor.refused };
  const { faults, onRefused } = collectFaults();
  const { done, all } = await recordPayers(platform, events, cursor.payers, until, bounds, counts, (event, problems) =>
    onRefused(refusalOf(event, problems)),
  );
  await keepFaults(platform, file, faults);
  const next = { ...cursor, ...counts, part: all ? cursor.part + 1 : cursor.part, payers: all ? 0 : done };
  if (next.part < plan.parts.length) return { state: 'more', cursor: next };
  const { customers, spellings, repeats } = plan;
  return finished(platform, file, next, { rowsRepeated: repeats, customers, spellings });
};

const eventPart = async (
  platform: ImportPlatform,
  file: ImportedFile,
  cursor: ImportCursor,
  bounds: PartBounds,
): Promise<PartAnswer> => {
  if (cursor.pass !== 'record') {
    await checkEventFile(platform, file);
    return { state: 'more', cursor: { ...cursor, pass: 'record' } };
  }
  const part = await recordEventPart(platform, file, cursor, bounds);
  await keepFaults(platform, file, part.faults);
  return part.all ? finished(platform, file, part.cursor) : { state: 'more', cursor: part.cursor };
};

const companyPart = async (platform: ImportPlatform, file: ImportedFile, cursor: ImportCursor): Promise<PartAnswer> => {
  await keepFaults(platform, file, await importCompany(platform, file));
  return finished(platform, file, cursor);
};

const finished = async (
  platform: ImportPlatform,
  file: ImportedFile,
  { rows, badRows, recorded, repeated, refused }: ImportCursor,
  more: Readonly<Record<string, number>> = {},
): Promise<PartAnswer> => {
  const counts = { rows, badRows, recorded, repeated, refused };
  await endImport(platform, file, { state: 'recorded', counts: { ...counts, ...more } });
  return { state: 'recorded', ...counts };
};

const PARTS = { table: tablePart, events: eventPart, company: companyPart };

/** Finds the file, and refuses one that cannot be read as a whole whatever it is. Throws `BadInput`. */
const begin = async (
  { files, table }: ImportPlatform,
  kind: FileKind,
  file: { key: string; version?: string | undefined },
): Promise<ImportCursor> => {
  const found = await files.find(file.key, file.version);
  if (found === undefined) throw new BadInput(['the file is gone: drop it once more']);
  if (found.bytes === 0) throw new BadInput(['the file is empty']);
  if (found.bytes > LARGEST_FILE)
    throw new BadInput([`the file has ${found.bytes} bytes: expected at most ${LARGEST_FILE}, so part it`]);
  if (kind !== 'company' && (await table.get(policiesKey)) === undefined)
    throw new BadInput([`there are no settings yet: drop ${COMPANY_FILE} first, then this file once more`]);
  return start(kind === 'events' ? 'check' : 'learn', file.version ?? found.version);
};

/**
 * *Read the next part*: the first calls check the file and plan its parts, those after it record one part each. What is
 * wrong with the file as a whole refuses it, before anything is recorded. Every part may be done again.
 */
export const readNextPart = async (
  platform: ImportPlatform,
  of: { key: string; version?: string | undefined; execution: string },
  cursor: ImportCursor | null,
  bounds: PartBounds = BOUNDS,
): Promise<PartAnswer> => {
  const kind = kindOf(of.key);
  if (kind === 'other') return { state: 'ignored' };
  try {
    const at = cursor ?? (await begin(platform, kind, of));
    return await PARTS[kind](platform, { ...of, version: at.version }, at, bounds);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const { problems } = error;
    await endImport(platform, of, { state: 'refused', problems, counts: { problems: problems.length } });
    return { state: 'refused' };
  }
};
