import { html } from 'hono/html';
import type { ItemReply } from '../work-list/item.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { facts } from './staff-parts.ts';
import { workWords } from './words/work-words.ts';

/** A message that came in, as text: nothing in it is a link, and what is attached is not opened here. */
export const replyPart = (reader: Reader, reply: ItemReply): Html => {
  const words = workWords(reader).reply;
  const { from, subject, text, quoted, attachments = [] } = reply;
  return html`<section class="card"><h2>${words.title}</h2>${facts([
    [words.from, html`<bdi>${from}</bdi>`],
    [words.subject, html`<bdi>${subject}</bdi>`],
  ])}<p class="said">${text}</p>${
    quoted === undefined || quoted === ''
      ? ''
      : html`<details><summary>${words.quoted}</summary><p class="said small">${quoted}</p></details>`
  }${
    attachments.length === 0
      ? ''
      : html`<h3>${words.attachments}</h3><ul class="plain-list">${attachments.slice(0, 20).map(({ name, bytes }) => html`<li><bdi>${name}</bdi> <span class="small">${words.size(Math.max(1, Math.round(bytes / 1000)))}</span></li>`)}</ul><p class="hint">${words.kept}</p>`
  }</section>`;
};
