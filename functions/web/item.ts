import { companyOf } from '../platform/company.ts';
import type { FormAct } from './acts/act-input.ts';
import { RIGHT } from './acts/may-act.ts';
import { itemPage } from './item-page.ts';
import { isId, readItem } from './item-view.ts';
import { takeRefused } from './refused-form.ts';
import { missing, type StaffPages, staffPage } from './staff-pages.ts';

/** `/items/:itemId?of=<customer>`: an item and all that can be done about it. Two requests beside the session. */
export const itemPages = (pages: StaffPages): void => {
  const { platform } = pages;
  pages.get('/items/:itemId', async (context) => {
    const { itemId } = context.req.param();
    const of = context.req.query('of');
    if (!isId(itemId) || (of !== undefined && !isId(of))) return missing(context);
    const view = await readItem(platform, itemId, of);
    if (view === undefined) return missing(context);
    const company = await companyOf(platform.table, platform.clock.now());
    const refused = takeRefused(platform, context);
    const sent =
      refused === undefined || !Object.hasOwn(RIGHT, refused.act)
        ? undefined
        : { ...refused, open: refused.act as FormAct };
    return staffPage(context, {
      ...itemPage(platform, context.var.staff, company, view, sent, (name) => context.req.query(name)),
      status: sent === undefined ? 200 : 422,
    });
  });
};
