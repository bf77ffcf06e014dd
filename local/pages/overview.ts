import { html } from 'hono/html';
import { quotaKey, SENDING_STOPPED } from '../../functions/correspondence/sending-stop-watch.ts';
import { feedKey } from '../../functions/ledger/entities.ts';
import { toDay } from '../../functions/platform/civil-date.ts';
import type { Item } from '../../functions/platform/ports.ts';
import { startOfDay } from '../../functions/platform/zone.ts';
import { totalOf } from '../../functions/reports/ageing.ts';
import { ageings, type ByCurrency, byStanding, openAmounts, type StandingFigures } from '../server/figures.ts';
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

/** How everything stands, on one page. */
export const overview = async (look: Look): Promise<Html> => {
  const { world, formats, chrome, company } = look;
  const { survey, clock, mailbox } = world;
  const now = clock.now();
  const today = formats.today(now);
  const morning = startOfDay(today, formats.zone);
  const letters = mailbox.newest(500).filter(({ at, audience }) => at >= morning && audience === 'customer');
  const { open, overdue, count } = openAmounts(survey, toDay(today));
  const ages = ageings(survey, today, formats.currency);
  const isClosedCounted = ages.some(([currency, ageing]) => totalOf(ageing) !== (open.get(currency) ?? 0));
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
${tile('Open', html`${amounts(open, formats)}<small>${formats.count(count)} invoices</small>`, '/invoices')}
${tile('Overdue', amounts(overdue, formats), address('/invoices', { overdue: 'yes' }))}
${tile('Letters today', formats.count(letters.length), '/mailbox')}
${tile('On the work list', formats.count(items.length), '/list?of=everybody')}
</div>
<div class="columns">
${section(
  'Ageing',
  html`${ages.map(([currency, ageing]) => ageingChart(currency, ageing, formats))}${
    isClosedCounted
      ? html`<p class="figures">What was written off or handed over counts until the books credit it.</p>`
      : ''
  }`,
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
