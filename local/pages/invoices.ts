import { html } from 'hono/html';
import { toDay } from '../../functions/platform/civil-date.ts';
import { BUCKETS } from '../../functions/reports/ageing.ts';
import { accountPath } from '../../functions/web/account-parts.ts';
import { isOpenAt, isOverdue } from '../server/figures.ts';
import type { Look } from '../server/look.ts';
import type { SurveyedInvoice } from '../server/survey.ts';
import { AGES } from './ageing-chart.ts';
import { layout } from './layout.ts';
import { address, badge, type Content, choices, type Html, link, pager, path, tableOr } from './parts.ts';
import { inWords, isStanding, STANDING_ORDER, STANDINGS } from './words.ts';

const PAGE = 50;

export const standingBadge = ({
  isDraft,
  decision: { standing },
}: Pick<SurveyedInvoice, 'isDraft' | 'decision'>): Html =>
  isDraft ? badge('cancelled', 'Draft') : badge(standing, STANDINGS[standing].label);

const invoiceTable = (
  { world, formats }: Look,
  caption: string,
  invoices: readonly SurveyedInvoice[],
  empty: Content,
): Html => {
  const today = toDay(formats.today(world.clock.now()));
  return tableOr<SurveyedInvoice>(
    caption,
    [
      { head: 'Invoice', cell: ({ invoiceId, number }) => link(path('invoices', invoiceId), number) },
      {
        head: 'Customer',
        cell: ({ customerId }) =>
          link(accountPath(customerId), world.survey.customers.get(customerId)?.name ?? customerId),
      },
      { head: 'Balance', cell: ({ balance, currency }) => formats.money(balance, currency), isNumeric: true },
      {
        head: 'Due',
        cell: (invoice) => {
          if (invoice.dueDay === undefined) return '–';
          const days = today - invoice.dueDay;
          return html`${formats.day(invoice.dueDay)}${isOverdue(invoice, today) ? html`<br><small>${formats.count(days)} ${days === 1 ? 'day' : 'days'} overdue</small>` : ''}`;
        },
      },
      { head: 'Standing', cell: (invoice) => standingBadge(invoice) },
      {
        head: 'Next',
        cell: ({ decision: { next, text } }) =>
          next === null
            ? html`<small>${formats.sentence(text)}</small>`
            : html`${inWords(next.step)}<br><small>${formats.date(next.on)}</small>`,
      },
    ],
    invoices,
    empty,
  );
};

const oldestFirst = (a: SurveyedInvoice, b: SurveyedInvoice): number =>
  (a.dueDay ?? Number.POSITIVE_INFINITY) - (b.dueDay ?? Number.POSITIVE_INFINITY) ||
  (a.invoiceId < b.invoiceId ? -1 : 1);

/** Invoices by where they stand. */
export const invoices = (
  look: Look,
  query: { standing?: string; overdue?: string; age?: string; currency?: string; page?: string },
): Html => {
  const { world, formats, chrome } = look;
  const standing = isStanding(query.standing) ? query.standing : undefined;
  const on = formats.today(world.clock.now());
  const today = toDay(on);
  const all = [...world.survey.invoices.values()];
  const onlyOverdue = query.overdue === 'yes';
  const currency = query.currency ?? formats.currency;
  const age = BUCKETS.find((bucket) => bucket === query.age);
  const shown = all
    .filter((invoice) => (standing === undefined ? invoice.isOpen : invoice.decision.standing === standing))
    .filter((invoice) => !onlyOverdue || isOverdue(invoice, today))
    .filter((invoice) => age === undefined || (invoice.currency === currency && isOpenAt(invoice, age, on)))
    .sort(oldestFirst);
  const number = Math.max(Number.parseInt(query.page ?? '1', 10) || 1, 1);
  const counts = new Map<string, number>();
  for (const { decision } of all) counts.set(decision.standing, (counts.get(decision.standing) ?? 0) + 1);
  const title =
    age !== undefined
      ? `Open invoices in ${currency}: ${age === 'current' ? AGES[age].toLowerCase() : `${AGES[age]} overdue`}`
      : onlyOverdue
        ? 'Overdue invoices'
        : standing === undefined
          ? 'Open invoices'
          : STANDINGS[standing].label;
  const more = (to: number): string =>
    address('/invoices', { standing, overdue: query.overdue, age, currency: query.currency, page: to });
  const entries = [
    { href: '/invoices', text: 'All open', isPresent: standing === undefined && !onlyOverdue && age === undefined },
    { href: address('/invoices', { overdue: 'yes' }), text: 'Overdue', isPresent: onlyOverdue },
    ...STANDING_ORDER.filter((id) => counts.has(id)).map((id) => ({
      href: address('/invoices', { standing: id }),
      text: STANDINGS[id].label,
      count: formats.count(counts.get(id)!),
      isPresent: id === standing,
    })),
  ];
  const body = html`<h1>${title}</h1>
<p class="lead">${standing === undefined ? 'The oldest due dates first.' : STANDINGS[standing].meaning} ${formats.count(shown.length)} ${shown.length === 1 ? 'invoice' : 'invoices'}.</p>
${choices('By standing', entries)}
${invoiceTable(look, title, shown.slice((number - 1) * PAGE, number * PAGE), html`No invoice stands here. ${link('/invoices', 'Show all open invoices')}.`)}
${pager(number > 1 ? more(number - 1) : undefined, number * PAGE < shown.length ? more(number + 1) : undefined, ['Before', 'More'])}`;
  return layout(chrome, '/invoices', title, body);
};
