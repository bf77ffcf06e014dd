import { html } from 'hono/html';
import { personOf } from '../correspondence/letter-of.ts';
import type { Account, OpenInvoice } from './customer-account.ts';
import { familySums } from './customer-family.ts';
import { pastDueOf } from './customer-open.ts';
import type { CustomerReader } from './customer-reader.ts';
import { customerShell } from './customer-shell.ts';
import { toldBefore } from './customer-told.ts';
import type { Content, Html } from './page.ts';
import { badge, facts, table } from './staff-parts.ts';

/** More rows than anybody reads; the statement has all of them, and the page stays below 100 KB. */
export const MOST_ROWS = 40;

/** The invoice's number as the customer knows it. */
export const numberOf = ({ invoice }: Pick<OpenInvoice, 'invoice'>): string => invoice.number || invoice.invoiceId;

const currenciesOf = (open: readonly OpenInvoice[]): string[] =>
  [...new Set(open.map(({ invoice }) => invoice.currency))].sort();

const sum = (open: readonly OpenInvoice[], of: (one: OpenInvoice) => number): number =>
  open.reduce((total, one) => total + of(one), 0);

const isPastDue = ({ position }: OpenInvoice): boolean => position.overdueDays > 0;

const sumsOf = ({ words, money }: CustomerReader, open: readonly OpenInvoice[]): Html =>
  html`<ul class="sums">${currenciesOf(open).map((currency) => {
    const own = open.filter(({ invoice }) => invoice.currency === currency);
    const [late, review] = [sum(own, pastDueOf), sum(own, ({ position }) => position.disputed)];
    return html`<li><b>${money(
      sum(own, ({ position }) => position.balance),
      currency,
    )}</b><span>${words.open}</span></li>${
      late === 0 ? '' : html`<li><b>${money(late, currency)}</b><span>${words.pastDue}</span></li>`
    }${review === 0 ? '' : html`<li><b>${money(review, currency)}</b><span>${words.underReview}</span></li>`}`;
  })}</ul>`;

const statesOf = ({ words, money, day, date }: CustomerReader, one: OpenInvoice): Html[] => {
  const { invoice, position } = one;
  const states: Html[] = [];
  if (isPastDue(one)) states.push(badge(words.overdue(position.overdueDays), 'warn'));
  else if (one.dueDay !== undefined) states.push(badge(words.notDue));
  if (position.disputed > 0) states.push(badge(words.reviewed(money(position.disputed, invoice.currency)), 'accent'));
  const promise = position.promises.find(({ outcome }) => outcome === undefined)?.promise;
  if (promise !== undefined && position.promised > 0)
    states.push(badge(words.promised(money(position.promised, invoice.currency), date(promise.promisedOn)), 'good'));
  const part = position.split
    ? position.demands.find(({ open, dueDay }) => open > 0 && dueDay !== undefined)
    : undefined;
  if (part !== undefined) states.push(badge(words.inParts(money(part.open, invoice.currency), day(part.dueDay!))));
  return states;
};

const rowsOf = (reader: CustomerReader, title: string, open: readonly OpenInvoice[]): Html => {
  const { words, money, day, date } = reader;
  return table(
    title,
    [
      {
        title: words.invoice,
        cell: (one) =>
          html`<bdi>${numberOf(one)}</bdi>${one.invoice.purchaseOrder === undefined ? '' : html`<small><bdi>${words.purchaseOrder(one.invoice.purchaseOrder)}</bdi></small>`}`,
      },
      { title: words.issued, cell: ({ invoice }) => date(invoice.issuedOn) },
      { title: words.due, cell: ({ dueDay }) => (dueDay === undefined ? words.dueOpen : day(dueDay)) },
      { title: words.state, cell: (one) => html`${statesOf(reader, one).map((state) => html`${state} `)}` },
      { title: words.amount, cell: ({ invoice, position }) => money(position.balance, invoice.currency), number: true },
    ],
    open,
  );
};

/** By site, and for several customers by customer before. */
const bySite = ({ words }: CustomerReader, open: readonly OpenInvoice[]): Map<string, OpenInvoice[]> => {
  const groups = new Map<string, OpenInvoice[]>();
  for (const one of open) {
    const { site } = one.invoice;
    const name =
      [one.customerName, site].filter((part) => part !== undefined && part !== '').join(' · ') || words.noSite;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return new Map([...groups].sort(([a], [b]) => (a === words.noSite ? 1 : b === words.noSite ? -1 : a < b ? -1 : 1)));
};

const invoicesOf = (reader: CustomerReader, path: string, open: readonly OpenInvoice[]): Html => {
  const { words } = reader;
  const shown = open.slice(0, MOST_ROWS);
  const groups = bySite(reader, shown);
  const sections = [...groups].map(([name, own]) =>
    groups.size === 1 && name === words.noSite
      ? rowsOf(reader, words.invoices, own)
      : html`<section class="site"><h3><bdi>${name}</bdi></h3>${rowsOf(reader, name, own)}</section>`,
  );
  const currencies = currenciesOf(open);
  return html`<section class="card"><h2>${words.invoices}</h2>${sections}${
    open.length > shown.length ? html`<p class="small">${words.more(shown.length, open.length)}</p>` : ''
  }<p class="go">${currencies.map(
    (currency) =>
      html`<a class="button second" href="${path}/statement-${currency}.csv">${currencies.length === 1 ? words.statement : words.statementIn(currency)}</a> `,
  )}</p><p class="hint">${words.statementHint} ${words.crossed}</p><p class="hint">${words.howToPay}</p></section>`;
};

const personCard = ({ words }: CustomerReader, { view }: Account): Html => {
  const { name, phone, email } = personOf(view);
  return html`<section class="card"><h2>${words.person}</h2><p><b><bdi>${name}</bdi></b></p>${facts([
    [words.phone, phone === undefined ? undefined : html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>`],
    [words.email, html`<a href="mailto:${email}">${email}</a>`],
  ])}<p class="hint">${words.personText}</p></section>`;
};

/**
 * The customer's page. `path` is its own; `told` says what was just done, `first` stands before the account, and `answers`
 * is what they can do.
 */
export const customerPage = (
  reader: CustomerReader,
  account: Account,
  of: { path: string; told?: Content; first?: Content; answers?: Content },
): Html => {
  const { words, company } = reader;
  const { open, view } = account;
  const title = open.length === 0 ? words.nothingOpen : words.title;
  return customerShell(words, {
    title,
    company,
    body: html`${of.told ?? ''}<h1>${title}</h1>
<p>${words.forWhom(view.payer.name)}</p>
${of.first ?? ''}
${
  open.length === 0
    ? html`<section class="card site"><p>${words.nothingOpenText}</p><p class="hint">${words.crossed}</p></section>`
    : html`${sumsOf(reader, open)}${familySums(reader, account)}${invoicesOf(reader, of.path, open)}${toldBefore(reader, account)}`
}
${of.answers ?? ''}
${personCard(reader, account)}
<p class="end">${words.private}</p>`,
  });
};
