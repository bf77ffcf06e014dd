import type { Context } from 'hono';
import { html } from 'hono/html';
import { cardPage } from './card-page.ts';
import { statusOf } from './failure-status.ts';
import type { Html } from './page.ts';
import { wordsFor } from './reader.ts';
import type { Words } from './words/en.ts';

/** All that can go wrong with a page for people without a session. */

export type Failure = keyof Words['failures'];

/** One sentence for what went wrong, and what to do. Nothing of the request is shown. */
const failurePage = (words: Words, failure: Failure): Html => {
  const { title, text } = words.failures[failure];
  const closing = failure === 'unclear' ? '' : html`<p class="small">${words.nothingChanged}</p>`;
  return cardPage(words, title, {}, html`<p>${text}</p>${closing}`);
};

/** The page for what went wrong, in the words that the browser asks for: the company's may not be readable. */
export const fail = (context: Context, failure: Failure): Response | Promise<Response> =>
  context.html(failurePage(wordsFor(context.req.header('accept-language')), failure), statusOf(context, failure));
