import { html } from 'hono/html';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Policy } from '../policy/contract.ts';
import type { PolicyDraft } from '../policy-change/draft.ts';
import { isId } from './item-view.ts';
import { draftAndLatest, type Latest } from './policy-change-read.ts';
import { type StaffContext, staffPage } from './staff-pages.ts';
import { policiesGerman } from './words/policies-de.ts';
import { type PoliciesWords, policiesEnglish } from './words/policies-en.ts';

/** The policy that a page is about, and what the person had before them when they sent a form. */

export const wordsOf = (context: StaffContext): PoliciesWords =>
  context.var.staff.reader.words.lang === 'de' ? policiesGerman : policiesEnglish;

export interface PolicyIn {
  company: Company;
  /** The active version; of a policy that is new, its draft as version 0. */
  active: Policy;
  isNew: boolean;
  draft: PolicyDraft | undefined;
  latest: Latest;
}

/** The policy that the path names, with its draft and its newest changes: one request. A new one is its draft only. */
export const policyIn = async (
  { table, clock }: Pick<Platform, 'table' | 'clock'>,
  context: StaffContext,
): Promise<PolicyIn | undefined> => {
  const id = context.req.param('id') ?? '';
  const known = await companyOf(table, clock.now());
  // A new policy has an id of ours; another address may be longer than a key.
  if (!isId(id) && known.policies.every((policy) => policy.id !== id)) return undefined;
  // What others have published is not known from a minute ago.
  const { draft, latest, policies } = await draftAndLatest(table, id);
  const company = { ...known, policies };
  const published = policies.find((policy) => policy.id === id);
  const active = published ?? (draft === undefined ? undefined : { ...draft.policy, version: 0 });
  return active === undefined ? undefined : { company, active, isNew: published === undefined, draft, latest };
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
