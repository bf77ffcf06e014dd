import { html } from 'hono/html';
import { companyOf } from '../platform/company.ts';
import type { Policy } from '../policy/contract.ts';
import { inWords } from './acts/act-form.ts';
import { may } from './may.ts';
import type { Content, Html } from './page.ts';
import { policyView, whom } from './policies-view.ts';
import { policyCasesPages } from './policy-cases-pages.ts';
import { policyDraftPages } from './policy-draft-pages.ts';
import { wordsOf } from './policy-in.ts';
import { policyRehearsalPages } from './policy-rehearsal-pages.ts';
import { missing, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { type Column, empty, table } from './staff-parts.ts';
import type { PoliciesWords } from './words/policies-en.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** All policies in the order in which they are tried. */
const overview = (policies: readonly Policy[], words: PoliciesWords): Html => {
  const cells: ((policy: Policy) => Content)[] = [
    ({ id }) => html`<a href="/policies/${id}">${inWords(id)}</a>`,
    ({ version }) => `${version}`,
    (policy) => whom(policy, words),
    ({ steps }) => `${steps.length}`,
    ({ sendWindow }) => words.rule.windowOf(sendWindow.from, sendWindow.to),
  ];
  const columns = words.columns.map((title, index): Column<Policy> => ({ title, cell: cells[index]! }));
  return html`<section class="card">${table(words.title, columns, policies)}</section>`;
};

/** The active policies: all of them in their order, and each to read. */
export const policiesPages = (pages: StaffPages): void => {
  const { clock } = pages.platform;
  const policiesNow = async (): Promise<readonly Policy[]> =>
    (await companyOf(pages.platform.table, clock.now())).policies;
  pages
    .get('/policies', async (context) => {
      const refused = unlessMay(context, 'see-policies');
      if (refused !== undefined) return refused;
      const words = wordsOf(context);
      const policies = await policiesNow();
      const body = html`<div class="head"><h1>${words.title}</h1><p class="lead">${words.lead}</p></div>${
        policies.length === 0 ? empty(words.nothing.title, words.nothing.text) : overview(policies, words)
      }`;
      return staffPage(context, { title: words.title, section: 'policies', body });
    })
    .get('/policies/:id', async (context) => {
      const refused = unlessMay(context, 'see-policies');
      if (refused !== undefined) return refused;
      const policy = (await policiesNow()).find(({ id }) => id === context.req.param('id'));
      if (policy === undefined) return missing(context);
      const words = wordsOf(context);
      const { member, reader } = context.var.staff;
      const title = inWords(policy.id);
      const change = may(member, 'draft-policy')
        ? html`<a class="button second" href="/policies/${policy.id}/draft">${words.change}</a>`
        : '';
      const { moving } = policyChangeWords(reader);
      const cases =
        may(member, 'move-case') && policy.version > 1
          ? html`<p class="notice">${moving.linkText} <a href="/policies/${policy.id}/cases">${moving.link}</a></p>`
          : '';
      const body = html`<div class="head"><h1>${title}</h1><span><a href="/policies">${words.all}</a> ${change}</span></div>${cases}${policyView(policy, reader, words)}`;
      return staffPage(context, { title, section: 'policies', body });
    });
  policyDraftPages(pages);
  policyRehearsalPages(pages);
  policyCasesPages(pages);
};
