import { html } from 'hono/html';
import type { CustomerHead } from '../ledger/entities.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { Account } from './customer-account.ts';
import type { CustomerReader } from './customer-reader.ts';
import { customerShell } from './customer-shell.ts';
import type { Html } from './page.ts';
import { facts } from './staff-parts.ts';

/** The page behind the letter that asks the present address whether letters may go to somebody else. */

/** So long the question stands. */
const ASKED_DAYS = 30;
const DAY_MS = 86_400_000;

type Asked = NonNullable<CustomerHead['askedContact']>;

/** The request that a link is about, while nobody has answered it. */
export const askedIn = ({ link, view }: Account): Asked | undefined => {
  const asked = view.payer.askedContact;
  const isOpen = asked !== undefined && asked.requestId === link.about;
  return isOpen && view.now < Date.parse(asked.askedAt) + ASKED_DAYS * DAY_MS ? asked : undefined;
};

/** The act of an answer. */
export const confirmation = (account: Account, asked: Asked, confirmed: boolean, at: string): LedgerEvent => ({
  id: `confirmed-${asked.requestId}`,
  source: 'customer-page',
  at,
  by: 'customer',
  type: 'contact.confirmed',
  customerId: account.link.payerId,
  requestId: asked.requestId,
  confirmed,
});

const simple = ({ words, company }: CustomerReader, title: string, body: Html): Html =>
  customerShell(words, { title, company, body: html`<section class="card"><h1>${title}</h1>${body}</section>` });

/** The question, with what ties its two answers to this browser. */
export const contactPage = (reader: CustomerReader, asked: Asked, path: string, nonce: string): Html => {
  const { confirm, contact } = reader.words;
  const answer = (to: string, text: string, quiet: boolean): Html =>
    html`<form method="post" action="${path}/${to}"><input type="hidden" name="nonce" value="${nonce}"><button${quiet ? html` class="second"` : ''}>${text}</button></form>`;
  return simple(
    reader,
    confirm.title,
    html`<p>${confirm.text}</p>${facts([
      [contact.name, html`<bdi>${asked.name}</bdi>`],
      [contact.email, asked.email],
    ])}<div class="acts">${answer('yes', confirm.yes, false)}${answer('no', confirm.no, true)}</div><p class="hint">${confirm.opened}</p>`,
  );
};

/** Said once it was answered, here or by somebody else, or after its time. */
export const contactAnswered = (reader: CustomerReader, done: string): Html => {
  const { confirm } = reader.words;
  const said = done === 'yes' ? confirm.saidYes : done === 'no' ? confirm.saidNo : confirm.over;
  return simple(reader, said[0], html`<p>${said[1]}</p>`);
};
