import type { Policy } from '../policy/contract.ts';
import { dropDraft, saveDraft } from '../policy-change/draft.ts';
import { inWords } from './acts/act-form.ts';
import { recordAct } from './acts/record-act.ts';
import { changeAlone } from './policy-change-read.ts';
import { type DraftLook, draftView } from './policy-draft-view.ts';
import { first, isCurrent, nextVersion, type PolicyIn, policyIn, seenIn, wordsOf } from './policy-in.ts';
import { policyPath } from './policy-path.ts';
import { byField } from './policy-problem-names.ts';
import { missing, type StaffContext, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';

type Answer = Response | Promise<Response>;

/** A form with a whole policy in it, each character written as three bytes. */
const MOST_BYTES = 131_072;

/** Drafts of policies: written, looked at, thrown away, published. */
export const policyDraftPages = (pages: StaffPages): void => {
  const { platform, options } = pages;
  const { table, clock } = platform;

  const show = async (
    context: StaffContext,
    { company, active, isNew, draft, latest }: PolicyIn,
    refused?: DraftLook['refused'],
  ): Promise<Response> => {
    const words = wordsOf(context);
    const rehearsal = draft === undefined ? undefined : await changeAlone(table, latest.rehearse);
    const { staff } = company;
    const body = draftView({
      ...{ staff: context.var.staff, words, active, draft, rehearsal, now: clock.now() },
      before: isNew ? company.policies : [],
      savedBy: staff.find(({ id }) => id === draft?.by)?.name,
      roles: staff.flatMap(({ roles }) => roles),
      ...(refused === undefined ? {} : { refused }),
    });
    const status = refused === undefined ? 200 : 422;
    return staffPage(context, { title: words.draft.title(inWords(active.id)), section: 'policies', body, status });
  };

  const firstOf = (context: StaffContext, { id }: Policy): Answer => first(context, `${policyPath(id)}/draft`);

  const save = async (context: StaffContext): Promise<Response> => {
    const refused = unlessMay(context, 'draft-policy');
    if (refused !== undefined) return refused;
    const found = await policyIn(platform, context);
    if (found === undefined) return missing(context);
    const { company, active, draft } = found;
    if (!isCurrent(context, active)) return firstOf(context, active);
    const field = context.var.form;
    const { readFields, readJson } = await import('./policy-form.ts');
    const of = { id: active.id, version: nextVersion(active) };
    const json = field('json');
    const read =
      json === '' ? readFields(field, draft?.policy ?? active, of, company.staff) : readJson(json, of, company.staff);
    if ('problems' in read) {
      const { steps } = draft?.policy ?? active;
      const named = byField(read.problems, wordsOf(context), field('do') === '' ? steps : undefined);
      return show(context, found, { problems: json === '' ? named : read.problems, field });
    }
    const at = new Date(clock.now()).toISOString();
    const by = context.var.staff.member.id;
    if (!(await saveDraft(table, { policy: read.policy, by, at, seen: seenIn(context) })))
      return firstOf(context, active);
    // Whoever moves steps goes on where they are.
    const place = field('do') === '' ? '' : '#steps';
    return pages.done(context, `${policyPath(active.id)}/draft${place}`, { text: wordsOf(context).draft.told.saved });
  };

  const discard = async (context: StaffContext): Promise<Response> => {
    const refused = unlessMay(context, 'draft-policy');
    if (refused !== undefined) return refused;
    const found = await policyIn(platform, context);
    if (found === undefined) return missing(context);
    if (!(await dropDraft(table, found.active.id, seenIn(context)))) return firstOf(context, found.active);
    return pages.done(context, '/policies', { text: wordsOf(context).draft.told.discarded });
  };

  const publish = async (context: StaffContext): Promise<Response> => {
    const refused = unlessMay(context, 'publish-policy');
    if (refused !== undefined) return refused;
    const found = await policyIn(platform, context);
    if (found === undefined) return missing(context);
    const { active, draft } = found;
    if (draft === undefined || draft.v !== seenIn(context) || !isCurrent(context, active))
      return firstOf(context, active);
    const version = nextVersion(active);
    const policy = { ...draft.policy, version };
    const name = `policy-${active.id}-${version}`;
    const by = context.var.staff.member.id;
    if (!(await recordAct(platform, { name, by, facts: [{ type: 'policy.published', policy }] })))
      return firstOf(context, active);
    await options.recorded?.();
    await dropDraft(table, active.id, draft.v);
    return pages.done(context, policyPath(active.id), {
      text: wordsOf(context).draft.told.published(inWords(active.id), version),
    });
  };

  pages
    .get('/policies/:id/draft', async (context) => {
      const refused = unlessMay(context, 'draft-policy');
      if (refused !== undefined) return refused;
      const found = await policyIn(platform, context);
      return found === undefined ? missing(context) : show(context, found);
    })
    .post('/policies/:id/save', save as never, MOST_BYTES)
    .post('/policies/:id/discard', discard as never)
    .post('/policies/:id/publish', publish as never);
};
