import { ANSWER_DAYS } from '../../lifecycle/answer-days.ts';
import { type Company, companyOf, policiesKey } from '../../platform/company.ts';
import { settings } from '../../platform/settings.contract.ts';
import { Workspace } from '../../platform/workspace.ts';
import { makeCalendar } from '../../policy/calendar.ts';
import { itemId, personFor } from '../../work-list/item.ts';
import { closeItem, raiseItem } from '../../work-list/items.ts';
import { badRowText } from './bad-row.ts';
import { fingerprint } from './derived-ids.ts';
import { type Faults, readFaults } from './faults.ts';
import { reportKey } from './file-kind.ts';
import type { ImportPlatform } from './import-platform.ts';
import type { ImportedFile } from './import-state.ts';

/** What an import says at its end: a report beside the files, an item where somebody has to look, a line in the log. */

export interface Ending {
  state: 'recorded' | 'refused';
  /** Why the file as a whole was refused. */
  problems?: readonly string[];
  /** All figures of the import, by name. */
  counts: Readonly<Record<string, number>>;
}

const MOST_PROBLEMS = 1000;

/** Before the first settings are there, an item needs no more than a calendar. */
const withoutSettings = (): Company => {
  const shipped = settings.parse({});
  return { settings: shipped, staff: [], policies: [], calendar: makeCalendar(shipped.calendar, () => []) };
};

const companyNow = async ({ table, clock }: ImportPlatform): Promise<Company> => {
  const isSetUp = (await table.get(policiesKey)) !== undefined;
  return isSetUp ? companyOf(table, clock.now()) : withoutSettings();
};

/** One item for each file that is wrong; a better one of the same name closes it. */
const showOnList = async (
  platform: ImportPlatform,
  { key }: ImportedFile,
  title: string | undefined,
): Promise<void> => {
  const company = await companyNow(platform);
  const now = platform.clock.now();
  const workspace = new Workspace(platform.table);
  const id = itemId('task', 'ledger-file', fingerprint(key));
  if (title === undefined) await closeItem(workspace, undefined, id, new Date(now).toISOString(), 'system');
  else {
    const person = personFor('operator', company.staff, undefined) ?? personFor('finance', company.staff, undefined);
    await raiseItem(
      workspace,
      company,
      { itemId: id, kind: 'task', title, assignee: person?.id, department: 'finance', answerDays: ANSWER_DAYS },
      now,
      true,
    );
  }
  const writes = workspace.writes();
  if (writes.length > 0) await platform.table.transact(writes);
};

const titleOf = ({ key }: ImportedFile, ending: Ending, faults: Faults): string | undefined => {
  const name = key.slice(-100);
  if (ending.state === 'refused') return `A file of the ledger was refused: see ${reportKey(name)}`;
  const isWhole = faults.badRows.length + faults.refused.length === 0;
  return isWhole ? undefined : `Rows of a file of the ledger were left out: see ${reportKey(name)}`;
};

/** Ends an import. It may come twice: the report is written anew, the item raised once. */
export const endImport = async (platform: ImportPlatform, file: ImportedFile, ending: Ending): Promise<void> => {
  const at = new Date(platform.clock.now()).toISOString();
  const faults = await readFaults(platform, file);
  const problems = ending.problems?.slice(0, MOST_PROBLEMS);
  const report = {
    file: file.key,
    ...(file.version === undefined ? {} : { version: file.version }),
    execution: file.execution,
    at,
    state: ending.state,
    ...(problems === undefined ? {} : { problems }),
    counts: ending.counts,
    badRows: faults.badRows.map((row) => ({ ...row, text: badRowText(row) })),
    refused: faults.refused,
    warnings: faults.warnings,
  };
  await platform.files.write(reportKey(file.key), Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  await showOnList(platform, file, titleOf(file, ending, faults));
  const isRefused = ending.state === 'refused';
  platform.tell({
    at,
    what: isRefused ? 'ledger-file-refused' : 'ledger-file-recorded',
    why: {
      rule: isRefused ? 'wrong-file' : 'file-recorded',
      text: isRefused ? 'A dropped file was refused as a whole.' : 'A dropped file is recorded.',
      facts: { execution: file.execution, ...ending.counts },
    },
  });
};
