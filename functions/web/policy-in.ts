import { html } from 'hono/html';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Policy } from '../policy/contract.ts';
import { type StaffContext, staffPage } from './staff-pages.ts';
import { policiesGerman } from './words/policies-de.ts';
import { type PoliciesWords, policiesEnglish } from './words/policies-en.ts';

/** The policy that a page is about, and what the person had before them when they sent a form. */

export const wordsOf = (context: StaffContext): PoliciesWords =>
  context.var.staff.reader.words.lang === 'de' ? policiesGerman : policiesEnglish;

export interface PolicyIn {
  company: Company;
  active: Policy;
}

/** The active policy that the path names. */
export const policyIn = async (
  { table, clock }: Pick<Platform, 'table' | 'clock'>,
  context: StaffContext,
): Promise<PolicyIn | undefined> => {
  const company = await companyOf(table, clock.now());
  const active = company.policies.find(({ id }) => id === context.req.param('id'));
  return active === undefined ? undefined : { company, active };
};

/** What a draft would be published as. */
export const nextVersion = (active: Policy): number => active.version + 1;

/** Which draft the form was about: its count of changes. */
export const seenIn = (context: StaffContext): number => Number(context.var.form('seen')) || 0;

/** Whether the form was about the version that is active. */
export const isCurrent = (context: StaffContext, { version }: Policy): boolean =>
  context.var.form('active') === `${version}`;

/** A colleague's name. */
export const nameOf = ({ staff }: Pick<Company, 'staff'>, id: string): string =>
  staff.find((member) => member.id === id)?.name ?? id;

/** Somebody else was first: nothing was recorded, and the page says where to look. */
export const first = (context: StaffContext, to: string): Response | Promise<Response> => {
  const { title, text, look } = wordsOf(context).draft.first;
  const body = html`<div class="card"><h1>${title}</h1><p>${text}</p><p class="acts"><a class="button" href="${to}">${look}</a></p></div>`;
  return staffPage(context, { title, section: 'policies', body, status: 409 });
};
