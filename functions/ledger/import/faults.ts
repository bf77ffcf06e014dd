import type { BadRow } from './bad-row.ts';
import { workKey } from './file-kind.ts';
import type { ImportPlatform } from './import-platform.ts';
import type { ImportedFile } from './import-state.ts';
import { readJsonFile } from './read-file.ts';

/** What was left out of a file, for its report. Lists are cut; the counts are not. */
export interface Faults {
  badRows: BadRow[];
  warnings: string[];
  /** Events that the ledger refused. */
  refused: string[];
}

const MOST = 1000;

const noFaults = (): Faults => ({ badRows: [], warnings: [], refused: [] });

/** Collects what goes wrong in a part, as far as the report shows it. */
export const collectFaults = () => {
  const faults = noFaults();
  const put = <T>(list: T[], entry: T): void => {
    if (list.length < MOST) list.push(entry);
  };
  return {
    faults,
    onBadRow: (row: BadRow): void => put(faults.badRows, row),
    onWarning: (text: string): void => put(faults.warnings, text),
    onRefused(problems: readonly string[]): void {
      for (const problem of problems) put(faults.refused, problem);
    },
  };
};

export const readFaults = async ({ files }: ImportPlatform, { execution }: ImportedFile): Promise<Faults> =>
  ((await readJsonFile(files, workKey(execution, 'faults'), undefined, Number.POSITIVE_INFINITY))?.json as
    | Faults
    | undefined) ?? noFaults();

const joined = <T>(before: readonly T[], after: readonly T[]): T[] => {
  const seen = new Set(before.map((entry) => JSON.stringify(entry)));
  return [...before, ...after.filter((entry) => !seen.has(JSON.stringify(entry)))].slice(0, MOST);
};

/** Keeps the faults of a part beside those of earlier ones; a part that is done again adds none twice. */
export const keepFaults = async (platform: ImportPlatform, of: ImportedFile, faults: Faults): Promise<void> => {
  if (faults.badRows.length + faults.warnings.length + faults.refused.length === 0) return;
  const before = await readFaults(platform, of);
  const all: Faults = {
    badRows: joined(before.badRows, faults.badRows),
    warnings: joined(before.warnings, faults.warnings),
    refused: joined(before.refused, faults.refused),
  };
  await platform.files.write(workKey(of.execution, 'faults'), Buffer.from(JSON.stringify(all)));
};
