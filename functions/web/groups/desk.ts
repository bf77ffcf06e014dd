import { Hono } from 'hono';
import { accountPages } from '../account.ts';
import { evidencePages } from '../evidence.ts';
import { figuresPages } from '../figures-page.ts';
import { itemPages } from '../item.ts';
import { letterPages } from '../letter-page.ts';
import { listPages } from '../list.ts';
import { replyPlacePages } from '../reply-place.ts';
import { searchPages } from '../search.ts';
import type { Group } from '../served.ts';
import { pagesForStaff } from '../staff-pages.ts';
import { STAFF_STYLE, STAFF_STYLE_PATH } from '../staff-style.ts';

const FOR_GOOD = 'public, max-age=31536000, immutable';

/** What colleagues look at: list, items, accounts, figures, evidence. None of these pages changes anything. */
export const desk: Group = (platform, options) => {
  const app = new Hono();
  app.get(STAFF_STYLE_PATH, (context) =>
    context.body(STAFF_STYLE, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': FOR_GOOD,
      'x-content-type-options': 'nosniff',
    }),
  );
  app.get('/', (context) => context.redirect('/list', 302));
  const pages = [
    listPages,
    itemPages,
    accountPages,
    letterPages,
    searchPages,
    replyPlacePages,
    figuresPages,
    evidencePages,
  ];
  return app.route('/', pagesForStaff(platform, options, pages));
};
