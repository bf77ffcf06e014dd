import { html } from 'hono/html';
import { companyOf, policiesIn, policiesKey } from '../platform/company.ts';
import type { Policy } from '../policy/contract.ts';
import { draftsIn, saveDraft } from '../policy-change/draft.ts';
import { inWords } from './acts/act-form.ts';
import { may } from './may.ts';
import { type AddLook, addForm, draftLinks, overview } from './policies-overview.ts';
import { policyView } from './policies-view.ts';
import { policyCasesPages } from './policy-cases-pages.ts';
import { policyDraftPages } from './policy-draft-pages.ts';
import { wordsOf } from './policy-in.ts';
import { policyPath } from './policy-path.ts';
import { policyRehearsalPages } from './policy-rehearsal-pages.ts';
import { missing, type StaffContext, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { empty } from './staff-parts.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** The active policies: all of them in their order, and each to read; and where a new one begins. */
export const policiesPages = (pages: StaffPages): void => {
  const { table, clock } = pages.platform;
  // Whoever has just published is led here, maybe by another process that knows those of a minute ago.
  const policiesNow = async (): Promise<readonly Policy[]> => policiesIn(await table.get(policiesKey));

  const show = async (context: StaffContext, refused?: AddLook['refused']): Promise<Response> => {
    const words = wordsOf(context);
    const { staff } = context.var;
    const policies = await policiesNow();
    const mayDraft = may(staff.member, 'draft-policy');
    const drafts = mayDraft ? await draftsIn(table) : [];
    const body = html`<div class="head"><h1>${words.title}</h1><p class="lead">${words.lead}</p></div>${
      policies.length === 0
        ? empty(words.nothing.title, words.nothing.text)
        : overview(
            policies,
            drafts.map(({ policy }) => policy.id),
            words,
          )
    }${draftLinks(policies, drafts, words)}${
      mayDraft && policies.length > 0
        ? addForm({ staff, words, policies, ...(refused === undefined ? {} : { refused }) })
        : ''
    }`;
    const status = refused === undefined ? 200 : 422;
    return staffPage(context, { title: words.title, section: 'policies', body, status });
  };

  /** A draft of a policy that there is not yet: the steps of another, for whomever the form names. */
  const add = async (context: StaffContext): Promise<Response> => {
    const refused = unlessMay(context, 'draft-policy');
    if (refused !== undefined) return refused;
    const field = context.var.form;
    const { staff } = await companyOf(table, clock.now());
    const policies = await policiesNow();
    const like = policies.find(({ id }) => id === field('like'));
    if (like === undefined) return missing(context);
    const { readNew } = await import('./policy-form.ts');
    const read = readNew(field, like, staff);
    const { add: words, draft } = wordsOf(context);
    if ('problems' in read)
      return show(context, { problems: read.problems.length === 0 ? [words.noName] : read.problems, field });
    const { id } = read.policy;
    const at = new Date(clock.now()).toISOString();
    const isFree = policies.every((policy) => policy.id !== id);
    const by = context.var.staff.member.id;
    if (!(isFree && (await saveDraft(table, { policy: read.policy, by, at, seen: 0 }))))
      return show(context, { problems: [words.taken(inWords(id))], field });
    return pages.done(context, `${policyPath(id)}/draft`, { text: draft.told.saved });
  };

  pages
    .get('/policies', async (context) => unlessMay(context, 'see-policies') ?? show(context))
    .post('/policies/new', add as never)
    .get('/policies/:id', async (context) => {
      const refused = unlessMay(context, 'see-policies');
      if (refused !== undefined) return refused;
      const policy = (await policiesNow()).find(({ id }) => id === context.req.param('id'));
      if (policy === undefined) return missing(context);
      const words = wordsOf(context);
      const { member, reader } = context.var.staff;
      const title = inWords(policy.id);
      const change = may(member, 'draft-policy')
        ? html`<a class="button second" href="${policyPath(policy.id)}/draft">${words.change}</a>`
        : '';
      const { moving } = policyChangeWords(reader);
      const cases =
        may(member, 'move-case') && policy.version > 1
          ? html`<p class="notice">${moving.linkText} <a href="${policyPath(policy.id)}/cases">${moving.link}</a></p>`
          : '';
      const body = html`<div class="head"><h1>${title}</h1><span><a href="/policies">${words.all}</a> ${change}</span></div>${cases}${policyView(policy, reader, words)}`;
      return staffPage(context, { title, section: 'policies', body });
    });
  policyDraftPages(pages);
  policyRehearsalPages(pages);
  policyCasesPages(pages);
};
