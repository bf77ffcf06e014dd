import { html } from 'hono/html';
import { quotaKey, SENDING_STOPPED } from '../../functions/correspondence/sending-stop-watch.ts';
import { feedKey } from '../../functions/ledger/entities.ts';
import type { Item } from '../../functions/platform/ports.ts';
import { startOfDay } from '../../functions/platform/zone.ts';
import { type Ageing, totalOf } from '../../functions/reports/ageing.ts';
import {
  type ByCurrency,
  byStanding,
  type OpenByAge,
  openByAge,
  openCount,
  overdueOf,
  type StandingFigures,
} from '../server/figures.ts';
import type { Look } from '../server/look.ts';
import { ageingChart } from './ageing-chart.ts';
import type { Formats } from './formats.ts';
import { itemTable, listsOf } from './item-table.ts';
import { layout } from './layout.ts';
import { letterTable } from './letter-table.ts';
import { address, type Content, type Html, link, section, table } from './parts.ts';
import { switches } from './switches.ts';
import { STANDINGS } from './words.ts';

const SHOWN = 8;

const amounts = (sums: ByCurrency, formats: Formats): Content =>
  sums.size === 0
    ? '–'
    : [...sums].map(([currency, amount]) => html`<span class="amount">${formats.money(amount, currency)}</span> `);

const tile = (name: string, value: Content, href: string): Html =>
  html`<a class="tile" href="${href}"><span class="name">${name}</span><span class="value">${value}</span></a>`;

const standings = (figures: readonly StandingFigures[], formats: Formats): Html =>
  table<StandingFigures>(
    'Invoices by standing',
    [
      {
        head: 'Standing',
        cell: ({ standing }) =>
          html`${link(address('/invoices', { standing }), STANDINGS[standing].label)}<br><small>${STANDINGS[standing].meaning}</small>`,
      },
      { head: 'Invoices', cell: ({ count }) => formats.count(count), isNumeric: true },
      { head: 'Open', cell: (row) => amounts(row.amounts, formats), isNumeric: true },
    ],
    figures.filter(({ count }) => count > 0),
    'small',
  );

const sumsOf = (ages: readonly OpenByAge[], of: (ageing: Ageing) => number): ByCurrency =>
  new Map(ages.map(({ currency, ageing }) => [currency, of(ageing)] as const).filter(([, sum]) => sum !== 0));

/** What the figures count and this page does not, with its amount: the two agree but for that. */
const leftOut = ({ currency, closed, overpaid }: OpenByAge, formats: Formats): Html | '' => {
  const money = (minor: number): string => formats.money(minor, currency);
  const total = totalOf(closed);
  return total === 0 && overpaid === 0
    ? ''
    : html`<p class="figures">Not counted on this page:${
        total === 0
          ? ''
          : ` ${money(total)} that was written off or handed over${overdueOf(closed) === total ? ', all of it overdue' : `, ${money(overdueOf(closed))} of it overdue`}; Figures counts it until the books credit it.`
      }${overpaid === 0 ? '' : ` ${money(overpaid)} that was paid beyond what was asked; Figures takes it off.`}</p>`;
};

/** How everything stands, on one page. */
export const overview = async (look: Look): Promise<Html> => {
  const { world, formats, chrome, company } = look;
  const { survey, clock, mailbox } = world;
  const now = clock.now();
  const today = formats.today(now);
  const morning = startOfDay(today, formats.zone);
  const letters = mailbox.newest(500).filter(({ at, audience }) => at >= morning && audience === 'customer');
  const count = openCount(survey);
  const ages = openByAge(survey, today, formats.currency);
  const feed = (await world.table.get(feedKey)) as (Item & { asOf: string }) | undefined;
  const quota = (await world.table.get(quotaKey)) as (Item & { at: string }) | undefined;
  const items = [...survey.items.values()].sort((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1));
  const body = html`<h1>Overview</h1>
<p class="lead">${formats.longInstant(now)}</p>
${switches(
  company.settings,
  { feedAsOf: feed?.asOf, stop: survey.items.get(SENDING_STOPPED), quotaUsedUpAt: quota?.at },
  now,
  formats,
)}
<div class="tiles">
${tile('Open', html`${amounts(sumsOf(ages, totalOf), formats)}<small>${formats.count(count)} invoices</small>`, '/invoices')}
${tile('Overdue', amounts(sumsOf(ages, overdueOf), formats), address('/invoices', { overdue: 'yes' }))}
${tile('Letters today', formats.count(letters.length), '/mailbox')}
${tile('On the work list', formats.count(items.length), '/list?of=everybody')}
</div>
<div class="columns">
${section(
  'Ageing',
  html`${ages.map(({ currency, ageing }) => ageingChart(currency, ageing, formats))}${ages.map((of) => leftOut(of, formats))}`,
)}
${section('Where invoices stand', standings(byStanding(survey), formats))}
</div>
${section(
  'Work list',
  html`${listsOf(look, items)}${itemTable(look, 'Items that are due first', items.slice(0, SHOWN), 'Nothing waits: everything is done.')}`,
  {
    aside: link('/list?of=everybody', 'Everybody’s lists'),
  },
)}
${section(
  'Letters of the day',
  letterTable(
    look,
    'Letters sent today',
    letters.slice(0, SHOWN),
    'No letter has left today. Move the clock on to see the next ones.',
  ),
  {
    aside: link('/mailbox', 'Mailbox'),
  },
)}`;
  return layout(chrome, '/overview', 'Overview', body);
};
