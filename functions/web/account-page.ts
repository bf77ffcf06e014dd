import { html } from 'hono/html';
import type { Company } from '../platform/company.ts';
import { localDate } from '../platform/zone.ts';
import { selectPolicy } from '../policy/select-policy.ts';
import { historyOf } from './account-history.ts';
import { accountPath, contactList, doerOf, historyList, invoicePath, itemList, standCell } from './account-parts.ts';
import { type AccountInvoice, type AccountView, isOnAccount, type Stand, totalsOf } from './account-view.ts';
import { actForms, type FormOf, inWords } from './acts/act-form.ts';
import { customerLinkPart } from './customer-link-acts.ts';
import type { Content, Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import { badge, empty, facts, table } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';
import { workWords } from './words/work-words.ts';

/** The account line: one page for everything about a customer. */

export interface AccountPage {
  signedIn: SignedIn;
  company: Company;
  view: AccountView;
  /** The open invoices of this page, in their order, each with how it stands. */
  shown: readonly (AccountInvoice & { stand: Stand })[];
  open: number;
  page: number;
  show: 'account' | 'letters' | 'history' | 'closed';
  forms: readonly FormOf[];
  opened: string | undefined;
  now: number;
}

export const OPEN_ON_PAGE = 25;
const LINES = 60;
const FIRST_LINES = 12;
const FIRST_LETTERS = 6;

const nameOf = ({ view }: AccountPage, id: string): Html =>
  html`<a href="${accountPath(id)}"><bdi>${view.family.get(id)?.name ?? id}</bdi></a>`;

const headFacts = (of: AccountPage): Html => {
  const { view, company, signedIn } = of;
  const { reader } = signedIn;
  const { head } = view;
  const words = accountWords(reader);
  const policy = selectPolicy(company.policies, head);
  return facts([
    [words.customerNo, html`<bdi>${head.customerId}</bdi>`],
    [words.segment, head.segment === '' ? undefined : inWords(head.segment)],
    [words.policy, policy === undefined ? words.none : words.version(inWords(policy.id), policy.version)],
    [words.owner, head.accountOwner === undefined ? undefined : doerOf(reader, company, head.accountOwner)],
    [words.tags, head.tags.length === 0 ? undefined : head.tags.map(inWords).join(', ')],
    [words.fixedIncome, head.fixedIncome ? words.fixedIncomeText : undefined],
    [
      words.unapplied,
      Object.values(head.unapplied)
        .map(({ amount, currency }) => reader.money(amount, currency))
        .join(', '),
    ],
    [words.payer, head.parent === undefined ? undefined : nameOf(of, head.parent)],
    [
      words.children,
      head.children.length === 0
        ? undefined
        : html`${head.children.slice(0, 99).map((id, index) => html`${index === 0 ? '' : ', '}${nameOf(of, id)}`)}`,
    ],
  ]);
};

const activeHolds = ({ view, company, signedIn, now }: AccountPage): Html[] => {
  const { reader } = signedIn;
  const today = localDate(now, view.head.timeZone ?? company.settings.timeZone);
  return Object.values(view.head.holds)
    .filter(({ liftedAt, endedAt, until }) => liftedAt === undefined && endedAt === undefined && until > today)
    .map(
      ({ until, reason, owner }) =>
        html`<p class="notice">${accountWords(reader).hold(reader.date(until), reason, doerOf(reader, company, owner))}</p>`,
    );
};

const openTable = ({ signedIn, view }: AccountPage, caption: string, rows: AccountPage['shown']): Html => {
  const { reader } = signedIn;
  const words = accountWords(reader);
  const list = workWords(reader).list;
  const { customerId } = view.head;
  const amount = ({ invoice, stand }: AccountPage['shown'][number]): Content => {
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
        cell: ({ invoice }) => html`<a href="${invoicePath(customerId, invoice.invoiceId)}">${invoice.number}</a>`,
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

/** The open invoices under the site that they are for; where none names one, without a heading. */
const bySite = (of: AccountPage): Html => {
  const { shown, signedIn, view, open, page } = of;
  const words = accountWords(signedIn.reader);
  if (open === 0) return empty(words.noOpen, words.noOpenText);
  const sites = new Map<string, AccountPage['shown'][number][]>();
  for (const row of shown) sites.set(row.invoice.site ?? '', [...(sites.get(row.invoice.site ?? '') ?? []), row]);
  const named = sites.size > 1 || !sites.has('');
  const base = accountPath(view.head.customerId);
  const before = page > 1 ? html`<a href="${base}?page=${page - 1}" rel="prev">${words.newer}</a>` : '';
  const after =
    page * OPEN_ON_PAGE < open ? html`<a href="${base}?page=${page + 1}" rel="next">${words.older}</a>` : '';
  return html`${[...sites].map(([site, rows]) => html`${named ? html`<h3 class="site"><bdi>${site === '' ? words.noSite : site}</bdi></h3>` : ''}${openTable(of, site === '' ? words.open : site, rows)}`)}${before === '' && after === '' ? '' : html`<p class="pager">${before}${after}</p>`}`;
};

const lettersOf = ({ view, signedIn }: AccountPage, most: number): Html => {
  const { reader } = signedIn;
  const words = accountWords(reader);
  if (view.letters.length === 0)
    return html`<p>${view.head.parent === undefined ? words.noLetters : words.elsewhere}</p>`;
  const inOrder = [...view.letters].sort((a, b) => (a.at > b.at ? -1 : 1)).slice(0, most);
  return html`<ol class="timeline">${inOrder.map(
    ({ at, subject, to, status, bounced = [], complained, total, currency }) => {
      const back = bounced.length > 0 ? html` ${badge(words.returned, 'bad')}` : '';
      const unwanted = complained === true ? html` ${badge(words.complained, 'bad')}` : '';
      return html`<li><time datetime="${at}">${reader.instant(at)}</time><span>${subject}${total === 0 ? '' : html` · ${reader.money(total, currency)}`}<br><span class="small">${words.letterStatus[status]} ${words.letterTo(to.join(', '))}</span>${back}${unwanted}</span></li>`;
    },
  )}</ol>`;
};

const totalsText = ({ view, company, signedIn, now }: AccountPage): Html => {
  const { reader } = signedIn;
  const words = accountWords(reader);
  const totals = [...totalsOf(view.invoices, localDate(now, view.head.timeZone ?? company.settings.timeZone))];
  if (totals.length === 0) return html`<p class="lead">${words.nothingOwed}</p>`;
  return html`<dl class="totals">${totals.map(
    ([currency, { owed, overdue }]) =>
      html`<div><dt>${words.owed}</dt><dd>${reader.money(owed, currency)}</dd></div>${overdue === 0 ? '' : html`<div><dt>${words.overdue}</dt><dd class="is-late">${reader.money(overdue, currency)}</dd></div>`}`,
  )}</dl>`;
};

/** The rest of a long account, or what the first page shows the beginning of. */
const only = (of: AccountPage): Html | undefined => {
  const { show, view, signedIn, company } = of;
  const { reader } = signedIn;
  const words = accountWords(reader);
  const base = accountPath(view.head.customerId);
  const back = html`<p class="pager"><a href="${base}">${words.back}</a></p>`;
  if (show === 'letters')
    return html`<section class="card"><h2>${words.letters}</h2>${lettersOf(of, 200)}</section>${back}`;
  if (show === 'history') {
    const lines = historyOf(reader, {
      head: view.head,
      invoices: view.invoices.map(({ invoice }) => invoice),
      items: view.items,
    });
    const from = (of.page - 1) * LINES;
    return html`<section class="card"><h2>${words.history}</h2>${historyList(reader, company, view.head.customerId, lines.slice(from, from + LINES), true)}
<p class="pager">${of.page > 1 ? html`<a href="${base}?show=history&page=${of.page - 1}" rel="prev">${words.newer}</a>` : ''}${from + LINES < lines.length ? html`<a href="${base}?show=history&page=${of.page + 1}" rel="next">${words.older}</a>` : ''}</p></section>${back}`;
  }
  if (show === 'closed') {
    const closed = view.invoices
      .filter((invoice) => !isOnAccount(invoice))
      .sort((a, b) => (a.invoice.issuedOn > b.invoice.issuedOn ? -1 : 1));
    return html`<section class="card"><h2>${words.closed(`${closed.length}`)}</h2>${closedTable(of, closed.slice(0, 200))}</section>${back}`;
  }
  return undefined;
};

const closedTable = ({ signedIn, view }: AccountPage, rows: readonly AccountInvoice[]): Html => {
  const { reader } = signedIn;
  const words = accountWords(reader);
  return table(
    words.closed(`${rows.length}`),
    [
      {
        title: words.invoice,
        cell: ({ invoice }) =>
          html`<a href="${invoicePath(view.head.customerId, invoice.invoiceId)}">${invoice.number}</a>`,
      },
      { title: words.facts.issued, cell: ({ invoice }) => reader.date(invoice.issuedOn) },
      { title: words.amount, cell: ({ invoice }) => reader.money(invoice.amount, invoice.currency), number: true },
    ],
    rows,
  );
};

/** The whole page of an account. */
export const accountPage = (of: AccountPage): { title: string; body: Html } => {
  const { view, signedIn, company, forms, opened, open } = of;
  const { reader } = signedIn;
  const words = accountWords(reader);
  const { head } = view;
  const title = head.name;
  const heading = html`<div class="head"><div><h1><bdi>${head.name}</bdi></h1></div>${totalsText(of)}</div>
${head.applying === undefined ? '' : html`<p class="notice">${words.changing}</p>`}${head.known ? '' : html`<p class="notice">${words.unknown}</p>`}${activeHolds(of)}`;
  const other = only(of);
  if (other !== undefined) return { title, body: html`${heading}${other}` };
  const base = accountPath(head.customerId);
  const items = view.items.filter(({ closedAt }) => closedAt === undefined);
  const lines = historyOf(reader, { head, invoices: view.invoices.map(({ invoice }) => invoice), items: view.items });
  const closed = view.invoices.length - view.invoices.filter(isOnAccount).length;
  const next =
    view.next === undefined
      ? ''
      : html`<p class="notice">${words.partial} <a href="${base}?from=${encodeURIComponent(view.next)}">${words.next}</a></p>`;
  const body = html`${heading}${next}
<div class="columns"><div>
<section class="card"><header><h2>${words.open}</h2>${open === 0 ? '' : html`<span class="small">${words.openCount(`${open}`)}</span>`}</header>${bySite(of)}${closed === 0 ? '' : html`<p class="acts"><a href="${base}?show=closed">${words.closed(`${closed}`)}</a></p>`}</section>
<section class="card"><h2>${words.letters}</h2>${lettersOf(of, FIRST_LETTERS)}${view.letters.length > FIRST_LETTERS ? html`<p class="acts"><a href="${base}?show=letters">${words.all}</a></p>` : ''}</section>
<section class="card"><h2>${words.history}</h2>${lines.length === 0 ? html`<p>${words.noHistory}</p>` : historyList(reader, company, head.customerId, lines.slice(0, FIRST_LINES), true)}${lines.length > FIRST_LINES ? html`<p class="acts"><a href="${base}?show=history">${words.all}</a></p>` : ''}</section>
</div><div>
<section class="card"><h2>${words.onList}</h2>${items.length === 0 ? html`<p>${words.nothingOnList}</p>` : itemList(reader, company, items)}</section>
<section class="card"><h2>${words.contacts}</h2>${contactList(reader, head)}${customerLinkPart(signedIn, head)}</section>
${forms.length === 0 ? '' : html`<section class="card"><h2>${words.acts}</h2>${actForms(forms, opened ?? '')}</section>`}
<section class="card">${headFacts(of)}</section>
</div></div>`;
  return { title, body };
};
