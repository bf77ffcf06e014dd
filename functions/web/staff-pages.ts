import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { BadInput, Conflict, PayerBeingChanged, ServiceUnavailable, Throttled } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type Act, type Concern, MAY, may } from './may.ts';
import { isFromOwnPage } from './own-origin.ts';
import { ownPath } from './own-path.ts';
import type { Content } from './page.ts';
import { readerOf, wordsFor } from './reader.ts';
import { formNonce, isFormNonce, sessionTokenIn } from './session-cookie.ts';
import { plainShell, type Section, type SignedIn, shell, staffWords, withStaffHeaders } from './shell.ts';
import { announce, type Told, takeTold } from './told.ts';
import type { WebOptions } from './web-options.ts';
import { whoAsks } from './who.ts';
import type { StaffWords } from './words/staff-en.ts';

/** Pages for colleagues: who asks for one is signed in, and what they send comes from a page of ours. */

export interface StaffEnv {
  Variables: {
    staff: SignedIn;
    /** The fields of a form that was sent; one that is not there is empty. */
    form: (name: string) => string;
    /** All of them. */
    fields: Readonly<Record<string, string>>;
  };
}

export type StaffContext<Path extends string = string> = Context<StaffEnv, Path>;
type Answer = Response | Promise<Response>;
type StaffHandler<Path extends string> = (context: StaffContext<Path>) => Answer;

/** Room for a free text of 2,000 characters, each written as nine bytes, and the rest of a form. */
const MOST_FORM_BYTES = 24_576;
const FORM = 'application/x-www-form-urlencoded';

type Failure = keyof StaffWords['failures'];
const STATUS = {
  missing: 404,
  refused: 422,
  elsewhere: 403,
  stale: 403,
  'too-large': 413,
  'no-form': 415,
  changing: 503,
  unavailable: 503,
  failure: 500,
} as const satisfies Record<Failure, number>;
const RETRY_AFTER_S: Partial<Record<Failure, string>> = { changing: '60', unavailable: '30' };

const failureOf = (error: unknown): Failure => {
  if (error instanceof PayerBeingChanged) return 'changing';
  if (error instanceof BadInput) return 'refused';
  return error instanceof Throttled || error instanceof ServiceUnavailable || error instanceof Conflict
    ? 'unavailable'
    : 'failure';
};

/** Answers with a page, in the shell, for whoever is signed in. */
export const staffPage = (
  context: StaffContext,
  of: { title: string; section?: Section; body: Content; status?: 200 | 403 | 404 | 409 | 410 | 413 | 422 | 503 },
): Answer => context.html(shell(context.var.staff, of), of.status ?? 200);

/** The page for what went wrong; `problems` say it in the words of what refused it. */
export const failed = (context: StaffContext, failure: Failure, problems: readonly string[] = []): Answer => {
  const again = RETRY_AFTER_S[failure];
  if (again !== undefined) context.header('retry-after', again);
  const staff: SignedIn | undefined = context.get('staff');
  const words = staffWords(staff?.reader.words.lang ?? wordsFor(context.req.header('accept-language')).lang);
  const { title, text } = words.failures[failure];
  const body = html`<p>${text}</p>${problems.length === 0 ? '' : html`<ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}`;
  if (staff === undefined)
    return context.html(
      plainShell({ lang: wordsFor(context.req.header('accept-language')).lang, title, company: 'Good Standing', body }),
      STATUS[failure],
    );
  return context.html(
    shell(staff, { title, body: html`<div class="card"><h1>${title}</h1>${body}</div>` }),
    STATUS[failure],
  );
};

/** Where the id in a path is of nothing that there is, or of nothing that may be seen. */
export const missing = (context: StaffContext): Answer => failed(context, 'missing');

/** The page that says who may do what was asked for. */
export const forbidden = (context: StaffContext, act: Act): Answer => {
  const { staff } = context.var;
  const words = staffWords(staff.reader.words.lang);
  const { title, who, hint } = words.forbidden;
  const roles = MAY[act].map((role) => words.roles[role]).join(', ');
  return staffPage(context, {
    title,
    body: html`<div class="card"><h1>${title}</h1><p>${who(roles)}</p><p>${hint}</p></div>`,
    status: 403,
  });
};

/** The page that says who may, where this person may not; undefined where they may. */
export const unlessMay = (context: StaffContext, act: Act, concern?: Concern): Answer | undefined =>
  may(context.var.staff.member, act, concern) ? undefined : forbidden(context, act);

/** Where one signs in before a page is shown. */
const askToSignIn = (context: Context, platform: Platform): Answer => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') {
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(`/sign-in?back=${encodeURIComponent(ownPath(pathname + search) ?? '/list')}`, 302);
  }
  const { lang } = wordsFor(context.req.header('accept-language'));
  const { signedOff, signIn } = staffWords(lang);
  const referer = context.req.header('referer') ?? '';
  const own = URL.canParse(referer) ? new URL(referer) : undefined;
  const back = own?.host === new URL(platform.publicUrl).host ? ownPath(own.pathname + own.search) : undefined;
  const body = html`<p>${signedOff.text}</p><p class="go"><a class="button" href="/sign-in?back=${encodeURIComponent(back ?? '/list')}">${signIn.button}</a></p>`;
  return context.html(plainShell({ lang, title: signedOff.title, company: 'Good Standing', body }), 401);
};

/** The application that pages for colleagues are added to. */
export class StaffPages {
  readonly app = new Hono<StaffEnv>();
  readonly platform: Platform;
  readonly options: WebOptions;

  constructor(platform: Platform, options: WebOptions) {
    this.platform = platform;
    this.options = options;
    this.app.onError((error, context) => {
      const failure = failureOf(error);
      if (failure === 'failure') options.report(error);
      return failed(context, failure, error instanceof BadInput ? error.problems : []);
    });
  }

  /** A page. It changes nothing. */
  get<Path extends string>(path: Path, handler: StaffHandler<Path>): this {
    this.app.get(path, this.#headers, this.#signedIn, handler as never);
    return this;
  }

  /** What a form of a page leads to; it ends with `done`, or with a page that says what is wrong. */
  post<Path extends string>(path: Path, handler: StaffHandler<Path>, mostBytes = MOST_FORM_BYTES): this {
    const tooLarge = (context: Context): Answer => failed(context as StaffContext, 'too-large');
    const size = bodyLimit({ maxSize: mostBytes, onError: tooLarge });
    this.app.post(path, this.#headers, this.#fromOwnPage, size, this.#signedIn, this.#form, handler as never);
    return this;
  }

  /** Goes on to a page after an act, which says there what was done. */
  done(context: StaffContext, to: string, told?: Told): Answer {
    if (told !== undefined) announce(this.platform, context, told);
    return context.redirect(to, 303);
  }

  readonly #headers: MiddlewareHandler<StaffEnv> = async (context, next) => {
    await next();
    withStaffHeaders(context);
  };

  readonly #fromOwnPage: MiddlewareHandler<StaffEnv> = async (context, next) => {
    if (!isFromOwnPage(context, this.platform.publicUrl)) return failed(context, 'elsewhere');
    const type = context.req.header('content-type') ?? '';
    if (!type.toLowerCase().startsWith(FORM)) return failed(context, 'no-form');
    return next();
  };

  readonly #signedIn: MiddlewareHandler<StaffEnv> = async (context, next) => {
    const { platform, options } = this;
    const asker = await whoAsks(platform, options, context);
    if (asker === undefined) return askToSignIn(context, platform);
    const { member, company, token } = asker;
    const told = context.req.method === 'GET' ? takeTold(platform, context) : undefined;
    context.set('staff', {
      member,
      reader: readerOf(company.settings),
      nonce: formNonce(token),
      alsoHere: options.alsoHere ?? [],
      ...(told === undefined ? {} : { told }),
    });
    return next();
  };

  readonly #form: MiddlewareHandler<StaffEnv> = async (context, next) => {
    const body = await context.req.parseBody();
    const fields: Record<string, string> = {};
    for (const [name, value] of Object.entries(body)) if (typeof value === 'string') fields[name] = value;
    const field = (name: string): string => (Object.hasOwn(fields, name) ? fields[name]! : '');
    const token = sessionTokenIn(this.platform, context);
    if (token === undefined || !isFormNonce(token, field('nonce'))) return failed(context, 'stale');
    context.set('form', field);
    context.set('fields', fields);
    return next();
  };
}

/** Some of the pages for colleagues, as an application. */
export const pagesForStaff = (
  platform: Platform,
  options: WebOptions,
  add: readonly ((pages: StaffPages) => void)[],
): Hono => {
  const pages = new StaffPages(platform, options);
  for (const each of add) each(pages);
  return new Hono().route('/', pages.app);
};
