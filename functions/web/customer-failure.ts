import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Conflict, PayerBeingChanged, ServiceUnavailable, Throttled } from '../platform/errors.ts';
import { customerWordsFor } from './customer-reader.ts';
import { customerShell } from './customer-shell.ts';
import type { CustomerFailure } from './words/customer-en.ts';

/** The pages on which a customer's link shows nothing. */

const STATUS: Readonly<Record<CustomerFailure, ContentfulStatusCode>> = {
  unknown: 404,
  expired: 410,
  revoked: 410,
  missing: 404,
  elsewhere: 403,
  'too-large': 413,
  'no-form': 415,
  method: 405,
  changing: 503,
  unavailable: 503,
  failure: 500,
};

const RETRY_AFTER_S: Partial<Record<CustomerFailure, string>> = { changing: '60', unavailable: '30' };

/** The page for what went wrong, in the words that the browser asks for: whose link it is, is not known. */
export const failCustomer = (context: Context, failure: CustomerFailure): Response | Promise<Response> => {
  const again = RETRY_AFTER_S[failure];
  if (again !== undefined) context.header('retry-after', again);
  const words = customerWordsFor(context.req.header('accept-language'));
  const [title, text] = words.ended[failure];
  const body = html`<section class="card"><h1>${title}</h1><p>${text}</p></section>`;
  return context.html(customerShell(words, { title, company: 'Good Standing', body }), STATUS[failure]);
};

/** What an error means for whoever looks at the page. */
export const customerFailureOf = (error: unknown): CustomerFailure => {
  if (error instanceof PayerBeingChanged) return 'changing';
  return error instanceof Throttled || error instanceof ServiceUnavailable || error instanceof Conflict
    ? 'unavailable'
    : 'failure';
};
