import { html } from 'hono/html';
import { askForChange } from '../policy-change/ask.ts';
import { inWords } from './acts/act-form.ts';
import type { Content } from './page.ts';
import { movedView, placeIn, previewView, shownFrom, tickOf } from './policy-cases-view.ts';
import { halted, progress, refreshSeconds } from './policy-change-parts.ts';
import { changesWith, type ReadChange, stageOf } from './policy-change-read.ts';
import { first, isCurrent, nameOf, type PolicyIn, policyIn } from './policy-in.ts';
import { confirmView } from './policy-move-confirm.ts';
import { policyPath } from './policy-path.ts';
import { missing, type StaffContext, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { form } from './staff-parts.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** The running cases of a policy: looked at with their old and new next step, and moved to its newest version. */
export const policyCasesPages = (pages: StaffPages): void => {
  const { platform, options } = pages;
  const { table, clock } = platform;

  const lookForm = (
    { var: { staff } }: StaffContext,
    { active }: PolicyIn,
    label: string,
    look: 'second' | 'quiet' = 'second',
  ): Content =>
    form(
      staff,
      `${policyPath(active.id)}/preview`,
      html`<input type="hidden" name="active" value="${active.version}">${look === 'quiet' ? html`<button class="quiet">${label}</button>` : html`<div class="acts"><button class="second">${label}</button></div>`}`,
    );

  /** A change that runs or came to no end, undefined where it is through. */
  const underWay = (context: StaffContext, at: PolicyIn, { change }: ReadChange): Content | undefined => {
    const { staff } = context.var;
    const stage = stageOf(change, clock.now());
    if (stage === 'done') return undefined;
    if (stage === 'running') {
      context.header('refresh', `${refreshSeconds(change)}`);
      return progress(staff, change, { here: `${policyPath(at.active.id)}/cases`, by: nameOf(at.company, change.by) });
    }
    return halted(staff, change, stage, lookForm(context, at, policyChangeWords(staff.reader).moving.again));
  };

  const bodyOf = (
    context: StaffContext,
    at: PolicyIn,
    preview: ReadChange | undefined,
    move: ReadChange | undefined,
    wrong: readonly string[],
  ): Content => {
    const { company, active } = at;
    const { staff } = context.var;
    const { moving } = policyChangeWords(staff.reader);
    if (move !== undefined && move.change.version === active.version)
      return underWay(context, at, move) ?? movedView(staff, move, lookForm(context, at, moving.again));
    if (preview === undefined || preview.change.version !== active.version)
      return html`${preview === undefined ? '' : html`<p class="notice">${moving.older}</p>`}<section class="card"><h2>${moving.none.title}</h2><p>${moving.none.text}</p>${lookForm(context, at, moving.button)}</section>`;
    const place = placeIn(context.req.query('from'));
    const by = nameOf(company, preview.change.by);
    return (
      underWay(context, at, preview) ??
      previewView({
        staff,
        active,
        read: preview,
        place,
        by,
        again: lookForm(context, at, moving.again, 'quiet'),
        problems: wrong,
      })
    );
  };

  const show = async (context: StaffContext, at: PolicyIn, wrong: readonly string[] = []): Promise<Response> => {
    const { active, latest } = at;
    const { moving, toPolicy } = policyChangeWords(context.var.staff.reader);
    const { part } = placeIn(context.req.query('from'));
    const lastMove = part === 0 && latest.ofCases === 'move' ? latest.move : undefined;
    const [preview, move] = await changesWith(table, [latest.preview, lastMove], part);
    const title = moving.title(inWords(active.id));
    const body = html`<div class="head"><h1>${title}</h1><a href="${policyPath(active.id)}">${toPolicy}</a></div><p class="lead draft-lead">${moving.lead(active.version)}</p>${bodyOf(context, at, preview, move, wrong)}`;
    return staffPage(context, { title, section: 'policies', body, status: wrong.length === 0 ? 200 : 422 });
  };

  const allowed = async (context: StaffContext): Promise<PolicyIn | Response> => {
    const refused = unlessMay(context, 'move-case');
    if (refused !== undefined) return refused;
    const at = await policyIn(platform, context);
    return at === undefined || at.isNew ? missing(context) : at;
  };

  const preview = async (context: StaffContext): Promise<Response> => {
    const at = await allowed(context);
    if (at instanceof Response) return at;
    const { id: policyId, version } = at.active;
    if (!isCurrent(context, at.active)) return first(context, `${policyPath(policyId)}/cases`);
    await askForChange(platform, { kind: 'preview', policyId, version, by: context.var.staff.member.id });
    await options.recorded?.();
    return pages.done(context, `${policyPath(policyId)}/cases`);
  };

  const move = async (context: StaffContext): Promise<Response> => {
    const at = await allowed(context);
    if (at instanceof Response) return at;
    const { id: policyId, version } = at.active;
    const field = context.var.form;
    const place = placeIn(field('from'));
    const { latest } = at;
    const [read] = await changesWith(table, [latest.preview], place.part);
    if (
      read === undefined ||
      latest.preview !== field('change') ||
      read.change.status !== 'done' ||
      read.change.version !== version
    )
      return first(context, `${policyPath(policyId)}/cases`);
    const shown = shownFrom(read, place);
    const ticked = [...shown.changed, ...shown.kept]
      .filter(({ invoiceId }) => field(tickOf(invoiceId)) === 'yes')
      .map(({ invoiceId }) => invoiceId);
    const all = field('all') === 'yes';
    if (!all && ticked.length === 0)
      return show(context, at, [policyChangeWords(context.var.staff.reader).moving.tickNone]);
    if (field('sure') !== 'yes') {
      const words = policyChangeWords(context.var.staff.reader);
      const body = html`<div class="head"><h1>${words.moving.title(inWords(policyId))}</h1></div>${confirmView(context.var.staff, { active: at.active, read, place, shown, only: all ? undefined : ticked })}`;
      return staffPage(context, { title: words.moving.title(inWords(policyId)), section: 'policies', body });
    }
    await askForChange(platform, {
      ...{ kind: 'move', policyId, version, by: context.var.staff.member.id },
      ...(all ? {} : { only: ticked }),
    });
    await options.recorded?.();
    return pages.done(context, `${policyPath(policyId)}/cases`);
  };

  pages
    .get('/policies/:id/cases', async (context) => {
      const at = await allowed(context);
      return at instanceof Response ? at : show(context, at);
    })
    .post('/policies/:id/preview', preview as never)
    .post('/policies/:id/move', move as never);
};
