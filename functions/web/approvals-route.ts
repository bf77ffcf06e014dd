import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { decideRequest, type LinkAnswer } from '../escalation/approval-link-decision.ts';
import { type SeenLink, seeLink } from '../escalation/approval-link-standing.ts';
import { dossierOf } from '../escalation/dossier.ts';
import { companyOf } from '../platform/company.ts';
import { ConditionFailed, Conflict, PayerBeingChanged, ServiceUnavailable, Throttled } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { decisionForm, EMPTY, type FormValues, isProblems, readForm } from './decision-form.ts';
import { answeredPage, lapsedPage } from './ended-page.ts';
import { type Failure, fail } from './failure.ts';
import { bringsNonce, dropNonce, issueNonce } from './nonce.ts';
import { openPage } from './open-page.ts';
import { isFromOwnPage } from './own-origin.ts';
import { HEADERS } from './page.ts';
import { type Reader, readerOf } from './reader.ts';
import type { WebOptions } from './web-options.ts';
import { whoAsks } from './who.ts';

/** Room for the longest reason, each character written as nine bytes, and the rest of the form. */
const MOST_FORM_BYTES = 24_576;

const failureOf = (error: unknown): Failure => {
  if (error instanceof PayerBeingChanged) return 'changing';
  return error instanceof Throttled || error instanceof ServiceUnavailable || error instanceof Conflict
    ? 'unavailable'
    : 'failure';
};

const valuesOf = async (context: Context): Promise<FormValues & { nonce: string }> => {
  const body = await context.req.parseBody();
  const field = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
  return { decision: field('decision'), reason: field('reason'), until: field('until'), nonce: field('nonce') };
};

/**
 * `GET /:token` shows a request and changes nothing; `POST /:token` decides it, once, and where a link alone may not, by
 * that very person who is signed in. 200 open or answered, 303 decided,
 * 403 not theirs, needs sign-in, from elsewhere or without its nonce, 404 unknown, 409 answered or lapsed before this
 * answer, 410 expired or lapsed, 413 and 415 no form of ours, 422 something is missing in it, 503 to be tried again.
 * How often somebody may try is the gateway's business: a token of 256 bits is not guessed.
 */
export const approvalsRoute = (platform: Platform, options: WebOptions): Hono => {
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
  });

  /** As what an answer counts; or, where it may not be given, who else is signed in here. */
  const answersAs = async (context: Context, seen: SeenLink): Promise<'link' | 'signed-in' | { notBy?: string }> => {
    if (seen.standing.is !== 'open') return {};
    if (seen.standing.signIn === undefined) return 'link';
    const asker = await whoAsks(platform, options, context);
    if (asker === undefined) return {};
    return asker.member.id === seen.link.staffId ? 'signed-in' : { notBy: asker.member.name };
  };

  const show = async (
    context: Context,
    reader: Reader,
    seen: SeenLink,
    status: ContentfulStatusCode,
    form: { values: FormValues; problems: readonly { text: string }[] } = { values: EMPTY, problems: [] },
  ): Promise<Response> => {
    const dossier = await dossierOf(platform, seen);
    const by = await answersAs(context, seen);
    if (by !== 'link' && by !== 'signed-in') {
      const wayIn = { href: `/sign-in?back=${encodeURIComponent(context.req.path)}`, ...by };
      return context.html(openPage(reader, seen, dossier, { wayIn }), status);
    }
    const nonce = issueNonce(platform, context, context.req.param('token')!);
    return context.html(
      openPage(reader, seen, dossier, { form: decisionForm(reader, seen, { ...form, nonce }) }),
      status,
    );
  };

  const readerNow = async (): Promise<Reader> =>
    readerOf((await companyOf(platform.table, platform.clock.now())).settings);

  app.get('/:token', async (context) => {
    const seen = await seeLink(platform, context.req.param('token'));
    if ('unseen' in seen) return fail(context, seen.unseen);
    const reader = await readerNow();
    if (seen.standing.is === 'answered') return context.html(answeredPage(reader, seen, false));
    if (seen.standing.is === 'lapsed') return context.html(lapsedPage(reader, seen), 410);
    return show(context, reader, seen, 200);
  });

  const cameTooLate = (context: Context, reader: Reader, seen: SeenLink): Response | Promise<Response> => {
    if (seen.standing.is === 'open') return show(context, reader, seen, 409);
    return context.html(
      seen.standing.is === 'lapsed' ? lapsedPage(reader, seen) : answeredPage(reader, seen, true),
      409,
    );
  };

  const tooLarge = (context: Context) => fail(context, 'too-large');
  app.post('/:token', bodyLimit({ maxSize: MOST_FORM_BYTES, onError: tooLarge }), async (context) => {
    const { token } = context.req.param();
    if (!isFromOwnPage(context, platform.publicUrl)) return fail(context, 'elsewhere');
    const type = context.req.header('content-type') ?? '';
    if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) return fail(context, 'no-form');
    const seen = await seeLink(platform, token);
    if ('unseen' in seen) return fail(context, seen.unseen);
    const reader = await readerNow();
    const { standing } = seen;
    if (standing.is !== 'open') return cameTooLate(context, reader, seen);
    const by = await answersAs(context, seen);
    if (by !== 'link' && by !== 'signed-in') return show(context, reader, seen, 403);
    const { nonce, ...values } = await valuesOf(context);
    if (!bringsNonce(platform, context, token, nonce))
      return show(context, reader, seen, 403, { values, problems: [{ text: reader.words.problems.pressAgain }] });
    const answer = readForm(reader, values, seen.position.today);
    if (isProblems(answer)) return show(context, reader, seen, 422, { values, problems: answer });
    return decide(context, token, by, seen, answer);
  });

  const decide = async (
    context: Context,
    token: string,
    by: 'link' | 'signed-in',
    seen: SeenLink,
    answer: LinkAnswer,
  ): Promise<Response> => {
    let first: boolean;
    try {
      first = await decideRequest(platform, by === 'link' ? { token } : by, seen, answer);
    } catch (error) {
      if (error instanceof ServiceUnavailable || error instanceof ConditionFailed) return fail(context, 'unclear');
      throw error;
    }
    if (first) await options.recorded?.();
    dropNonce(platform, context, token);
    if (first) return context.redirect(context.req.path, 303);
    const now = await seeLink(platform, token);
    if ('unseen' in now) return fail(context, now.unseen);
    return cameTooLate(context, await readerNow(), now);
  };

  app.all('/:token', (context) => {
    context.header('allow', 'GET, HEAD, POST');
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
