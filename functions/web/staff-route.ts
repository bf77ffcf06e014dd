import { Hono } from 'hono';
import type { Platform } from '../platform/platform.ts';
import { accountPages } from './account.ts';
import { accountActs } from './acts/account-acts.ts';
import { itemActs } from './acts/item-acts.ts';
import { customerLinkActs } from './customer-link-acts.ts';
import { evidencePages } from './evidence.ts';
import { figuresPages } from './figures-page.ts';
import { itemPages } from './item.ts';
import { listPages } from './list.ts';
import { policiesPages } from './policies-page.ts';
import { requestPages } from './requests-route.ts';
import { searchPages } from './search.ts';
import { signInRoute } from './sign-in/sign-in-route.ts';
import { StaffPages } from './staff-pages.ts';
import { STAFF_STYLE, STAFF_STYLE_PATH } from './staff-style.ts';
import type { WebOptions } from './web-options.ts';

const FOR_GOOD = 'public, max-age=31536000, immutable';

/** Everything for colleagues: the way in, the style, and the pages. */
export const staffRoute = (platform: Platform, options: WebOptions): Hono => {
  const app = new Hono();
  app.get(STAFF_STYLE_PATH, (context) =>
    context.body(STAFF_STYLE, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': FOR_GOOD,
      'x-content-type-options': 'nosniff',
    }),
  );
  app.get('/', (context) => context.redirect('/list', 302));
  app.route('/', signInRoute(platform, options));
  const pages = new StaffPages(platform, options);
  listPages(pages);
  itemPages(pages);
  itemActs(pages);
  accountPages(pages);
  customerLinkActs(pages);
  accountActs(pages);
  searchPages(pages);
  requestPages(pages);
  figuresPages(pages);
  policiesPages(pages);
  evidencePages(pages);
  app.route('/', pages.app);
  return app;
};
