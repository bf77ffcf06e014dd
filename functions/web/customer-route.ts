import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { statementCsv, statementName } from '../correspondence/statement.ts';
import { Conflict, PayerBeingChanged, ServiceUnavailable, Throttled } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type Account, seeAccount } from './customer-account.ts';
import { customerPage } from './customer-page.ts';
import { customerReaderOf, customerWordsFor } from './customer-reader.ts';
import { CUSTOMER_HEADERS, customerShell } from './customer-shell.ts';
import { statementOf } from './customer-statement.ts';
import type { WebOptions } from './web-options.ts';
import type { CustomerFailure } from './words/customer-en.ts';

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
const fail = (context: Context, failure: CustomerFailure): Response | Promise<Response> => {
  const again = RETRY_AFTER_S[failure];
  if (again !== undefined) context.header('retry-after', again);
  const words = customerWordsFor(context.req.header('accept-language'));
  const [title, text] = words.ended[failure];
  const body = html`<section class="card"><h1>${title}</h1><p>${text}</p></section>`;
  return context.html(customerShell(words, { title, company: 'Good Standing', body }), STATUS[failure]);
};

const failureOf = (error: unknown): CustomerFailure => {
  if (error instanceof PayerBeingChanged) return 'changing';
  return error instanceof Throttled || error instanceof ServiceUnavailable || error instanceof Conflict
    ? 'unavailable'
    : 'failure';
};

const STATEMENT = /^statement-([A-Z]{3})\.csv$/;

/** The page's own address. */
const pathOf = (context: Context): string => `/c/${context.req.param('token')}`;

/**
 * The customer's page, from the link in a letter. `GET /:token` shows the account, `GET /:token/statement-USD.csv` its
 * statement; neither changes anything. 404 unknown, 410 too old or revoked, 503 to be tried again. How often somebody
 * may try is the gateway's business: a signature of 128 bits is not guessed.
 */
export const customerRoute = (platform: Platform, options: WebOptions): Hono => {
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(CUSTOMER_HEADERS)) context.res.headers.set(name, value);
  });

  const shown = (context: Context, account: Account): Response | Promise<Response> =>
    context.html(customerPage(customerReaderOf(account.view), account, { path: pathOf(context) }));

  app.get('/:token', async (context) => {
    const account = await seeAccount(platform, context.req.param('token'));
    return 'unseen' in account ? fail(context, account.unseen) : shown(context, account);
  });

  app.get('/:token/:file', async (context) => {
    const currency = STATEMENT.exec(context.req.param('file'))?.[1];
    if (currency === undefined) return fail(context, 'missing');
    const account = await seeAccount(platform, context.req.param('token'));
    if ('unseen' in account) return fail(context, account.unseen);
    const statement = statementOf(customerReaderOf(account.view), account, currency);
    if (statement.lines.length === 0) return fail(context, 'missing');
    // Spreadsheets read UTF-8 only behind a byte order mark.
    return context.body(`\ufeff${statementCsv(statement)}`, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${statementName(statement)}"`,
    });
  });

  app.all('/:token', (context) => {
    context.header('allow', 'GET, HEAD');
    return fail(context, 'method');
  });
  app.all('*', (context) => fail(context, 'missing'));
  app.onError((error, context) => {
    const failure = failureOf(error);
    if (failure === 'failure') options.report(error);
    return fail(context, failure);
  });
  return app;
};
