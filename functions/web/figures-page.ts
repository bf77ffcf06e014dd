import { html } from 'hono/html';
import { totalOf } from '../reports/ageing.ts';
import { figuresOfMonths, type MonthFigures } from '../reports/figures-of-month.ts';
import { type KeptFigures, keptFigures } from '../reports/kept-figures.ts';
import { monthIn } from '../reports/tally.ts';
import { pictureOf } from './figures-charts.ts';
import { csvOf } from './figures-csv.ts';
import { type FigureFormat, figureFormat } from './figures-format.ts';
import { type FigureTable, type Looked, TABLES, type TableId, tableOf } from './figures-tables.ts';
import type { Content, Html } from './page.ts';
import type { Reader } from './reader.ts';
import { missing, type StaffContext, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { empty, facts, table } from './staff-parts.ts';
import { figuresGerman } from './words/figures-de.ts';
import { type FiguresWords, figuresEnglish } from './words/figures-en.ts';

/** The manager's view: pictures of what the night has counted, each with its numbers as a table and as a file. */

const wordsOf = ({ words }: Reader): FiguresWords => (words.lang === 'de' ? figuresGerman : figuresEnglish);

/** The months from the first one with anything in it. */
const withoutEmpty = (months: readonly MonthFigures[]): readonly MonthFigures[] => {
  const first = months.findIndex(
    ({ sales, ageing, writtenOff }) => sales > 0 || writtenOff > 0 || totalOf(ageing) !== 0,
  );
  return first < 0 ? months.slice(-1) : months.slice(first);
};

/** What an address asks for; a month that is not kept is the newest, anything but `undisputed` is everything. */
const lookedAt = (kept: KeptFigures, query: (name: string) => string | undefined): Looked => {
  const scope = query('of') === 'undisputed' ? 'undisputed' : 'all';
  const months = withoutEmpty(figuresOfMonths(kept, scope));
  const month = months.find((each) => each.month === query('month')) ?? months.at(-1)!;
  return { kept, months, month, scope };
};

const address = (path: string, { month, scope }: { month: string; scope: Looked['scope'] }): string =>
  `${path}?month=${month}${scope === 'all' ? '' : `&of=${scope}`}`;

const choices = ({ months, month, scope }: Looked, words: FiguresWords, format: FigureFormat): Html => {
  const tab = (of: Looked['scope']): Html =>
    html`<li><a href="${address('/figures', { month: month.month, scope: of })}"${of === scope ? html` aria-current="true"` : ''}>${words.scope[of]}</a></li>`;
  return html`<form class="pick" method="get" action="/figures"><label for="month">${words.month}</label> <select id="month" name="month">${[
    ...months,
  ]
    .reverse()
    .map(
      (each) =>
        html`<option value="${each.month}"${each === month ? html` selected` : ''}>${format.month(each.month)}</option>`,
    )}</select>${scope === 'all' ? '' : html`<input type="hidden" name="of" value="${scope}">`} <button class="second">${words.show}</button></form>
<ul class="tabs" aria-label="${words.scope.label}">${tab('all')}${tab('undisputed')}</ul>`;
};

const tiles = (looked: Looked, words: FiguresWords, format: FigureFormat): Html => {
  const { kept, month, scope } = looked;
  const other =
    scope === 'all' ? figuresOfMonths(kept, 'undisputed').find((each) => each.month === month.month) : undefined;
  const both = (of: (figures: MonthFigures) => string): Content => {
    const value = of(month);
    const undisputed = other === undefined ? value : of(other);
    return html`<b>${value}</b>${undisputed === value ? '' : html`<small>${words.tiles.undisputed(undisputed)}</small>`}`;
  };
  const money = (minor: number): string => format.cell(minor, 'money');
  const days = (value: number | null): string =>
    value === null ? format.cell(null, 'days') : words.tiles.days(format.number(value));
  const { number, decided } = monthIn(kept.tally, month.month).promises[scope];
  const badDebt = ({ writtenOff, sales }: MonthFigures): string =>
    format.cell(sales === 0 ? null : writtenOff / sales, 'share');
  const of = words.tiles;
  return html`<div class="card tiles">${facts([
    [of.outstanding, both(({ ageing }) => money(totalOf(ageing)))],
    [of.overdue, both(({ ageing }) => money(totalOf(ageing) - ageing.current))],
    [
      of.dso,
      html`${both(({ figures }) => days(figures.dso))}${month.figures.bestPossibleDso === null ? '' : html`<small>${of.bestPossible(format.number(month.figures.bestPossibleDso))}</small>`}`,
    ],
    [of.cei, both(({ figures }) => format.cell(figures.cei === null ? null : figures.cei / 100, 'percent'))],
    [of.badDebt, both(badDebt)],
    [
      of.promises,
      html`<b>${decided.number === 0 ? format.cell(null, 'number') : of.ofPromises(format.number(number), format.number(decided.number))}</b>`,
    ],
  ])}</div>`;
};

const RIGHT = new Set(['money', 'number', 'days', 'percent', 'share', 'date']);

const numbersOf = ({ title, columns, rows }: FigureTable, format: FigureFormat): Html =>
  table(
    title,
    columns.map((column, index) => ({
      title: column.title,
      cell: (row: FigureTable['rows'][number]) => html`<bdi>${format.cell(row[index], column.kind)}</bdi>`,
      ...(RIGHT.has(column.kind) ? { number: true as const } : {}),
    })),
    rows,
  );

/** Tables of one month are short and stand open; those of a year behind their picture. */
const OVER_MONTHS = new Set<TableId>(['ageing-by-month', 'dso', 'roll-rates', 'bad-debt', 'promises']);
const NONE: Partial<Record<TableId, keyof FiguresWords['none']>> = {
  'root-causes': 'causes',
  letters: 'letters',
  work: 'work',
};

const section = (id: TableId, looked: Looked, words: FiguresWords, format: FigureFormat): Html => {
  const of = tableOf(id, looked, words);
  const none = NONE[id];
  const numbers = OVER_MONTHS.has(id)
    ? html`<details><summary>${words.numbers}</summary>${numbersOf(of, format)}</details>`
    : numbersOf(of, format);
  const file = address(`/figures/${id}.csv`, { month: looked.month.month, scope: looked.scope });
  return html`<section class="card" aria-labelledby="${id}"><header><h2 id="${id}">${of.title}</h2><a class="small" href="${file}" download aria-label="${words.csvOf(of.title)}">${words.csv}</a></header>${
    of.rows.length === 0 && none !== undefined
      ? html`<p class="small">${words.none[none]}</p>`
      : html`<div${OVER_MONTHS.has(id) || id === 'ageing' ? '' : html` class="beside"`}><div>${pictureOf(of, words, format)}</div><div>${numbers}</div></div>`
  }</section>`;
};

const pageOf = (context: StaffContext, kept: KeptFigures | undefined): Response | Promise<Response> => {
  const { reader } = context.var.staff;
  const words = wordsOf(reader);
  if (kept === undefined) {
    const body = html`<div class="head"><h1>${words.title}</h1></div>${empty(words.nothing.title, words.nothing.text)}`;
    return staffPage(context, { title: words.title, section: 'figures', body });
  }
  const format = figureFormat(reader, kept.currency);
  const looked = lookedAt(kept, (name) => context.req.query(name));
  const shown = (id: TableId): Html => section(id, looked, words, format);
  const body = html`<div class="head"><h1>${words.title}</h1><p class="lead">${words.upTo(reader.date(looked.month.until))} ${words.in(kept.currency)}</p></div>
<div class="figures-choices">${choices(looked, words, format)}</div>
${tiles(looked, words, format)}
<div class="pair">${shown('ageing-by-month')}${shown('dso')}</div>
<div class="pair">${shown('ageing')}${shown('roll-rates')}</div>
<div class="pair">${shown('bad-debt')}${shown('promises')}</div>
${shown('root-causes')}${shown('letters')}${shown('work')}`;
  return staffPage(context, { title: words.title, section: 'figures', body });
};

const isTable = (id: string): id is TableId => (TABLES as string[]).includes(id);

export const figuresPages = (pages: StaffPages): void => {
  const { table: ledger } = pages.platform;
  pages
    .get('/figures', async (context) => unlessMay(context, 'see-figures') ?? pageOf(context, await keptFigures(ledger)))
    .get('/figures/:file', async (context) => {
      const refused = unlessMay(context, 'see-figures');
      if (refused !== undefined) return refused;
      const file = context.req.param('file') ?? '';
      const id = file.endsWith('.csv') ? file.slice(0, -4) : '';
      const kept = isTable(id) ? await keptFigures(ledger) : undefined;
      if (kept === undefined || !isTable(id)) return missing(context);
      const looked = lookedAt(kept, (name) => context.req.query(name));
      return context.body(csvOf(tableOf(id, looked, wordsOf(context.var.staff.reader)), kept.currency), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${id}-${looked.month.month}.csv"`,
      });
    });
};
