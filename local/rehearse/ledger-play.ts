import { badRowText } from '../../functions/ledger/import/bad-row.ts';
import { parseMapping } from '../../functions/ledger/import/mapping.contract.ts';
import { readLedgerTable } from '../../functions/ledger/import/table-to-events.ts';
import { addDays, parseDate } from '../../functions/platform/civil-date.ts';
import { cleanFreeTexts } from '../../functions/platform/clean-text.ts';
import { BadInput } from '../../functions/platform/errors.ts';
import { problemsOf } from '../../functions/platform/fields.ts';
import { startOfDay } from '../../functions/platform/zone.ts';
import { companyFile, companyProblems } from '../../functions/policy/company-file.contract.ts';
import type { Policy } from '../../functions/policy/contract.ts';
import { readBytes, readJson } from './read-json.ts';
import { shippedPolicies, shippedSettings, shippedStaff } from './shipped.ts';
import type { Play } from './world.ts';

export interface LedgerArguments {
  ledger: string;
  mapping: string;
  settings?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  strict: boolean;
}

/** The company of `--settings`; without the file, or without policies in it, the shipped ones. */
export const readCompany = (file: string | undefined, warn: (text: string) => void) => {
  if (file === undefined) return { settings: shippedSettings(), policies: shippedPolicies(), staff: shippedStaff };
  const cleaned: string[] = [];
  const value = cleanFreeTexts(readJson(file), '', cleaned);
  const parsed = companyFile.safeParse(value);
  if (!parsed.success) throw new BadInput(problemsOf(parsed.error, value).map((problem) => `${file}: ${problem}`));
  const problems = companyProblems(parsed.data);
  if (problems.length > 0) throw new BadInput(problems.map((problem) => `${file}: ${problem}`));
  for (const path of cleaned) warn(`${file}: ${path}: control or bidi characters were taken out`);
  return { ...parsed.data, policies: parsed.data.policies.length === 0 ? shippedPolicies() : parsed.data.policies };
};

/** How long after the last date of a table a policy may still act: its last step by any anchor. */
const longestPolicy = (policies: readonly Policy[]): number =>
  Math.max(
    0,
    ...policies.map(({ steps, terms }) => Math.max(...steps.map((step) => step.when.days)) + (terms?.dueDays ?? 0)),
  );

const dateArgument = (name: string, text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  if (parseDate(text) === undefined) throw new BadInput([`--${name}: "${text}" is no date: YYYY-MM-DD`]);
  return text;
};

/** Problems of a file carry its name. */
export const named = async <T>(file: string, read: () => T | Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    throw error instanceof BadInput ? new BadInput(error.problems.map((problem) => `${file}: ${problem}`)) : error;
  }
};

/** The events of a table, and the world in which they happen. Both dates are included. */
export const ledgerPlay = async (args: LedgerArguments, warn: (text: string) => void): Promise<Play> => {
  const [from, to] = [dateArgument('from', args.from), dateArgument('to', args.to)];
  const json = readJson(args.mapping);
  const company = readCompany(args.settings, warn);
  const categories = Object.keys(company.settings.issueCategories);
  const mapping = await named(args.mapping, () => parseMapping(json, categories));
  const zone = company.settings.timeZone;
  const bad: string[] = [];
  const bytes = readBytes(args.ledger);
  const reading = {
    timeZone: zone,
    currency: company.settings.currency,
    categories,
    onBadRow: (row: Parameters<typeof badRowText>[0]) => bad.push(badRowText(row)),
    onWarning: warn,
  };
  const table = await named(args.ledger, () => readLedgerTable(bytes, mapping, reading));
  if (args.strict && bad.length > 0) throw new BadInput(bad);
  for (const text of bad) warn(text);
  if (table.badRows > 0) warn(`${table.badRows} bad rows of ${table.rows} were left out`);
  if (table.spellings > table.customers)
    warn(`${table.customers} customers stand under ${table.spellings} spellings of their names; the last one counts`);
  if (table.firstDate === '' && from === undefined) throw new BadInput([`${args.ledger}: holds no usable row`]);
  const first = from ?? table.firstDate;
  const last = to ?? addDays(table.lastDate === '' ? first : table.lastDate, longestPolicy(company.policies));
  if (last < first) throw new BadInput([`--to: ${last} is before the first day, ${first}`]);
  return {
    ...company,
    start: startOfDay(first, zone),
    until: startOfDay(addDays(last, 1), zone) - 1,
    // Payment data in a table is as fresh as the table.
    settings: { ...company.settings, freshnessHours: null },
    customers: [],
    events: table.events,
    faults: [],
  };
};
