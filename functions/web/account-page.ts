import { html } from 'hono/html';
import type { Company } from '../platform/company.ts';
import { localDate } from '../platform/zone.ts';
import { selectPolicy } from '../policy/select-policy.ts';
import { familyPart, familyScope } from './account-family-part.ts';
import { type Happened, historyOf } from './account-history.ts';
import { letterList } from './account-letters.ts';
import { closedInvoices, openInvoices } from './account-open.ts';
import { owedBy } from './account-owes.ts';
import { accountPath, doerOf, historyList, itemList } from './account-parts.ts';
import { type AccountInvoice, isOnAccount } from './account-records.ts';
import { type AccountView, payerOf, type Stand } from './account-view.ts';
import { actForms, type FormOf, inWords } from './acts/act-form.ts';
import { asksForCall, contactList } from './contact-part.ts';
import { customerLinkPart } from './customer-link-acts.ts';
import type { Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import { facts } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';

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
  /** The page of a payer's customers that was asked for. */
  customers: number | undefined;
}

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
    [words.children, head.children.length === 0 ? undefined : words.family.count(head.children.length)],
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

/** What is owed in each currency, of a payer by its family together. */
const totalsText = (of: AccountPage): Html => {
  const { reader } = of.signedIn;
  const words = accountWords(reader);
  const totals = new Map<string, { owed: number; overdue: number }>();
  for (const { currency, owed, overdue } of owedBy(of)) {
    const before = totals.get(currency);
    totals.set(currency, { owed: owed + (before?.owed ?? 0), overdue: overdue + (before?.overdue ?? 0) });
  }
  if (totals.size === 0) return html`<p class="lead">${words.nothingOwed}</p>`;
  return html`<dl class="totals">${[...totals].map(
    ([currency, { owed, overdue }]) =>
      html`<div><dt>${words.owed}</dt><dd>${reader.money(owed, currency)}</dd></div>${overdue === 0 ? '' : html`<div><dt>${words.overdue}</dt><dd class="is-late">${reader.money(overdue, currency)}</dd></div>`}`,
  )}</dl>`;
};

/** The name of a customer of the family, where it is not the page's own. */
const nameOfOther =
  ({ view }: AccountPage) =>
  (id: string): string | undefined =>
    view.family.get(id)?.name;

const linesOf = ({ view, signedIn }: AccountPage): Happened[] =>
  historyOf(signedIn.reader, {
    heads: [view.head, ...(view.children === undefined ? [] : view.family.values())],
    invoices: view.invoices.map(({ invoice }) => invoice),
    items: view.items,
  });

/** The rest of a long account, or what the first page shows the beginning of. */
const only = (of: AccountPage): Html | undefined => {
  const { show, view, signedIn, company } = of;
  const { reader } = signedIn;
  const words = accountWords(reader);
  const base = accountPath(view.head.customerId);
  const part = of.customers === undefined ? '' : `&customers=${of.customers}`;
  const back = html`<p class="pager"><a href="${base}${part.replace('&', '?')}">${words.back}</a></p>`;
  if (show === 'letters')
    return html`<section class="card"><h2>${words.letters}</h2>${letterList(of, 200)}</section>${back}`;
  if (show === 'history') {
    const lines = linesOf(of);
    const from = (of.page - 1) * LINES;
    const at = (page: number): string => `${base}?show=history&page=${page}${part}`;
    return html`<section class="card"><h2>${words.history}</h2>${historyList(reader, company, lines.slice(from, from + LINES), { withInvoice: true, nameOf: nameOfOther(of) })}
<p class="pager">${of.page > 1 ? html`<a href="${at(of.page - 1)}" rel="prev">${words.newer}</a>` : ''}${from + LINES < lines.length ? html`<a href="${at(of.page + 1)}" rel="next">${words.older}</a>` : ''}</p></section>${back}`;
  }
  return show === 'closed' ? html`${closedInvoices(of, 200)}${back}` : undefined;
};

/** The whole page of an account. */
export const accountPage = (of: AccountPage): { title: string; body: Html } => {
  const { view, signedIn, company, forms, opened, open } = of;
  const { reader } = signedIn;
  const words = accountWords(reader);
  const { head } = view;
  const title = head.name;
  const heading = html`<div class="head"><div><h1><bdi>${head.name}</bdi></h1></div>${totalsText(of)}</div>
${head.applying === undefined ? '' : html`<p class="notice">${words.changing}</p>`}${head.known ? '' : html`<p class="notice">${words.unknown}</p>`}${activeHolds(of)}${familyScope(of)}`;
  const other = only(of);
  if (other !== undefined) return { title, body: html`${heading}${other}` };
  const base = accountPath(head.customerId);
  const showing = (show: string): string =>
    `${base}?show=${show}${of.customers === undefined ? '' : `&customers=${of.customers}`}`;
  const items = view.items.filter(({ closedAt }) => closedAt === undefined);
  const lines = linesOf(of);
  const closed = view.invoices.length - view.invoices.filter(isOnAccount).length;
  const next =
    view.next === undefined
      ? ''
      : html`<p class="notice">${words.partial} <a href="${base}?from=${encodeURIComponent(view.next)}">${words.next}</a></p>`;
  const body = html`${heading}${next}
<div class="columns account"><div>
${familyPart(of)}
<section class="card"><header><h2>${words.open}</h2>${open === 0 ? '' : html`<span class="small">${words.openCount(`${open}`)}</span>`}</header>${openInvoices(of)}${closed === 0 ? '' : html`<p class="acts"><a href="${showing('closed')}">${words.closed(`${closed}`)}</a></p>`}</section>
</div><div>
<section class="card"><h2>${words.onList}</h2>${items.length === 0 ? html`<p>${words.nothingOnList}</p>` : itemList(reader, company, items, nameOfOther(of))}</section>
<section class="card"><h2>${words.contacts}</h2>${contactList(reader, head, { most: 20, calls: items.some(asksForCall), payer: payerOf(view) })}${customerLinkPart(signedIn, head)}</section>
${forms.length === 0 ? '' : html`<section class="card"><h2>${words.acts}</h2>${actForms(forms, opened ?? '')}</section>`}
<section class="card">${headFacts(of)}</section>
</div><div>
<section class="card"><h2>${words.letters}</h2>${letterList(of, FIRST_LETTERS)}${view.letters.length > FIRST_LETTERS ? html`<p class="acts"><a href="${showing('letters')}">${words.all}</a></p>` : ''}</section>
<section class="card"><h2>${words.history}</h2>${lines.length === 0 ? html`<p>${words.noHistory}</p>` : historyList(reader, company, lines.slice(0, FIRST_LINES), { withInvoice: true, nameOf: nameOfOther(of) })}${lines.length > FIRST_LINES ? html`<p class="acts"><a href="${showing('history')}">${words.all}</a></p>` : ''}</section>
</div></div>`;
  return { title, body };
};
