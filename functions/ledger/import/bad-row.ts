/** One thing that is wrong with a row; the whole row is left out. */
export interface BadRow {
  /** The line of the file on which the row begins, counted from 1; the header is line 1. */
  line: number;
  /** The column or template; empty where the row as a whole is wrong, and in a JSON line, whose sentence has a path. */
  column: string;
  /** The value as it stands in the file, cut where it is long. */
  value: string;
  /** What it is or is not, as the rest of a sentence: `is no amount`. */
  wrong: string;
  /** What would be right: `digits with a decimal point`; empty where `wrong` says it already. */
  right: string;
}

const MOST = 80;

/** A value that is short enough to be reported. */
export const cut = (value: string): string => (value.length > MOST ? `${value.slice(0, MOST - 1)}…` : value);

/** The sentence for a bad row: `line 17, column "Amount": "12,5x" is no amount: expected digits with a decimal point`. */
export const badRowText = (row: BadRow): string => {
  const where = row.column === '' ? `line ${row.line}` : `line ${row.line}, column "${row.column}"`;
  const value = row.value === '' ? '' : `${JSON.stringify(row.value)} `;
  return `${where}: ${value}${row.wrong}${row.right === '' ? '' : `: expected ${row.right}`}`;
};
