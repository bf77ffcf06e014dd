import { html } from 'hono/html';
import type { CustomerHead, InvoiceFacts } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import { historyOf } from './account-history.ts';
import { accountPath, doerOf, historyList, standCell } from './account-parts.ts';
import type { AccountInvoice } from './account-records.ts';
import type { Stand } from './account-view.ts';
import { actForms, type FormOf } from './acts/act-form.ts';
import { agreedPart } from './acts/agreed-part.ts';
import { evidenceLink } from './evidence-link.ts';
import type { Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import { badge, facts } from './staff-parts.ts';
import { stepsDone } from './steps-done.ts';
import { accountWords } from './words/account-words.ts';
import { workWords } from './words/work-words.ts';

/** One invoice on an account: how it stands and why, what was done, and what can be done. */
export const invoicePage = (of: {
  signedIn: SignedIn;
  company: Company;
  head: CustomerHead;
  view: AccountInvoice;
  stand: Stand;
  forms: readonly FormOf[];
  opened: string | undefined;
}): { title: string; body: Html } => {
  const { signedIn, company, head, view, stand, forms, opened } = of;
  const { reader } = signedIn;
  const { invoice, steps } = view;
  const { position } = stand;
  const words = accountWords(reader);
  const work = workWords(reader);
  const title = work.list.invoice(invoice.number);
  const closed = invoice.closedAs?.how;
  const holds = Object.values(invoice.holds)
    .filter(({ liftedAt, endedAt }) => liftedAt === undefined && endedAt === undefined)
    .map(
      ({ until, reason, owner }) =>
        html`<p class="notice">${words.hold(reader.date(until), reason, doerOf(reader, company, owner))}</p>`,
    );
  const body = html`<div class="head"><div><h1>${title}</h1><p class="lead"><a href="${accountPath(head.customerId)}"><bdi>${head.name}</bdi></a></p></div>
<dl class="totals"><div><dt>${closed === undefined ? words.owed : words.standings[closed]}</dt><dd${closed === undefined && position.overdueDays > 0 ? html` class="is-late"` : ''}>${reader.money(closed === undefined ? Math.max(position.balance, 0) : invoice.closedAs!.amount, invoice.currency)}</dd></div></dl></div>
${holds}
<div class="columns"><div>
<section class="card"><h2>${words.stands}</h2><p>${standCell(reader, stand, steps)}</p>${evidenceLink(reader, invoice, steps)}</section>
${agreedPart(signedIn, company, invoice, position)}
<section class="card"><h2>${work.item.steps}</h2>${stepsDone(reader, steps) ?? html`<p>${work.item.noSteps}</p>`}</section>
<section class="card"><h2>${words.history}</h2>${history(of)}</section>
</div><div>
<section class="card">${invoiceFacts(of)}</section>
${forms.length === 0 ? '' : html`<section class="card"><h2>${words.acts}</h2>${actForms(forms, opened ?? '')}</section>`}
${lines(of)}
</div></div>`;
  return { title: `${title} · ${head.name}`, body };
};

type Of = Parameters<typeof invoicePage>[0];

const history = ({ signedIn: { reader }, company, head, view }: Of): Html => {
  const words = accountWords(reader);
  const happened = historyOf(reader, { invoices: [view.invoice], items: [] });
  const rest = html`<p class="small"><a href="${accountPath(head.customerId)}?show=history">${words.whoDid}</a></p>`;
  return happened.length === 0
    ? html`<p>${words.noFacts}</p>${rest}`
    : html`${historyList(reader, company, happened.slice(0, 80), { withInvoice: false })}${rest}`;
};

const invoiceFacts = ({ signedIn: { reader }, view: { invoice }, stand: { position } }: Of): Html => {
  const words = accountWords(reader);
  const late = workWords(reader).list;
  return facts([
    [
      words.amount,
      html`<b>${reader.money(position.balance, invoice.currency)}</b> ${position.balance === invoice.amount ? '' : words.partOf(reader.money(invoice.amount, invoice.currency))}`,
    ],
    [
      words.due,
      html`${invoice.dueOn === undefined ? words.terms : reader.date(invoice.dueOn)}${invoice.closedAs === undefined && position.overdueDays > 0 ? html` ${badge(late.overdueDays(position.overdueDays), 'bad')}` : ''}`,
    ],
    [words.facts.issued, reader.date(invoice.issuedOn)],
    [words.facts.site, invoice.site === undefined ? undefined : html`<bdi>${invoice.site}</bdi>`],
    [words.facts.order, invoice.purchaseOrder === undefined ? undefined : html`<bdi>${invoice.purchaseOrder}</bdi>`],
    [words.facts.kind, invoice.kind === 'deposit' ? words.facts.deposit : undefined],
    [
      workWords(reader).item.disputed,
      position.disputed === 0 ? undefined : reader.money(position.disputed, invoice.currency),
    ],
  ]);
};

/** So many lines of an invoice are shown: its document has them all. */
const MOST_LINES = 30;

const lines = ({ signedIn: { reader }, view: { invoice } }: Of): Html | '' => {
  const of: InvoiceFacts['lines'] = invoice.lines;
  if (of === undefined || of.length === 0) return '';
  return html`<section class="card"><h2>${accountWords(reader).invoiceLines}</h2><ul class="plain-list">${of.slice(0, MOST_LINES).map(({ description, site, amount }) => html`<li>${description}${site === undefined ? '' : html` <span class="small">${site}</span>`}<br>${reader.money(amount, invoice.currency)}</li>`)}</ul>${of.length > MOST_LINES ? html`<p class="small">${accountWords(reader).moreLines(of.length - MOST_LINES)}</p>` : ''}</section>`;
};
