import { BUCKETS, totalOf } from '../reports/ageing.ts';
import type { MonthFigures } from '../reports/figures-of-month.ts';
import type { KeptFigures } from '../reports/kept-figures.ts';
import { share } from '../reports/share.ts';
import { monthIn, OTHER_CAUSES } from '../reports/tally.ts';
import { inWords } from './acts/act-form.ts';
import type { FiguresWords } from './words/figures-en.ts';

/** The figures as tables: a page, a picture and a file show the same rows. */

/** Amounts are minor units, shares and rates fractions of 1; null where a figure is undefined. */
export type Cell = string | number | null | { atLeast: number };
export type CellKind = 'text' | 'month' | 'date' | 'money' | 'number' | 'days' | 'percent' | 'share';
export type TableId = keyof FiguresWords['tables'];

export interface FigureTable {
  id: TableId;
  title: string;
  columns: readonly { title: string; kind: CellKind }[];
  rows: readonly (readonly Cell[])[];
}

/** The kinds of the columns, in the order of the words. */
const KINDS = {
  ageing: ['text', 'money', 'share'],
  'ageing-by-month': ['month', 'money', 'money', 'money', 'money', 'money', 'money'],
  dso: ['month', 'days', 'days', 'days', 'days', 'percent'],
  'roll-rates': ['month', 'share', 'share', 'share', 'share'],
  'bad-debt': ['month', 'money', 'money', 'share'],
  promises: ['month', 'number', 'number', 'share', 'money', 'money', 'share'],
  disputes: ['text', 'number', 'money', 'number', 'date'],
  'root-causes': ['text', 'number', 'money', 'number'],
  letters: ['text', 'number', 'number', 'number', 'money', 'money', 'share'],
  work: ['text', 'number', 'number', 'days', 'number', 'number', 'date'],
} as const satisfies Record<TableId, readonly CellKind[]>;

export const TABLES = Object.keys(KINDS) as TableId[];

/** What the tables are made of: the months that have anything, oldest first, and the one that is looked at. */
export interface Looked {
  kept: KeptFigures;
  months: readonly MonthFigures[];
  month: MonthFigures;
  /** Kept ÷ decided needs the counts, which the months have as shares of rounded figures. */
  scope: 'all' | 'undisputed';
}

const ageingRows = ({ month }: Looked, words: FiguresWords): Cell[][] =>
  BUCKETS.map((bucket) => [
    words.buckets[bucket],
    month.ageing[bucket],
    share(month.ageing[bucket], totalOf(month.ageing)),
  ]);

const causeRows = ({ kept, month }: Looked, words: FiguresWords): Cell[][] =>
  Object.entries(monthIn(kept.tally, month.month).causes)
    .sort(([, a], [, b]) => b.amount - a.amount || b.number - a.number)
    .map(([name, { number, amount, daysOfDelay }]) => [
      name === OTHER_CAUSES ? words.otherCauses : name.slice(1),
      number,
      amount,
      daysOfDelay,
    ]);

/** What is in dispute is as of the last day that was counted; it stands with the newest month only. */
const disputeRows = ({ kept, months, month }: Looked): Cell[][] =>
  Object.entries(month === months.at(-1) ? (kept.tally.disputes ?? {}) : {})
    .sort(([, a], [, b]) => b.amount - a.amount || b.number - a.number)
    .map(([name, { number, amount, days, oldest }]) => [inWords(name.slice(1)), number, amount, days, oldest]);

const letterRows = ({ kept, month }: Looked): Cell[][] =>
  Object.entries(monthIn(kept.tally, month.month).letters)
    .sort(([, a], [, b]) => b.asked - a.asked || b.sent - a.sent)
    .map(([step, { sent, bounced, invoices, asked, settled }]) => [
      ...[inWords(step), sent, bounced, invoices],
      ...[asked, settled, share(settled, asked)],
    ]);

/** What is open is as of now; it stands with the newest month only. */
const workRows = ({ kept, months, month }: Looked): Cell[][] => {
  const { work } = monthIn(kept.tally, month.month);
  const open = month === months.at(-1) ? kept.tally.open : {};
  return [...new Set([...Object.keys(work), ...Object.keys(open)])].sort().map((department) => {
    const done = work[department];
    const waiting = open[department];
    return [
      ...[
        inWords(department),
        done?.done ?? 0,
        done?.late ?? 0,
        done === undefined ? null : share(done.days, done.done),
      ],
      ...[waiting?.number ?? 0, waiting?.late ?? 0, waiting?.oldest ?? null],
    ];
  });
};

const promiseRow = ({ kept, scope }: Looked, month: string): Cell[] => {
  const { number, amount, decided } = monthIn(kept.tally, month).promises[scope];
  return [
    ...[month, decided.number, number, share(number, decided.number)],
    ...[decided.amount, amount, share(amount, decided.amount)],
  ];
};

const monthRow = (id: TableId, of: MonthFigures): Cell[] => {
  const { month, figures, ageing, sales, writtenOff } = of;
  if (id === 'ageing-by-month') return [month, ...BUCKETS.map((bucket) => ageing[bucket]), totalOf(ageing)];
  if (id === 'bad-debt') return [month, writtenOff, sales, share(writtenOff, sales)];
  const { rollRates, countbackDso } = figures;
  if (id === 'roll-rates') return [month, ...BUCKETS.slice(0, 4).map((bucket) => rollRates[bucket])];
  const countback = countbackDso.atLeast ? { atLeast: countbackDso.days } : countbackDso.days;
  return [
    month,
    figures.dso,
    figures.bestPossibleDso,
    figures.averageDaysDelinquent,
    countback,
    figures.cei === null ? null : figures.cei / 100,
  ];
};

const rowsOf = (id: TableId, looked: Looked, words: FiguresWords): Cell[][] => {
  if (id === 'ageing') return ageingRows(looked, words);
  if (id === 'root-causes') return causeRows(looked, words);
  if (id === 'disputes') return disputeRows(looked);
  if (id === 'letters') return letterRows(looked);
  if (id === 'work') return workRows(looked);
  if (id === 'promises') return looked.months.map(({ month }) => promiseRow(looked, month));
  return looked.months.map((month) => monthRow(id, month));
};

export const tableOf = (id: TableId, looked: Looked, words: FiguresWords): FigureTable => {
  const { title, columns } = words.tables[id];
  return {
    id,
    title,
    columns: columns.map((column, index) => ({ title: column, kind: KINDS[id][index]! })),
    rows: rowsOf(id, looked, words),
  };
};
