import { html } from 'hono/html';
import type { WorkItem } from '../work-list/item.ts';
import { letterPath } from './account-letters.ts';
import type { Content, Html } from './page.ts';
import type { Reader } from './reader.ts';
import { facts } from './staff-parts.ts';
import { letterWords } from './words/letter-words.ts';
import { replyWords } from './words/reply-words.ts';

const MOST_ATTACHED = 20;

/** Where the parts of an item's message are passed on. */
const fileOf = ({ itemId, customerId }: WorkItem, part: string): string =>
  `/items/${itemId}/${part}${customerId === undefined ? '' : `?of=${customerId}`}`;

/** Who is asked first whether the sender is a contact of theirs. */
const placePath = ({ itemId, customerId, reply }: WorkItem): string => {
  const of = customerId === undefined ? '' : `of=${customerId}&`;
  return `/items/${itemId}/place?${of}q=${encodeURIComponent(reply!.from)}`;
};

/** To the message as it came, and to whose it is, where that is not certain. */
const waysOn = (reader: Reader, item: WorkItem): Content => {
  const words = replyWords(reader);
  const { customerId, closedAt, letterId, reply } = item;
  const isCertain = reply!.foundBy === 'tag' || reply!.foundBy === 'link';
  const ways = [
    ...(closedAt !== undefined || (isCertain && customerId !== undefined)
      ? []
      : [
          customerId === undefined
            ? html`<a class="button" href="${placePath(item)}">${words.whose}</a>`
            : html`<a href="${placePath(item)}">${words.other}</a>`,
        ]),
    ...(letterId === undefined || customerId === undefined
      ? []
      : [html`<a href="${letterPath(customerId, letterId)}">${letterWords(reader).open}</a>`]),
    ...(reply!.file === undefined ? [] : [html`<a href="${fileOf(item, 'message')}" download>${words.message}</a>`]),
  ];
  return ways.length === 0 ? '' : html`<p class="acts">${ways}</p>`;
};

/** A message that came in, as text: nothing in it is a link, and what is attached is saved, never shown. */
export const replyPart = (reader: Reader, item: WorkItem, nameOf: (staffId: string) => string): Html | '' => {
  const { reply } = item;
  if (reply === undefined) return '';
  const words = replyWords(reader);
  const { from, subject, text, quoted, attachments = [], file, foundBy, placed } = reply;
  const attached = (name: string, place: number): Content =>
    file === undefined
      ? html`<bdi>${name}</bdi>`
      : html`<a href="${fileOf(item, `attachments/${place}`)}" download><bdi>${name}</bdi></a>`;
  const how = (): Content => {
    if (placed !== undefined)
      return html`<p class="hint">${words.placedBy(nameOf(placed.by), reader.instant(placed.at))}</p>`;
    return foundBy === 'sender' ? html`<p class="hint">${words.foundBySender}</p>` : '';
  };
  return html`<section class="card"><h2>${words.title}</h2>${facts([
    [words.from, html`<bdi>${from}</bdi>`],
    [words.subject, html`<bdi>${subject}</bdi>`],
  ])}${how()}<p class="said">${text}</p>${
    quoted === undefined || quoted === ''
      ? ''
      : html`<details><summary>${words.quoted}</summary><p class="said small">${quoted}</p></details>`
  }${
    attachments.length === 0
      ? ''
      : html`<h3>${words.attachments}</h3><ul class="plain-list">${attachments.slice(0, MOST_ATTACHED).map(({ name, bytes }, place) => html`<li>${attached(name, place)} <span class="small">${words.size(Math.max(1, Math.round(bytes / 1000)))}</span></li>`)}</ul><p class="hint">${words.hint}</p>`
  }${waysOn(reader, item)}</section>`;
};
