import { html } from 'hono/html';
import { wordsFor } from '../correspondence/templates/language-code.ts';
import { LANGUAGES } from '../correspondence/templates/languages.ts';
import type { InvoiceFacts, Issue } from '../ledger/entities.ts';
import { localDate } from '../platform/zone.ts';
import type { Account } from './customer-account.ts';
import type { CustomerReader } from './customer-reader.ts';
import type { Html } from './page.ts';
import { badge } from './staff-parts.ts';

/** What was reported about what is open, in the reporter's own words, and what has become of it. */

/** With the longest invoices and names, the page stays below 100 KB. */
const MOST_REPORTS = 6;
const MOST_OF_TEXT = 1_000;

interface Report {
  invoice: InvoiceFacts;
  issue: Issue;
}

/** The newest first; what was raised by mistake nobody has heard of. */
const reportsOf = ({ view }: Account): Report[] =>
  [...view.invoices.values()]
    .flatMap((invoice) => Object.values(invoice.issues).map((issue) => ({ invoice, issue })))
    .filter(({ issue }) => issue.withdrawnAt === undefined)
    .sort((a, b) => (a.issue.raisedAt > b.issue.raisedAt ? -1 : 1));

const standing = ({ words, money }: CustomerReader, { invoice, issue }: Report): Html => {
  const { reports } = words;
  if (issue.resolvedAt === undefined)
    return issue.takenUpAt === undefined ? badge(reports.received) : badge(reports.takenUp, 'accent');
  const outcome = wordsFor(LANGUAGES[words.lang].outcomes, issue.outcome ?? '') ?? '';
  const credit = issue.credit ?? 0;
  return html`${badge(reports.solved, 'good')} ${outcome}${credit === 0 ? '' : html` ${reports.creditAsked(money(credit, invoice.currency))}`}`;
};

const textOf = ({ description }: Issue): string =>
  description.length <= MOST_OF_TEXT ? description : `${description.slice(0, MOST_OF_TEXT).toWellFormed()} …`;

export const toldBefore = (reader: CustomerReader, account: Account): Html | '' => {
  const { words, date } = reader;
  const all = reportsOf(account);
  if (all.length === 0) return '';
  const { categories } = LANGUAGES[words.lang];
  return html`<section class="card"><h2>${words.reports.title}</h2><ul class="plain-list">${all
    .slice(0, MOST_REPORTS)
    .map(
      (report) =>
        html`<li><b>${wordsFor(categories, report.issue.category) ?? report.issue.category.replaceAll('-', ' ')}</b> <span class="small">${words.invoice} <bdi>${report.invoice.number || report.invoice.invoiceId}</bdi>, ${date(localDate(Date.parse(report.issue.raisedAt), account.view.zone))}</span>${report.issue.description === '' ? '' : html`<br><span class="said">${textOf(report.issue)}</span>`}<br>${standing(reader, report)}</li>`,
    )}</ul>${all.length > MOST_REPORTS ? html`<p class="small">${words.reports.more(MOST_REPORTS, all.length)}</p>` : ''}</section>`;
};
