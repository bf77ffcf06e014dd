import { minorDigits } from '../platform/money.ts';
import type { Cell, CellKind } from './figures-tables.ts';
import type { Reader } from './reader.ts';

/** How the page with the figures writes them, in the reader's language. */
export interface FigureFormat {
  cell(cell: Cell | undefined, kind: CellKind): string;
  /** `YYYY-MM` as `Mar 2026`, and as it stands below a column. */
  month(month: string): string;
  shortMonth(month: string): string;
  /** Minor units on an axis: `12K`. */
  axisMoney(minor: number): string;
  number(value: number): string;
  percent(value: number): string;
}

const NONE = '–';

export const figureFormat = (reader: Reader, currency: string): FigureFormat => {
  const { lang } = reader.words;
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat(lang, { notation: 'compact', maximumFractionDigits: 1 });
  const months = new Intl.DateTimeFormat(lang, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const shortMonths = new Intl.DateTimeFormat(lang, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const instantOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);
  const scale = 10 ** minorDigits(currency);
  const month = (of: string): string => months.format(instantOf(of));
  const written = (value: string, kind: CellKind): string =>
    kind === 'month' ? month(value) : kind === 'date' ? reader.date(value) : value;
  const counted = (value: number, kind: CellKind): string => {
    if (kind === 'money') return reader.money(value, currency);
    return kind === 'share' || kind === 'percent' ? percent.format(value) : number.format(value);
  };
  return {
    cell(cell, kind) {
      if (cell === null || cell === undefined) return NONE;
      if (typeof cell === 'object') return `≥ ${number.format(cell.atLeast)}`;
      return typeof cell === 'string' ? written(cell, kind) : counted(cell, kind);
    },
    month,
    shortMonth: (of) => shortMonths.format(instantOf(of)),
    axisMoney: (minor) => compact.format(minor / scale),
    number: (value) => number.format(value),
    percent: (value) => percent.format(value),
  };
};
