import { html } from 'hono/html';
import { type Content, type Html, page } from './page.ts';
import type { Words } from './words/en.ts';

/** A page for people without a session that holds one card. */
export const cardPage = (
  words: Words,
  title: string,
  { company, back }: { company?: string; back?: string },
  body: Content,
): Html =>
  page(words, {
    title,
    ...(company === undefined ? {} : { company }),
    ...(back === undefined ? {} : { back }),
    body: html`<div class="card narrow"><h1>${title}</h1>
${body}</div>`,
  });
