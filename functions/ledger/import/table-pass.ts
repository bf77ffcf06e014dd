import { BadInput } from '../../platform/errors.ts';
import type { BadRow } from './bad-row.ts';
import { readTable } from './csv-table.ts';
import type { ImportPlatform } from './import-platform.ts';
import { watchEnd } from './read-file.ts';
import type { RowPlan } from './row-plan.ts';

/**
 * Reads a table once from its beginning to its end, in pieces, and gives the values of each row. Throws `BadInput` where
 * the file is no table of these columns, or ends in the middle of a row: what else is missing of it nobody knows.
 */
export const passOver = async (
  { files }: ImportPlatform,
  file: { key: string; version?: string | undefined },
  plan: RowPlan,
  onRow: (values: string[], line: number) => void,
  onBadRow: (row: BadRow) => void = () => undefined,
): Promise<void> => {
  const watched = watchEnd(files.read(file.key, 0, file.version));
  let take: (fields: readonly string[]) => string[] = () => [];
  let whole = 1;
  let broken = 0;
  await readTable(watched.source, plan.columns, {
    header: (names) => {
      take = plan.taker(names);
    },
    row: (fields, line) => {
      whole = line;
      onRow(take(fields), line);
    },
    badRow: (row) => {
      broken = row.line;
      onBadRow(row);
    },
  });
  if (broken > whole && watched.endsOpen())
    throw new BadInput([`the file ends in the middle of line ${broken}: it was cut off, so deliver the whole of it`]);
};
