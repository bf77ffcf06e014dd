import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { cardPage } from './card-page.ts';
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

const STATUS: Readonly<Record<Failure, ContentfulStatusCode>> = {
  unknown: 404,
  expired: 410,
  'not-asked': 403,
  elsewhere: 403,
  'too-large': 413,
  'no-form': 415,
  method: 405,
  changing: 503,
  unavailable: 503,
  unclear: 503,
  failure: 500,
  missing: 404,
};

const RETRY_AFTER_S: Partial<Record<Failure, string>> = { changing: '60', unavailable: '30', unclear: '30' };

/** The page for what went wrong, in the words that the browser asks for: the company's may not be readable. */
export const fail = (context: Context, failure: Failure): Response | Promise<Response> => {
  const again = RETRY_AFTER_S[failure];
  if (again !== undefined) context.header('retry-after', again);
  return context.html(failurePage(wordsFor(context.req.header('accept-language')), failure), STATUS[failure]);
};
