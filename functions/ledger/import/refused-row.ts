import type { LedgerEvent } from '../event.ts';
import { type BadRow, badRowText } from './bad-row.ts';
import type { RowPlan, SlotName } from './row-plan.ts';

/**
 * What the ledger refused of a row, as a sentence about that row. The refusals of the ledger begin with the id of the
 * event and a path in it, and nobody who has a table knows either.
 */
export const refusedRow = (plan: RowPlan, line: number, event: LedgerEvent, problem: string): string => {
  const prefix = `event ${event.id}, `;
  const [path = '', ...rest] = problem.startsWith(prefix) ? problem.slice(prefix.length).split(': ') : ['', problem];
  const column = plan.slot(path as SlotName)?.label;
  const row: BadRow = { line, column: column ?? '', value: '', wrong: rest.join(': '), right: '' };
  if (column === undefined && path !== '') row.wrong = `${path}: ${row.wrong}`;
  return badRowText(row);
};
