import { textCell } from '../platform/csv-cell.ts';
import { formatMoney } from '../platform/money.ts';
import type { Cell, CellKind, FigureTable } from './figures-tables.ts';

/** A spreadsheet reads a file as UTF-8 where it begins with this mark. */
const MARK = '\ufeff';

const cellOf = (cell: Cell | undefined, kind: CellKind, currency: string): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return `>= ${cell.atLeast}`;
  if (typeof cell === 'string') return textCell(cell);
  if (kind === 'money') return formatMoney(cell, currency);
  return `${Math.round(cell * 10_000) / 10_000}`;
};

/**
 * A table as CSV by RFC 4180, for a spreadsheet: no cell begins like a formula but numbers below zero. Amounts are plain
 * decimals in the currency that their column names, shares fractions of 1, months `YYYY-MM`, dates `YYYY-MM-DD`.
 */
export const csvOf = ({ columns, rows }: Pick<FigureTable, 'columns' | 'rows'>, currency: string): string => {
  const head = columns.map(({ title, kind }) => textCell(kind === 'money' ? `${title} (${currency})` : title));
  const lines = rows.map((row) => columns.map(({ kind }, index) => cellOf(row[index], kind, currency)).join(','));
  return `${MARK}${[head.join(','), ...lines].join('\r\n')}\r\n`;
};
