import { html } from 'hono/html';
import type { AccountValue } from '../escalation/account-value.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { facts } from './staff-parts.ts';
import { DOSSIER_WORDS } from './words/dossier-words.ts';

/** What an approver is told of the whole account: an invoice is decided about, but a customer is kept or lost. */
export const accountValue = (reader: Reader, value: AccountValue, currency: string): Html => {
  const words = DOSSIER_WORDS[reader.words.lang];
  const figure = (text: string): string => (value.partial ? words.atLeast(text) : text);
  const money = (minor: number): string => figure(reader.money(minor, currency));
  return html`<section class="card" aria-labelledby="account"><h2 id="account">${words.title}</h2>
${facts([
  [words.since, value.since === undefined ? undefined : reader.date(value.since)],
  [words.invoices, figure(String(value.invoices))],
  [words.invoiced, money(value.invoiced)],
  [words.paid, money(value.paid)],
  [words.open, money(value.open)],
  [words.overdue, money(value.overdue)],
  [
    words.causes,
    value.causes.length === 0
      ? undefined
      : html`${value.causes.map(({ rootCause, number }) => html`<bdi>${rootCause}</bdi> (${words.times(number)})<br>`)}`,
  ],
])}</section>`;
};

/** Why an issue came up, once it is known. */
export const causeOf = ({ words }: Reader, rootCause: string | undefined): Html | '' =>
  rootCause === undefined
    ? ''
    : html`<br><span class="small">${DOSSIER_WORDS[words.lang].cause}: <bdi>${rootCause}</bdi></span>`;
