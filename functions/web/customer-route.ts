import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { statementCsv, statementName } from '../correspondence/statement.ts';
import { recordCall } from '../ledger/record-call.ts';
import { OtherContent } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type Account, seeAccount } from './customer-account.ts';
import { isAnswer, planIn, promisedBefore, readAnswer } from './customer-answers.ts';
import { askedIn, confirmation, contactAnswered, contactPage } from './customer-contact-page.ts';
import { customerFailureOf, failCustomer } from './customer-failure.ts';
import { answersOf, type CameBack, planToAgree } from './customer-forms.ts';
import { customerPage } from './customer-page.ts';
import { customerReaderOf } from './customer-reader.ts';
import { CUSTOMER_HEADERS } from './customer-shell.ts';
import { statementOf } from './customer-statement.ts';
import { bringsNonce, issueNonce } from './nonce.ts';
import { isFromOwnPage } from './own-origin.ts';
import type { WebOptions } from './web-options.ts';

/** Room for the longest text, each character written as nine bytes, and the rest of the form. */
const MOST_FORM_BYTES = 24_576;
const FORM = 'application/x-www-form-urlencoded';
const STATEMENT = /^statement-([A-Z]{3})\.csv$/;
const ONCE = /^[A-Za-z0-9_-]{43}$/;

const tokenOf = (context: Context): string => context.req.param('token') ?? '';
/** The page's own address. */
const pathOf = (context: Context): string => `/c/${tokenOf(context)}`;

/** The fields of a form; what is no text is empty. */
const fieldsOf = async (context: Context): Promise<(name: string) => string> => {
  const body = await context.req.parseBody();
  return (name) => (typeof body[name] === 'string' ? body[name] : '');
};

/**
 * The customer's page, from the link in a letter. `GET /:token` shows the account, `GET /:token/statement-USD.csv` its
 * statement, `GET /:token/parts` a plan before it is agreed; none of them changes anything. `POST /:token/:answer` records
 * what the customer says, once for each form. 303 recorded, 403 from elsewhere or without its nonce, 404 unknown, 410 too
 * old or revoked, 413 and 415 no form of ours, 422 something is wrong in it, 503 to be tried again. How often somebody
 * may try is the gateway's business: a signature of 128 bits is not guessed.
 */
export const customerRoute = (platform: Platform, options: WebOptions): Hono => {
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(CUSTOMER_HEADERS)) context.res.headers.set(name, value);
  });

  const shown = (
    context: Context,
    account: Account,
    status: ContentfulStatusCode = 200,
    back?: CameBack,
  ): Response | Promise<Response> => {
    const reader = customerReaderOf(account.view);
    const path = pathOf(context);
    const nonce = issueNonce(platform, context, tokenOf(context));
    const done = context.req.query('done') ?? '';
    const told =
      status === 200 && isAnswer(done) ? html`<div class="told" role="status">${reader.words.told[done]}</div>` : '';
    const answers = answersOf({ reader, account, path, nonce, once: platform.ids.token(), back });
    // What is wrong with an answer is seen at once: the forms stand before the account then.
    const place = back === undefined ? { answers } : { first: answers };
    return context.html(customerPage(reader, account, { path, told, ...place }), status);
  };

  const question = (context: Context, account: Account): Response | Promise<Response> => {
    const reader = customerReaderOf(account.view);
    const asked = askedIn(account);
    if (asked === undefined) return context.html(contactAnswered(reader, context.req.query('done') ?? ''));
    const nonce = issueNonce(platform, context, tokenOf(context));
    return context.html(contactPage(reader, asked, pathOf(context), nonce));
  };

  const confirm = async (context: Context, account: Account, confirmed: boolean, nonce: string): Promise<Response> => {
    const asked = askedIn(account);
    if (asked === undefined) return context.html(contactAnswered(customerReaderOf(account.view), ''), 409);
    if (!bringsNonce(platform, context, tokenOf(context), nonce)) return failCustomer(context, 'elsewhere');
    await recordCall(platform, [confirmation(account, asked, confirmed, new Date(platform.clock.now()).toISOString())]);
    await options.recorded?.();
    return context.redirect(`${pathOf(context)}?done=${confirmed ? 'yes' : 'no'}`, 303);
  };

  app.get('/:token', async (context) => {
    const account = await seeAccount(platform, tokenOf(context));
    if ('unseen' in account) return failCustomer(context, account.unseen);
    return account.link.purpose === 'contact' ? question(context, account) : shown(context, account);
  });

  app.get('/:token/parts', async (context) => {
    const account = await seeAccount(platform, tokenOf(context), 'account');
    if ('unseen' in account) return failCustomer(context, account.unseen);
    const reader = customerReaderOf(account.view);
    const value = (name: string): string => context.req.query(name) ?? '';
    const plan = planIn(reader, account, value);
    if ('problems' in plan) return shown(context, account, 422, { answer: 'parts', value, ...plan });
    const path = pathOf(context);
    const nonce = issueNonce(platform, context, tokenOf(context));
    const answers = planToAgree({ reader, account, path, nonce, once: platform.ids.token() }, plan);
    return context.html(customerPage(reader, account, { path, first: answers }));
  });

  app.get('/:token/:file', async (context) => {
    const currency = STATEMENT.exec(context.req.param('file'))?.[1];
    if (currency === undefined) return failCustomer(context, 'missing');
    const account = await seeAccount(platform, tokenOf(context), 'account');
    if ('unseen' in account) return failCustomer(context, account.unseen);
    const statement = statementOf(customerReaderOf(account.view), account, currency);
    if (statement.lines.length === 0) return failCustomer(context, 'missing');
    // Spreadsheets read UTF-8 only behind a byte order mark.
    return context.body(`\ufeff${statementCsv(statement)}`, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${statementName(statement)}"`,
    });
  });

  const tooLarge = (context: Context) => failCustomer(context, 'too-large');
  app.post('/:token/:answer', bodyLimit({ maxSize: MOST_FORM_BYTES, onError: tooLarge }), async (context) => {
    const answer = context.req.param('answer');
    const isConfirmation = answer === 'yes' || answer === 'no';
    if (!isAnswer(answer) && !isConfirmation) return failCustomer(context, 'missing');
    if (!isFromOwnPage(context, platform.publicUrl)) return failCustomer(context, 'elsewhere');
    const type = context.req.header('content-type') ?? '';
    if (!type.toLowerCase().startsWith(FORM)) return failCustomer(context, 'no-form');
    const account = await seeAccount(platform, tokenOf(context), isConfirmation ? 'contact' : 'account');
    if ('unseen' in account) return failCustomer(context, account.unseen);
    const value = await fieldsOf(context);
    if (isConfirmation) return confirm(context, account, answer === 'yes', value('nonce'));
    const reader = customerReaderOf(account.view);
    const once = value('once');
    if (!bringsNonce(platform, context, tokenOf(context), value('nonce')) || !ONCE.test(once)) {
      const problems = [{ field: '', text: reader.words.answers.pressAgain }];
      return shown(context, account, 403, { answer, value, problems });
    }
    const at = new Date(platform.clock.now()).toISOString();
    const read = readAnswer(answer, reader, account, value, { once, at });
    if ('problems' in read) {
      if (answer === 'promise' && promisedBefore(account, value, once))
        return context.redirect(`${pathOf(context)}?done=${answer}`, 303);
      return shown(context, account, 422, { answer, value, ...read });
    }
    try {
      await recordCall(platform, read.acts);
      await options.recorded?.();
    } catch (error) {
      // The same form a second time, pressed twice or sent again: what it said first stands.
      if (!(error instanceof OtherContent)) throw error;
    }
    return context.redirect(`${pathOf(context)}?done=${answer}`, 303);
  });

  app.all('/:token', (context) => {
    context.header('allow', 'GET, HEAD');
    return failCustomer(context, 'method');
  });
  app.all('*', (context) => failCustomer(context, 'missing'));
  app.onError((error, context) => {
    const failure = customerFailureOf(error);
    if (failure === 'failure') options.report(error);
    return failCustomer(context, failure);
  });
  return app;
};
