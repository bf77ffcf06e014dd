import { html } from 'hono/html';
import { companyOf } from '../platform/company.ts';
import { may } from './may.ts';
import type { Html } from './page.ts';
import { policyView } from './policies-view.ts';
import { policyDraftPages } from './policy-draft-pages.ts';
import { type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { empty } from './staff-parts.ts';
import { policiesGerman } from './words/policies-de.ts';
import { policiesEnglish } from './words/policies-en.ts';

/** The active policies in their order, each to read. */
export const policiesPages = (pages: StaffPages): void => {
  const { table, clock } = pages.platform;
  pages.get('/policies', async (context) => {
    const refused = unlessMay(context, 'see-policies');
    if (refused !== undefined) return refused;
    const { reader } = context.var.staff;
    const words = reader.words.lang === 'de' ? policiesGerman : policiesEnglish;
    const { policies } = await companyOf(table, clock.now());
    const mayDraft = may(context.var.staff.member, 'draft-policy');
    const change = (id: string): Html =>
      html`<a href="/policies/${id}/draft" aria-label="${words.change}: ${id}">${words.change}</a>`;
    const body = html`<div class="head"><h1>${words.title}</h1><p class="lead">${words.lead}</p></div>${
      policies.length === 0
        ? empty(words.nothing.title, words.nothing.text)
        : policies.map((policy) => policyView(policy, reader, words, mayDraft ? change(policy.id) : ''))
    }`;
    return staffPage(context, { title: words.title, section: 'policies', body });
  });
  policyDraftPages(pages);
};
