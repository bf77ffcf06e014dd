import { html } from 'hono/html';
import type { Policy } from '../policy/contract.ts';
import type { PolicyDraft } from '../policy-change/draft.ts';
import { inWords } from './acts/act-form.ts';
import type { Content, Html } from './page.ts';
import { whom } from './policies-view.ts';
import { policyPath } from './policy-path.ts';
import { type SignedIn, staffWords } from './shell.ts';
import { badge, type Column, field, form, problems, selectField, table } from './staff-parts.ts';
import type { PoliciesWords } from './words/policies-en.ts';

/** All policies in the order in which they are tried; one with a draft says so. */
export const overview = (policies: readonly Policy[], drafted: readonly string[], words: PoliciesWords): Html => {
  const cells: ((policy: Policy) => Content)[] = [
    ({ id }) =>
      html`<a href="${policyPath(id)}">${inWords(id)}</a>${drafted.includes(id) ? html` <a href="${policyPath(id)}/draft">${badge(words.add.isDrafted, 'accent')}</a>` : ''}`,
    ({ version }) => `${version}`,
    (policy) => whom(policy, words),
    ({ steps }) => `${steps.length}`,
    ({ sendWindow }) => words.rule.windowOf(sendWindow.from, sendWindow.to),
  ];
  const columns = words.columns.map((title, index): Column<Policy> => ({ title, cell: cells[index]! }));
  return html`<section class="card">${table(words.title, columns, policies)}</section>`;
};

/** Drafts of policies that there are not yet. */
export const draftLinks = (
  policies: readonly Policy[],
  drafts: readonly PolicyDraft[],
  words: PoliciesWords,
): Html | '' => {
  const known = new Set(policies.map(({ id }) => id));
  const fresh = drafts.filter(({ policy }) => !known.has(policy.id));
  return fresh.length === 0
    ? ''
    : html`<section class="card"><h2>${words.add.drafts}</h2><ul class="plain-list">${fresh.map(({ policy }) => html`<li><a href="${policyPath(policy.id)}/draft">${inWords(policy.id)}</a> <span class="small">${whom(policy, words)}</span></li>`)}</ul></section>`;
};

const MOST_NAME = 40;
const MOST_NAMES = 400;

export interface AddLook {
  staff: SignedIn;
  words: PoliciesWords;
  policies: readonly Policy[];
  /** What was sent and is refused, with why. */
  refused?: { problems: readonly string[]; field: (name: string) => string };
}

/** The form with which a new policy begins. */
export const addForm = ({ staff, words: { add }, policies, refused }: AddLook): Html => {
  const said = (name: string, value = ''): string => (refused === undefined ? value : refused.field(name));
  const body = html`${problems(staffWords(staff.reader.words.lang), refused?.problems ?? [])}<p class="hint">${add.lead}</p><div class="fields">${field({ name: 'name', label: add.name, value: said('name'), most: MOST_NAME, required: true })}${selectField(
    {
      name: 'like',
      label: add.like,
      value: said('like', policies[0]?.id),
      options: policies.map(({ id }) => [id, inWords(id)]),
    },
  )}${field({ name: 'segments', label: add.segments, value: said('segments'), most: MOST_NAMES, hint: add.listHint })}${field({ name: 'tags', label: add.tags, value: said('tags'), most: MOST_NAMES, hint: add.listHint })}</div><div class="acts"><button>${add.button}</button></div>`;
  return html`<section class="card"><details class="json"${refused === undefined ? '' : html` open`}><summary>${add.title}</summary>${form(staff, '/policies/new', body)}</details></section>`;
};
