import type { Context } from 'hono';
import { html } from 'hono/html';
import { Conflict, PayerBeingChanged, ServiceUnavailable, Throttled } from '../platform/errors.ts';
import { customerWordsFor } from './customer-reader.ts';
import { customerShell } from './customer-shell.ts';
import { statusOf } from './failure-status.ts';
import type { CustomerFailure } from './words/customer-en.ts';

/** The pages on which a customer's link shows nothing. */

/** The page for what went wrong, in the words that the browser asks for: whose link it is, is not known. */
export const failCustomer = (context: Context, failure: CustomerFailure): Response | Promise<Response> => {
  const words = customerWordsFor(context.req.header('accept-language'));
  const [title, text] = words.ended[failure];
  const body = html`<section class="card"><h1>${title}</h1><p>${text}</p></section>`;
  return context.html(customerShell(words, { title, company: 'Good Standing', body }), statusOf(context, failure));
};

/** What an error means for whoever looks at the page. */
export const customerFailureOf = (error: unknown): CustomerFailure => {
  if (error instanceof PayerBeingChanged) return 'changing';
  return error instanceof Throttled || error instanceof ServiceUnavailable || error instanceof Conflict
    ? 'unavailable'
    : 'failure';
};
