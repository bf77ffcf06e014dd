import { html } from 'hono/html';
import type { WorkItem } from '../work-list/item.ts';
import type { Content, Html } from './page.ts';
import type { Reader } from './reader.ts';
import { facts } from './staff-parts.ts';
import { replyWords } from './words/reply-words.ts';

const MOST_ATTACHED = 20;

/** Where the parts of an item's message are passed on. */
const fileOf = ({ itemId, customerId }: WorkItem, part: string): string =>
  `/items/${itemId}/${part}${customerId === undefined ? '' : `?of=${customerId}`}`;

/** A message that came in, as text: nothing in it is a link, and what is attached is saved, never shown. */
export const replyPart = (reader: Reader, item: WorkItem): Html | '' => {
  const { reply } = item;
  if (reply === undefined) return '';
  const words = replyWords(reader);
  const { from, subject, text, quoted, attachments = [], file, foundBy } = reply;
  const attached = (name: string, place: number): Content =>
    file === undefined
      ? html`<bdi>${name}</bdi>`
      : html`<a href="${fileOf(item, `attachments/${place}`)}" download><bdi>${name}</bdi></a>`;
  return html`<section class="card"><h2>${words.title}</h2>${facts([
    [words.from, html`<bdi>${from}</bdi>`],
    [words.subject, html`<bdi>${subject}</bdi>`],
  ])}${foundBy === 'sender' ? html`<p class="hint">${words.foundBySender}</p>` : ''}<p class="said">${text}</p>${
    quoted === undefined || quoted === ''
      ? ''
      : html`<details><summary>${words.quoted}</summary><p class="said small">${quoted}</p></details>`
  }${
    attachments.length === 0
      ? ''
      : html`<h3>${words.attachments}</h3><ul class="plain-list">${attachments.slice(0, MOST_ATTACHED).map(({ name, bytes }, place) => html`<li>${attached(name, place)} <span class="small">${words.size(Math.max(1, Math.round(bytes / 1000)))}</span></li>`)}</ul><p class="hint">${words.hint}</p>`
  }${file === undefined ? '' : html`<p class="acts"><a href="${fileOf(item, 'message')}" download>${words.message}</a></p>`}</section>`;
};
