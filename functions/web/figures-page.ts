import { html } from 'hono/html';
import { BUCKETS, totalOf } from '../reports/ageing.ts';
import { figuresOfMonths, type MonthFigures } from '../reports/figures-of-month.ts';
import { type KeptFigures, keptFigures } from '../reports/kept-figures.ts';
import { monthIn } from '../reports/tally.ts';
import { pictureOf } from './figures-charts.ts';
import { csvOf } from './figures-csv.ts';
import { type FigureFormat, figureFormat } from './figures-format.ts';
import { openPage, openPath } from './figures-open.ts';
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
  const { number, amount, decided } = monthIn(kept.tally, month.month).promises[scope];
  const badDebt = ({ writtenOff, sales }: MonthFigures): string =>
    format.cell(sales === 0 ? null : writtenOff / sales, 'share');
  const of = words.tiles;
  const tile = (name: keyof FiguresWords['means'], value: Content): readonly [string, Content] => [
    of[name],
    html`${value}<small class="means">${words.means[name]}</small>`,
  ];
  return html`<div class="card tiles">${facts([
    tile(
      'outstanding',
      both(({ ageing }) => money(totalOf(ageing))),
    ),
    tile(
      'overdue',
      both(({ ageing }) => money(totalOf(ageing) - ageing.current)),
    ),
    tile(
      'dso',
      html`${both(({ figures }) => days(figures.dso))}${month.figures.bestPossibleDso === null ? '' : html`<small>${of.bestPossible(format.number(month.figures.bestPossibleDso))}</small>`}`,
    ),
    tile(
      'cei',
      both(({ figures }) => format.cell(figures.cei === null ? null : figures.cei / 100, 'percent')),
    ),
    tile('badDebt', both(badDebt)),
    tile(
      'promises',
      html`<b>${decided.number === 0 ? format.cell(null, 'number') : of.ofPromises(format.number(number), format.number(decided.number))}</b>${decided.number === 0 ? '' : html`<small>${of.paidOfPromised(money(amount), money(decided.amount))}</small>`}`,
    ),
  ])}</div>`;
};

const RIGHT = new Set(['money', 'number', 'days', 'percent', 'share', 'date']);

/** The invoices behind each age are kept for all amounts of the last day. */
const linkOf = (row: number, { kept, months, month, scope }: Looked): string | undefined => {
  const bucket = BUCKETS[row]!;
  const isKept = scope === 'all' && month === months.at(-1) && kept.tally.byAge?.[bucket] !== undefined;
  return isKept ? openPath(bucket) : undefined;
};

const numbersOf = ({ id, title, columns, rows }: FigureTable, looked: Looked, format: FigureFormat): Html =>
  table(
    title,
    columns.map((column, index) => ({
      title: column.title,
      cell: (row: FigureTable['rows'][number]) => {
        const text = html`<bdi>${format.cell(row[index], column.kind)}</bdi>`;
        const to = id === 'ageing' && index === 0 ? linkOf(rows.indexOf(row), looked) : undefined;
        return to === undefined ? text : html`<a href="${to}">${text}</a>`;
      },
      ...(RIGHT.has(column.kind) ? { number: true as const } : {}),
    })),
    rows,
  );

/** Tables of one month are short and stand open; those of a year behind their picture. */
const OVER_MONTHS = new Set<TableId>(['ageing-by-month', 'dso', 'roll-rates', 'bad-debt', 'promises']);
const NONE: Partial<Record<TableId, keyof FiguresWords['none']>> = {
  disputes: 'disputes',
  'root-causes': 'causes',
  letters: 'letters',
  work: 'work',
};

const section = (id: TableId, looked: Looked, words: FiguresWords, format: FigureFormat): Html => {
  const of = tableOf(id, looked, words);
  const none = NONE[id];
  const meaning = words.explained[id];
  const numbers = OVER_MONTHS.has(id)
    ? html`<details><summary>${words.numbers}</summary>${numbersOf(of, looked, format)}</details>`
    : numbersOf(of, looked, format);
  const file = address(`/figures/${id}.csv`, { month: looked.month.month, scope: looked.scope });
  return html`<section class="card" aria-labelledby="${id}"><header><h2 id="${id}">${of.title}</h2><a class="small" href="${file}" download aria-label="${words.csvOf(of.title)}">${words.csv}</a></header>${meaning === undefined ? '' : html`<p class="small">${meaning}</p>`}${
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
${looked.month === looked.months.at(-1) ? shown('disputes') : ''}${shown('root-causes')}${shown('letters')}${shown('work')}`;
  return staffPage(context, { title: words.title, section: 'figures', body });
};

const isTable = (id: string): id is TableId => (TABLES as string[]).includes(id);

export const figuresPages = (pages: StaffPages): void => {
  const { table: ledger } = pages.platform;
  pages
    .get('/figures', async (context) => unlessMay(context, 'see-figures') ?? pageOf(context, await keptFigures(ledger)))
    .get('/figures/open', async (context) => {
      const refused = unlessMay(context, 'see-figures');
      if (refused !== undefined) return refused;
      const bucket = BUCKETS.find((each) => each === context.req.query('age'));
      const kept = bucket === undefined ? undefined : await keptFigures(ledger);
      if (kept === undefined || bucket === undefined) return missing(context);
      const { reader } = context.var.staff;
      const made = await openPage(ledger, kept, bucket, reader, wordsOf(reader));
      return staffPage(context, { ...made, section: 'figures' });
    })
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
