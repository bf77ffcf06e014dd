import { html } from 'hono/html';
import type { Contact } from '../ledger/contract.ts';
import type { CustomerHead } from '../ledger/entities.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { accountPath, invoicePath } from './account-parts.ts';
import { inWords } from './acts/act-form.ts';
import { itemPath } from './list-rows.ts';
import type { Content, Html } from './page.ts';
import type { Section, SignedIn } from './shell.ts';
import { badge, empty } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';

/** A contact person, and whose. */
export interface FoundContact {
  head: CustomerHead;
  contact: Contact;
}

/** An invoice, with what is known of it: one that was found by its id has its own page for the rest. */
export interface FoundInvoice {
  invoiceId: string;
  customerId: string;
  number?: string;
  /** Its customer's. */
  name?: string;
}

/** What was found. */
export interface Found {
  customers: CustomerHead[];
  contacts: FoundContact[];
  /** More customers and contacts are called so than are shown. */
  more: boolean;
  invoices: FoundInvoice[];
  items: { itemId: string; customerId?: string }[];
  people: StaffMember[];
}

export const MOST_FOUND = 40;
const group = (title: string, rows: readonly Content[]): Html | '' =>
  rows.length === 0
    ? ''
    : html`<section class="card"><h2>${title}</h2><ul class="plain-list">${rows.map((row) => html`<li>${row}</li>`)}</ul></section>`;

const contactRow = ({ head, contact: { name, email, phone } }: FoundContact): Content =>
  html`<b><bdi>${name}</bdi></b> · <a href="${accountPath(head.customerId)}"><bdi>${head.name}</bdi></a><br><span class="small">${[
    ...(phone === undefined ? [] : [html`<a href="tel:${phone.replace(/[^+\d]/g, '')}"><bdi>${phone}</bdi></a>`]),
    ...(email === undefined ? [] : [html`<a href="mailto:${email}"><bdi>${email}</bdi></a>`]),
  ].map((part, index) => html`${index === 0 ? '' : ' · '}${part}`)}</span>`;

/** What was found, or what can be searched for. */
export const searchPage = (
  { reader }: SignedIn,
  text: string,
  found: Found | undefined,
): { title: string; section: Section; body: Html } => {
  const { search: words } = accountWords(reader);
  const form = html`<form class="ask" method="get" action="/search"><label for="q">${words.label}</label><div><input type="search" id="q" name="q" value="${text}" maxlength="200"${text === '' ? html` autofocus` : ''}><button>${words.button}</button></div></form>`;
  const nothing =
    found !== undefined &&
    [found.customers, found.contacts, found.invoices, found.items, found.people].every((list) => list.length === 0);
  const results =
    found === undefined
      ? ''
      : html`${group(
          words.invoices,
          found.invoices.map(
            ({ invoiceId, customerId, number = invoiceId, name }) =>
              html`<a href="${invoicePath(customerId, invoiceId)}"><bdi>${number}</bdi></a> <span class="small">${name === undefined ? '' : html`<bdi>${name}</bdi> · `}${customerId}</span>`,
          ),
        )}${group(
          words.customers,
          found.customers.map(
            ({ customerId, name, segment, tags, parent }) =>
              html`<a href="${accountPath(customerId)}"><bdi>${name}</bdi></a> <span class="small">${[customerId, ...(segment === '' ? [] : [inWords(segment)])].join(' · ')}</span>${tags.map((tag) => html` ${badge(inWords(tag))}`)}${parent === undefined ? '' : html` <span class="small">→ <a href="${accountPath(parent)}">${parent}</a></span>`}`,
          ),
        )}${group(
          words.contacts,
          found.contacts.slice(0, MOST_FOUND).map((each) => contactRow(each)),
        )}${found.more ? html`<p class="small">${words.most(MOST_FOUND)}</p>` : ''}${group(
          words.items,
          found.items.map((item) => html`<a href="${itemPath(item)}">${item.itemId}</a>`),
        )}${group(
          words.people,
          found.people.map(
            ({ id, name, email, department }) =>
              html`<b>${name}</b> <span class="small">${department === undefined ? '' : inWords(department)} · <a href="mailto:${email}">${email}</a></span> · <a href="/list?of=person:${id}">${words.theirList}</a>`,
          ),
        )}`;
  const body = html`<div class="head"><h1>${words.title}</h1></div><p class="lead">${words.lead}</p>${form}
${nothing ? empty(words.nothing, words.nothingText) : results}`;
  return { title: words.title, section: 'search', body };
};
