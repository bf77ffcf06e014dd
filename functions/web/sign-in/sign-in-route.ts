import { type Context, Hono } from 'hono';
import { companyOf } from '../../platform/company.ts';
import type { Platform } from '../../platform/platform.ts';
import { ownPath } from '../own-path.ts';
import { beginSession, endSession, plainAddress } from '../session.ts';
import { dropSessionToken, keepSessionToken, sessionTokenIn } from '../session-cookie.ts';
import { withStaffHeaders } from '../shell.ts';
import { StaffPages } from '../staff-pages.ts';
import type { WebOptions } from '../web-options.ts';
import { IssuerUnreachable, SignInRefused } from './issuer.ts';
import { keepSignIn, takeSignIn } from './sign-in-cookie.ts';
import { signedOutPage, signInFailed } from './sign-in-pages.ts';

const CALLBACK = '/sign-in/callback';

/** On one's own machine a server has two names, and a cookie belongs to one of them. */
const underItsName = (platform: Platform, context: Context): string | undefined => {
  const own = new URL(platform.publicUrl);
  if (own.protocol === 'https:' || context.req.header('host') === own.host) return undefined;
  const { pathname, search } = new URL(context.req.url);
  return `${own.origin}${pathname}${search}`;
};

/**
 * The way in and out. `GET /sign-in` leads to the issuer, `GET /sign-in/callback` is where the issuer leads back to, and
 * `POST /sign-out` ends the session. Nothing is written before the issuer has vouched for one of the staff; how often
 * somebody may try is the gateway's and the issuer's business.
 */
export const signInRoute = (platform: Platform, options: WebOptions): Hono => {
  const { sessions = platform, issuer, report } = options;
  const app = new Hono();
  app.use('/sign-in/*', async (context, next) => {
    await next();
    withStaffHeaders(context);
  });

  const refused = (context: Context, error: unknown): Promise<Response> => {
    if (error instanceof IssuerUnreachable || error instanceof SignInRefused) {
      report(error);
      return signInFailed(platform, context, error instanceof IssuerUnreachable ? 'unreachable' : 'refused');
    }
    throw error;
  };

  app.get('/sign-in', async (context) => {
    if (issuer === undefined) return signInFailed(platform, context, 'not-set-up');
    const named = underItsName(platform, context);
    if (named !== undefined) return context.redirect(named, 302);
    const { back, anew } = context.req.query();
    const secrets = keepSignIn(platform, context, ownPath(back) ?? '/list');
    try {
      return context.redirect(await issuer.begin(secrets, platform.publicUrl + CALLBACK, anew !== undefined), 302);
    } catch (error) {
      return refused(context, error);
    }
  });

  app.get(CALLBACK, async (context) => {
    if (issuer === undefined) return signInFailed(platform, context, 'not-set-up');
    const begun = takeSignIn(platform, context, context.req.query('state') ?? '');
    if (begun === undefined) return signInFailed(platform, context, 'not-begun');
    const { search } = new URL(context.req.url);
    try {
      const vouched = await issuer.finish(begun.secrets, new URL(platform.publicUrl + CALLBACK + search));
      if (!vouched.isConfirmed) return signInFailed(platform, context, 'not-confirmed');
      const { staff } = await companyOf(platform.table, platform.clock.now());
      const address = plainAddress(vouched.address);
      const member = staff.find(({ email }) => plainAddress(email) === address);
      if (member === undefined) return signInFailed(platform, context, 'stranger');
      const before = sessionTokenIn(platform, context);
      if (before !== undefined) await endSession(sessions, before);
      keepSessionToken(platform, context, await beginSession(sessions, member));
      return context.redirect(begun.back, 303);
    } catch (error) {
      return refused(context, error);
    }
  });

  app.get('/sign-in/over', (context) => signedOutPage(platform, context));

  const pages = new StaffPages(platform, options);
  pages.post('/sign-out', async (context) => {
    await endSession(sessions, sessionTokenIn(platform, context) ?? '');
    dropSessionToken(platform, context);
    return context.redirect('/sign-in/over', 303);
  });
  app.route('/', pages.app);
  app.onError((error, context) => {
    report(error);
    return signInFailed(platform, context, 'unavailable');
  });
  return app;
};
