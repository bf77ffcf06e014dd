import { Hono } from 'hono';
import type { Platform } from '../platform/platform.ts';
import type { SignInIssuer } from './sign-in/issuer.ts';
import { signInRoute } from './sign-in/sign-in-route.ts';
import type { StaffOptions } from './staff-options.ts';
import { StaffPages } from './staff-pages.ts';
import { STAFF_STYLE, STAFF_STYLE_PATH } from './staff-style.ts';

const FOR_GOOD = 'public, max-age=31536000, immutable';

/** Everything for colleagues: the way in, the style, and the pages. */
export const staffRoute = (platform: Platform, options: StaffOptions & { issuer?: SignInIssuer | undefined }): Hono => {
  const app = new Hono();
  app.get(STAFF_STYLE_PATH, (context) =>
    context.body(STAFF_STYLE, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': FOR_GOOD,
      'x-content-type-options': 'nosniff',
    }),
  );
  app.route('/', signInRoute(platform, options));
  const pages = new StaffPages(platform, options);
  app.route('/', pages.app);
  return app;
};
