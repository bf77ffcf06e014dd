import { decideRequest } from '../escalation/approval-link-decision.ts';
import { type Sight, seeRequest } from '../escalation/approval-link-standing.ts';
import { dossierOf } from '../escalation/dossier.ts';
import { companyOf } from '../platform/company.ts';
import { isRequest } from '../work-list/who-decides.ts';
import { decisionForm, EMPTY, type FormValues, isProblems, readForm } from './decision-form.ts';
import { answeredPage, lapsedPage } from './ended-page.ts';
import { isId, readForAct } from './item-view.ts';
import { itemPath } from './list-rows.ts';
import { notTheirsPage } from './not-theirs-page.ts';
import { openPage } from './open-page.ts';
import { HEADERS } from './page.ts';
import { missing, type StaffContext, type StaffPages, staffPage } from './staff-pages.ts';

/** A request for an approval from the work list: the page that the mailed link shows, for whoever is signed in. */

type Seen = Exclude<Sight, { unseen: string }>;
type Unseen = Extract<Sight, { unseen: string }>;
type Shown = { values: FormValues; problems: Parameters<typeof decisionForm>[2]['problems'] };

const NOTHING: Shown = { values: EMPTY, problems: [] };

export const requestPages = (pages: StaffPages): void => {
  const { platform, options } = pages;

  const page = async (context: StaffContext, seen: Seen, again: boolean, shown: Shown = NOTHING) => {
    const { nonce } = context.var.staff;
    const reader = { ...context.var.staff.reader, back: '/list' };
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    if (seen.standing.is === 'answered') return context.html(answeredPage(reader, seen, again), again ? 409 : 200);
    if (seen.standing.is === 'lapsed') return context.html(lapsedPage(reader, seen), again ? 409 : 410);
    const form = decisionForm(reader, seen, { ...shown, nonce });
    const body = openPage(reader, seen, await dossierOf(platform, seen), { form });
    return context.html(body, again ? 409 : shown.problems.length > 0 ? 422 : 200);
  };

  const see = (context: StaffContext<'/requests/:itemId'>): Promise<Sight> =>
    seeRequest(platform, context.req.param('itemId'), context.var.staff.member.id);

  /** What closed by itself has no answer to show: its item says why. */
  const unseen = async (context: StaffContext<'/requests/:itemId'>, { unseen: why }: Unseen) => {
    const itemId = context.req.param('itemId');
    const view = isId(itemId) ? await readForAct(platform, itemId) : undefined;
    if (view === undefined || !isRequest(view.item)) return missing(context);
    if (why !== 'not-asked') return context.redirect(itemPath(view.item), 302);
    const { staff } = await companyOf(platform.table, platform.clock.now());
    return staffPage(context, { ...notTheirsPage(context.var.staff, staff, view.item), status: 403 });
  };

  pages
    .get('/requests/:itemId', async (context) => {
      const sight = await see(context);
      return 'unseen' in sight ? unseen(context, sight) : page(context, sight, false);
    })
    .post('/requests/:itemId', async (context) => {
      const sight = await see(context);
      if ('unseen' in sight) return unseen(context, sight);
      if (sight.standing.is !== 'open') return page(context, sight, true);
      const { form, staff } = context.var;
      const values = { decision: form('decision'), reason: form('reason'), until: form('until') };
      const answer = readForm(staff.reader, values, sight.position.today);
      if (isProblems(answer)) return page(context, sight, false, { values, problems: answer });
      const first = await decideRequest(platform, 'signed-in', sight, answer);
      if (first) {
        await options.recorded?.();
        return pages.done(context, context.req.path);
      }
      const now = await see(context);
      return 'unseen' in now ? unseen(context, now) : page(context, now, true);
    });
};
