import { html } from 'hono/html';
import { askForChange, cancelChange } from '../policy-change/ask.ts';
import type { ChangeKind } from '../policy-change/entities.ts';
import { inWords } from './acts/act-form.ts';
import type { Act } from './may.ts';
import type { Content } from './page.ts';
import { halted, progress, REHEARSAL_DAYS, refreshSeconds, rehearseForm } from './policy-change-parts.ts';
import { changesWith, freshnessOf, PARTS_AT_ONCE, type ReadChange, stageOf } from './policy-change-read.ts';
import { first, isCurrent, nameOf, nextVersion, type PolicyIn, policyIn, seenIn, wordsOf } from './policy-in.ts';
import { policyPath } from './policy-path.ts';
import { publishingCard } from './policy-publishing.ts';
import { casesCard, otherDayCard, writtenToCard } from './policy-rehearsal-lists.ts';
import { answerCard, perDayCard } from './policy-rehearsal-view.ts';
import { failed, missing, type StaffContext, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { empty } from './staff-parts.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/**
 * The rehearsal of a draft: asked for, followed while it runs, and read. It is a page of its own, because it looks again
 * by itself while it runs, and nothing that somebody types may be lost by that.
 */

const PAGE_OF: Readonly<Record<ChangeKind, string>> = { rehearse: 'rehearsal', preview: 'cases', move: 'cases' };
const ACT_OF: Readonly<Record<ChangeKind, Act>> = {
  rehearse: 'draft-policy',
  preview: 'move-case',
  move: 'move-case',
};

export const policyRehearsalPages = (pages: StaffPages): void => {
  const { platform, options } = pages;
  const { table, clock } = platform;

  const found = (
    context: StaffContext,
    { company, active }: PolicyIn,
    read: ReadChange,
    draft: Parameters<typeof freshnessOf>[1],
  ): Content => {
    const { staff } = context.var;
    const { reader } = staff;
    const { change } = read;
    const words = policyChangeWords(reader);
    const freshness = freshnessOf(change, draft, active);
    const toDraft = html`<a href="${policyPath(active.id)}/draft">${words.stale.toDraft}</a>`;
    const stale = freshness === 'fresh' ? '' : html`<p class="notice">${words.stale[freshness]} ${toDraft}</p>`;
    const seen = { v: draft?.v ?? 0, active: active.version };
    const again = draft === undefined ? '' : rehearseForm(staff, active.id, seen, change);
    const now = clock.now();
    const stage = stageOf(change, now);
    if (stage === 'running') {
      context.header('refresh', `${refreshSeconds(change)}`);
      return html`${stale}${progress(staff, change, { here: `${policyPath(active.id)}/rehearsal`, by: nameOf(company, change.by) })}`;
    }
    if (stage !== 'done') return html`${stale}${halted(staff, change, stage, again)}`;
    return html`${stale}${answerCard(reader, change, nameOf(company, change.by))}
${writtenToCard(reader, read, 'newly')}${writtenToCard(reader, read, 'noLonger')}${otherDayCard(reader, read)}${perDayCard(reader, change)}${casesCard(reader, read)}
${draft === undefined || freshness !== 'fresh' ? '' : publishingCard({ staff, words: wordsOf(context), active, draft, rehearsal: change, now })}
${again === '' ? '' : html`<section class="card"><details class="again"><summary>${words.rehearse.again}</summary>${again}</details></section>`}`;
  };

  const show = async (context: StaffContext): Promise<Response> => {
    const refused = unlessMay(context, 'draft-policy');
    if (refused !== undefined) return refused;
    const at = await policyIn(platform, context);
    if (at === undefined) return missing(context);
    const { active, draft, latest } = at;
    const { staff } = context.var;
    const words = policyChangeWords(staff.reader);
    const [read] = await changesWith(table, [latest.rehearse]);
    const title = words.title(inWords(active.id));
    const nothing = (): Content =>
      draft === undefined
        ? empty(words.none.title, words.none.noDraft)
        : html`<section class="card"><h2>${words.none.title}</h2><p>${words.none.text}</p>${rehearseForm(staff, active.id, { v: draft.v, active: active.version })}</section>`;
    const body = html`<div class="head"><h1>${title}</h1><a href="${policyPath(active.id)}/draft">${words.toDraft}</a></div><p class="lead draft-lead">${words.lead}</p>${
      read === undefined ? nothing() : found(context, at, read, draft)
    }`;
    return staffPage(context, { title, section: 'policies', body });
  };

  const rehearse = async (context: StaffContext): Promise<Response> => {
    const refused = unlessMay(context, 'draft-policy');
    if (refused !== undefined) return refused;
    const at = await policyIn(platform, context);
    if (at === undefined) return missing(context);
    const { active, draft } = at;
    if (draft === undefined || draft.v !== seenIn(context) || !isCurrent(context, active))
      return first(context, `${policyPath(active.id)}/draft`);
    const days = REHEARSAL_DAYS.find((each) => `${each}` === context.var.form('days'));
    if (days === undefined)
      return failed(context, 'refused', [
        `days: "${context.var.form('days').slice(0, 40)}" is none of ${REHEARSAL_DAYS.join(', ')}`,
      ]);
    await askForChange(platform, {
      ...{ kind: 'rehearse', policyId: active.id, version: nextVersion(active) },
      ...{ draft: { policy: draft.policy, v: draft.v }, days, moveRunning: context.var.form('move') === 'yes' },
      by: context.var.staff.member.id,
    });
    await options.recorded?.();
    return pages.done(context, `${policyPath(active.id)}/rehearsal`);
  };

  const cancel = async (context: StaffContext): Promise<Response> => {
    const at = await policyIn(platform, context);
    if (at === undefined) return missing(context);
    const { latest } = at;
    const kind = (Object.keys(PAGE_OF) as ChangeKind[]).find((each) => latest[each] === context.var.form('change'));
    if (kind === undefined) return missing(context);
    const refused = unlessMay(context, ACT_OF[kind]);
    if (refused !== undefined) return refused;
    const isStopped = await cancelChange(platform, context.var.form('change'));
    const text = policyChangeWords(context.var.staff.reader).begun.stopped;
    // One that was through by then is shown with what came of it.
    return pages.done(context, `${policyPath(at.active.id)}/${PAGE_OF[kind]}`, isStopped ? { text } : undefined);
  };

  const file = async (context: StaffContext): Promise<Response> => {
    const refused = unlessMay(context, 'draft-policy');
    if (refused !== undefined) return refused;
    const at = await policyIn(platform, context);
    const name = context.req.param('file') ?? '';
    if (at === undefined || !name.endsWith('.csv')) return missing(context);
    const from = Number(context.req.query('from') ?? 0);
    if (!Number.isInteger(from) || from < 0 || from % PARTS_AT_ONCE !== 0) return missing(context);
    const { latest } = at;
    const [read] = await changesWith(table, [latest.rehearse], from);
    if (read === undefined || read.change.status !== 'done') return missing(context);
    const { fileOf } = await import('./policy-change-files.ts');
    const content = fileOf(context.var.staff.reader, name.slice(0, -4), read);
    if (content === undefined) return missing(context);
    return context.body(content, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${at.active.id}-${name}"`,
    });
  };

  pages
    .get('/policies/:id/rehearsal', show)
    .get('/policies/:id/rehearsal/:file', file)
    .post('/policies/:id/rehearse', rehearse as never)
    .post('/policies/:id/cancel', cancel as never);
};
