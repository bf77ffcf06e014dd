import { bars } from './chart/bars.ts';
import { type Chart, columns, type Series } from './chart/columns.ts';
import { lines } from './chart/lines.ts';
import type { FigureFormat } from './figures-format.ts';
import type { Cell, FigureTable, TableId } from './figures-tables.ts';
import type { Html } from './page.ts';
import type { FiguresWords } from './words/figures-en.ts';

/** The picture of a table. Long lists show their first rows; the table has them all. */
const MOST_BARS = 8;

const numberOf = (cell: Cell | undefined): number | null =>
  typeof cell === 'number' ? cell : typeof cell === 'object' && cell !== null ? cell.atLeast : null;

/** The values of a column from the left, 0 the names. */
const columnOf = ({ rows }: FigureTable, index: number): (number | null)[] => rows.map((row) => numberOf(row[index]));

const seriesOf = (table: FigureTable, indexes: readonly number[], colours: readonly string[]): Series[] =>
  indexes.map((index, at) => ({
    name: table.columns[index]!.title,
    colour: colours[at]!,
    values: columnOf(table, index),
  }));

const overMonths = (
  table: FigureTable,
  of: { description: string; series: Series[]; axis: (value: number) => string },
  format: FigureFormat,
): Chart => ({
  id: `chart-${table.id}`,
  title: table.title,
  description: of.description,
  names: table.rows.map(([month]) => format.shortMonth(String(month))),
  series: of.series,
  format: of.axis,
});

const AGES = ['age0', 'age1', 'age2', 'age3', 'age4'];
const LINES = ['c1', 'c2', 'c3', 'c4'];

const barsOf = (
  table: FigureTable,
  description: string,
  row: (row: readonly Cell[]) => { text: string; value: number; part?: number },
): Html | '' => {
  const rows = table.rows.map((cells) => ({ name: String(cells[0]), ...row(cells) })).filter(({ value }) => value > 0);
  if (rows.length === 0) return '';
  return bars({ id: `chart-${table.id}`, title: table.title, description, rows: rows.slice(0, MOST_BARS) });
};

/** What of the promises was kept, and what was not. */
const promiseSeries = (table: FigureTable, words: FiguresWords): Series[] => {
  const promised = columnOf(table, 4);
  const paid = columnOf(table, 5);
  return [
    { name: words.kept, colour: 'c1', values: paid },
    { name: words.notKept, colour: 'c5', values: promised.map((value, index) => (value ?? 0) - (paid[index] ?? 0)) },
  ];
};

type Drawn = (table: FigureTable, words: FiguresWords, format: FigureFormat) => Html | '';

const PICTURES: Partial<Record<TableId, Drawn>> = {
  'ageing-by-month': (table, { charts }, format) => {
    const series = seriesOf(table, [1, 2, 3, 4, 5], AGES);
    return columns(overMonths(table, { description: charts.ageing, series, axis: format.axisMoney }, format));
  },
  dso: (table, { charts }, format) => {
    const series = seriesOf(table, [1, 2, 4], ['c1', 'c3', 'c2']);
    return lines(overMonths(table, { description: charts.dso, series, axis: format.number }, format));
  },
  'roll-rates': (table, { charts }, format) => {
    const series = seriesOf(table, [1, 2, 3, 4], LINES);
    return lines(overMonths(table, { description: charts.rollRates, series, axis: format.percent }, format));
  },
  'bad-debt': (table, { charts }, format) => {
    const series = seriesOf(table, [1], ['age4']);
    return columns(overMonths(table, { description: charts.badDebt, series, axis: format.axisMoney }, format));
  },
  promises: (table, words, format) => {
    const series = promiseSeries(table, words);
    const description = words.charts.promises;
    return columns(overMonths(table, { description, series, axis: format.axisMoney }, format));
  },
  disputes: (table, { charts }, format) =>
    barsOf(table, charts.disputes, (row) => ({ text: format.cell(row[2], 'money'), value: numberOf(row[2]) ?? 0 })),
  'root-causes': (table, { charts }, format) =>
    barsOf(table, charts.causes, (row) => ({ text: format.cell(row[2], 'money'), value: numberOf(row[2]) ?? 0 })),
  letters: (table, { charts }, format) =>
    barsOf(table, charts.letters, (row) => ({
      text: `${format.cell(row[5], 'money')} / ${format.cell(row[4], 'money')}`,
      value: numberOf(row[4]) ?? 0,
      part: numberOf(row[5]) ?? 0,
    })),
  work: (table, { charts }, format) =>
    barsOf(table, charts.work, (row) => {
      const done = numberOf(row[1]) ?? 0;
      return { text: format.number(done), value: done, part: done - (numberOf(row[2]) ?? 0) };
    }),
};

/** The picture of a table; nothing where it has none, or there is nothing to draw. */
export const pictureOf: Drawn = (table, words, format) =>
  table.rows.length === 0 ? '' : (PICTURES[table.id]?.(table, words, format) ?? '');
