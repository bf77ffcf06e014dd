import { html } from 'hono/html';
import { LETTERS } from '../correspondence/letters.ts';
import type { Policy, PolicyStep } from '../policy/contract.ts';
import type { PolicyDraft } from '../policy-change/draft.ts';
import { inWords } from './acts/act-form.ts';
import { MAY, may } from './may.ts';
import type { Content, Html } from './page.ts';
import { policyView } from './policies-view.ts';
import { type Difference, differencesOf } from './policy-draft.ts';
import { type SignedIn, staffWords } from './shell.ts';
import { field, form, problems, selectField, table, textField } from './staff-parts.ts';
import type { PoliciesWords } from './words/policies-en.ts';

/** Room for fifty steps with all their conditions. */
const MOST_JSON = 40_000;

export interface DraftLook {
  staff: SignedIn;
  words: PoliciesWords;
  active: Policy;
  draft: PolicyDraft | undefined;
  /** Who saved the draft, by name. */
  savedBy?: string | undefined;
  /** The roles that somebody of the staff has. */
  roles: readonly string[];
  /** What was sent and is refused, with why. */
  refused?: { problems: readonly string[]; field: (name: string) => string };
}

/** What a draft would be published as. */
export const nextVersion = (active: Policy): number => active.version + 1;

const differences = (list: readonly Difference[], words: PoliciesWords): Html => {
  const [where, now, then] = words.draft.columns;
  if (list.length === 0) return html`<p class="small">${words.draft.same}</p>`;
  return table<Difference>(
    words.draft.changes,
    [
      { title: where, cell: ({ path }) => html`<code>${path}</code>` },
      { title: now, cell: ({ before }) => before ?? '–' },
      { title: then, cell: ({ after }) => after ?? '–' },
    ],
    list,
  );
};

type Said = (name: string, value: string) => string;

const choices = (values: readonly string[]): [string, string][] => values.map((value) => [value, inWords(value)]);

const stepFields = (step: PolicyStep, index: number, said: Said, { words, roles }: DraftLook): Html => {
  const { draft } = words;
  const { id, when, letter, approver } = step;
  const among = (known: string): [string, string][] => choices([...new Set([known, ...roles])].sort());
  const choice = (name: string, label: string, value: string, options: [string, string][]): Html =>
    selectField({ name, label, value: said(name, value), options });
  const days = `days-${index}`;
  return html`<fieldset class="step"><legend>${index + 1}. ${inWords(id)}</legend>${field({ name: days, label: draft.days(words.when(when.anchor, when.days)), value: said(days, `${when.days}`) })}${
    letter === undefined ? '' : choice(`letter-${index}`, draft.letter, letter, choices(LETTERS))
  }${approver === undefined ? '' : choice(`approver-${index}`, draft.approver, approver, among(approver))}</fieldset>`;
};

const limitFields = ({ limits, sendWindow }: Policy, said: Said, { draft }: PoliciesWords): Html[] => {
  const minimum = Object.entries(limits.minimumBalance ?? {}).map(([currency, amount]) => `${currency} ${amount}`);
  const count = (name: string, label: string, value: number | undefined): Html =>
    field({ name, label, value: said(name, value === undefined ? '' : `${value}`), hint: draft.unlimited });
  return [
    field({ name: 'from', label: draft.from, value: said('from', sendWindow.from), hint: draft.time }),
    field({ name: 'to', label: draft.to, value: said('to', sendWindow.to), hint: draft.time }),
    count('gap', draft.gap, limits.minimumGapDays),
    count('cap', draft.cap, limits.contactsPerWeek),
    field({
      name: 'minimum',
      label: draft.minimum,
      value: said('minimum', minimum.join(', ')),
      hint: draft.minimumHint,
    }),
  ];
};

/** Which draft, and which version of the policy, the person has before them. */
const seen = ({ active, draft }: DraftLook): Html =>
  html`<input type="hidden" name="seen" value="${draft?.v ?? 0}"><input type="hidden" name="active" value="${active.version}">`;

const forms = (look: DraftLook): Html => {
  const { staff, words, active, draft, refused } = look;
  const base = draft?.policy ?? active;
  const wasJson = refused !== undefined && refused.field('json') !== '';
  const said: Said = (name, value) => (refused === undefined || wasJson ? value : refused.field(name));
  const json = wasJson ? refused.field('json') : JSON.stringify({ ...base, version: nextVersion(active) }, null, 2);
  const to = `/policies/${active.id}/save`;
  const save = html`<div class="acts"><button>${words.draft.save}</button></div>`;
  const usual = html`${seen(look)}<div class="draft-steps">${base.steps.map((step, index) => stepFields(step, index, said, look))}</div><div class="fields draft-limits">${limitFields(base, said, words)}</div>${save}`;
  const whole = html`${seen(look)}${textField({ name: 'json', label: words.draft.jsonLabel, value: json, most: MOST_JSON })}${save}`;
  return html`<section class="card"><h2>${words.draft.fields}</h2>${form(staff, to, usual)}</section>
<section class="card"><details class="json"${wasJson ? html` open` : ''}><summary>${words.draft.json}</summary>${form(staff, to, whole)}</details></section>`;
};

const ends = (look: DraftLook): Html | '' => {
  const { staff, words, active, draft } = look;
  if (draft === undefined) return '';
  const act = (name: string, button: Html): Html =>
    form(staff, `/policies/${active.id}/${name}`, html`${seen(look)}${button}`);
  const roles = MAY['publish-policy'].map((role) => staffWords(staff.reader.words.lang).roles[role]).join(', ');
  return html`<div class="acts">${
    may(staff.member, 'publish-policy')
      ? act('publish', html`<button>${words.draft.publish(nextVersion(active))}</button>`)
      : ''
  }${act('discard', html`<button class="second">${words.draft.discard}</button>`)}</div>${may(staff.member, 'publish-policy') ? '' : html`<p class="small">${words.draft.whoPublishes(roles)}</p>`}`;
};

/** A draft: what it changes, how it would read, and the forms to change it. */
export const draftView = (look: DraftLook): Content => {
  const { staff, words, active, draft, savedBy, refused } = look;
  const { reader } = staff;
  const of = words.draft;
  const was = draft === undefined ? of.none : of.saved(savedBy ?? draft.by, reader.instant(draft.at));
  return html`<div class="head"><h1>${of.title(inWords(active.id))}</h1><a href="/policies">${words.all}</a></div>
<p class="lead draft-lead">${of.lead(nextVersion(active))} ${was}</p>
${problems(staffWords(reader.words.lang), refused?.problems ?? [])}
${draft === undefined ? '' : html`<section class="card"><h2>${of.changes}</h2>${differences(differencesOf(active, draft.policy), words)}${ends(look)}</section>`}
${forms(look)}
${draft === undefined ? '' : policyView({ ...draft.policy, version: nextVersion(active) }, reader, words)}`;
};
