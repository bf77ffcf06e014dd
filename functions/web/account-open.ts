import { html } from 'hono/html';
import type { AccountPage } from './account-page.ts';
import { accountPath, invoicePath, standCell } from './account-parts.ts';
import { type AccountInvoice, isOnAccount } from './account-records.ts';
import { memberOf } from './account-view.ts';
import type { Content, Html } from './page.ts';
import { empty, table } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';
import { workWords } from './words/work-words.ts';

/** The invoices of an account, open and closed. */

export const OPEN_ON_PAGE = 25;

type Shown = AccountPage['shown'][number];

const openTable = ({ signedIn }: AccountPage, caption: string, rows: readonly Shown[], withSite = false): Html => {
  const { reader } = signedIn;
  const words = accountWords(reader);
  const list = workWords(reader).list;
  const amount = ({ invoice, stand }: Shown): Content => {
    const { position } = stand;
    const more = [
      ...(position.balance === invoice.amount ? [] : [words.partOf(reader.money(invoice.amount, invoice.currency))]),
      ...(position.disputed > 0 ? [words.disputed(reader.money(position.disputed, invoice.currency))] : []),
      ...(position.promised > 0 ? [words.promised(reader.money(position.promised, invoice.currency))] : []),
    ];
    return html`${reader.money(position.balance, invoice.currency)}${more.map((text) => html`<br><span class="small">${text}</span>`)}`;
  };
  return table(
    caption,
    [
      {
        title: words.invoice,
        cell: ({ invoice }) =>
          html`<a href="${invoicePath(invoice.customerId, invoice.invoiceId)}">${invoice.number}</a>${withSite && invoice.site !== undefined ? html`<br><span class="small"><bdi>${invoice.site}</bdi></span>` : ''}`,
      },
      {
        title: words.due,
        cell: ({ invoice, stand }) =>
          html`${invoice.dueOn === undefined ? words.terms : reader.date(invoice.dueOn)}${stand.position.overdueDays > 0 ? html`<br><span class="is-late">${list.overdueDays(stand.position.overdueDays)}</span>` : ''}`,
      },
      { title: words.amount, cell: amount, number: true },
      { title: words.stands, cell: ({ stand, steps }) => standCell(reader, stand, steps) },
    ],
    rows,
  );
};

const groupsOf = <Row>(rows: readonly Row[], nameOf: (row: Row) => string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group === undefined) groups.set(nameOf(row), [row]);
    else group.push(row);
  }
  return groups;
};

/** Under the site that they are for; where none names one, without a heading. */
const bySite = (of: AccountPage): Html => {
  const words = accountWords(of.signedIn.reader);
  const sites = groupsOf(of.shown, ({ invoice }) => invoice.site ?? '');
  const named = sites.size > 1 || !sites.has('');
  return html`<div class="groups">${[...sites].map(([site, rows]) => {
    const text = site === '' ? words.noSite : site;
    return html`${named ? html`<h3 class="site"><bdi>${text}</bdi></h3>` : ''}${openTable(of, site === '' ? words.open : site, rows)}`;
  })}</div>`;
};

/** Under the customer whose they are, each with its site. */
const byCustomer = (of: AccountPage): Html => {
  const whose = groupsOf(of.shown, ({ invoice }) => invoice.customerId);
  return html`<div class="groups">${[...whose].map(([id, rows]) => {
    const name = memberOf(of.view, id)?.name ?? id;
    const bySites = [...groupsOf(rows, ({ invoice }) => invoice.site ?? '').values()].flat();
    return html`<h3 class="site"><a href="${accountPath(id)}"><bdi>${name}</bdi></a></h3>${openTable(of, name, bySites, true)}`;
  })}</div>`;
};

/** The open invoices of a page: of a family under the customer whose they are, and there by site. */
export const openInvoices = (of: AccountPage): Html => {
  const { signedIn, view, open, page } = of;
  const words = accountWords(signedIn.reader);
  if (open === 0) return empty(words.noOpen, words.noOpenText);
  const base = accountPath(view.head.customerId);
  const customers = of.customers === undefined ? '' : `customers=${of.customers}&`;
  const at = (to: number): string => `${base}?${customers}page=${to}`;
  const before = page > 1 ? html`<a href="${at(page - 1)}" rel="prev">${words.newer}</a>` : '';
  const after = page * OPEN_ON_PAGE < open ? html`<a href="${at(page + 1)}" rel="next">${words.older}</a>` : '';
  return html`${view.children === undefined ? bySite(of) : byCustomer(of)}${before === '' && after === '' ? '' : html`<p class="pager">${before}${after}</p>`}`;
};

/** What is paid, credited or closed, the latest first. */
export const closedInvoices = ({ signedIn, view }: AccountPage, most: number): Html => {
  const { reader } = signedIn;
  const words = accountWords(reader);
  const closed = view.invoices
    .filter((invoice) => !isOnAccount(invoice))
    .sort((a, b) => (a.invoice.issuedOn > b.invoice.issuedOn ? -1 : 1));
  const title = words.closed(`${closed.length}`);
  const whose = {
    title: words.customerColumn,
    cell: ({ invoice: { customerId } }: AccountInvoice) =>
      html`<bdi>${memberOf(view, customerId)?.name ?? customerId}</bdi>`,
  };
  return html`<section class="card"><h2>${title}</h2>${table<AccountInvoice>(
    title,
    [
      {
        title: words.invoice,
        cell: ({ invoice }) =>
          html`<a href="${invoicePath(invoice.customerId, invoice.invoiceId)}">${invoice.number}</a>`,
      },
      ...(view.children === undefined ? [] : [whose]),
      { title: words.facts.issued, cell: ({ invoice }) => reader.date(invoice.issuedOn) },
      { title: words.amount, cell: ({ invoice }) => reader.money(invoice.amount, invoice.currency), number: true },
    ],
    closed.slice(0, most),
  )}</section>`;
};
