import { html } from 'hono/html';
import type { Policy } from '../policy/contract.ts';
import { tooClose } from '../policy/too-close.ts';
import type { PolicyDraft } from '../policy-change/draft.ts';
import type { PolicyChange } from '../policy-change/entities.ts';
import { inWords } from './acts/act-form.ts';
import type { Content, Html } from './page.ts';
import { policyView } from './policies-view.ts';
import { halted, rehearseForm } from './policy-change-parts.ts';
import { freshnessOf, stageOf } from './policy-change-read.ts';
import { type Difference, differencesOf } from './policy-draft.ts';
import { nextVersion } from './policy-in.ts';
import { policyPath } from './policy-path.ts';
import { publishingCard, seenFields } from './policy-publishing.ts';
import { answerOf } from './policy-rehearsal-view.ts';
import { addFields, type Said, stepFields } from './policy-step-fields.ts';
import { type SignedIn, staffWords } from './shell.ts';
import { field, form, problems, table, textField } from './staff-parts.ts';
import type { PoliciesWords } from './words/policies-en.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** Room for fifty steps with all their conditions. */
const MOST_JSON = 40_000;

export interface DraftLook {
  staff: SignedIn;
  words: PoliciesWords;
  active: Policy;
  draft: PolicyDraft | undefined;
  /** The newest rehearsal of a draft of this policy. */
  rehearsal?: PolicyChange | undefined;
  /** Milliseconds since 1970. */
  now: number;
  /** Of a policy that is new: those that are tried before it. */
  before: readonly Policy[];
  /** Who saved the draft, by name. */
  savedBy?: string | undefined;
  /** The roles that somebody of the staff has. */
  roles: readonly string[];
  /** What was sent and is refused, with why. */
  refused?: { problems: readonly string[]; field: (name: string) => string };
}

/** What a changed value is called, where the form has a field for it. */
export const calledIn = (path: string, { draft, add, rule }: PoliciesWords): string | undefined => {
  const rules: Readonly<Record<string, string>> = {
    'appliesTo.segments': add.segments,
    'appliesTo.tags': add.tags,
    'sendWindow.from': draft.from,
    'sendWindow.to': `${draft.from} … ${draft.to}`,
    'limits.minimumGapDays': draft.gap,
    'limits.contactsPerWeek': draft.cap,
    'limits.gatherWithinDays': draft.gather,
    'promise.graceBusinessDays': `${rule.grace}: ${draft.businessDays}`,
    'approval.answerWithinBusinessDays': `${rule.answer}: ${draft.businessDays}`,
    'terms.dueDays': `${rule.terms}: ${draft.days}`,
  };
  if (path.startsWith('limits.minimumBalance.')) return `${draft.minimum}: ${path.slice(22)}`;
  if (!path.startsWith('steps.')) return rules[path];
  const parts: Readonly<Record<string, string>> = {
    ...{ 'when.days': draft.days, 'when.anchor': draft.anchor, letter: draft.letter, role: draft.role },
    ...{ 'onlyIf.invoiceKind': draft.invoiceKind, 'onlyIf.tags': add.tags },
    ...{ title: draft.task, action: draft.action, approver: draft.approver, skipIfLateByDays: draft.late },
  };
  const name = Object.keys(parts).find((each) => path.endsWith(`.${each}`));
  if (name !== undefined) return `${inWords(path.slice(6, -name.length - 1))}: ${parts[name]}`;
  const [, step, of, currency] = /^steps\.([^.]+)\.onlyIf\.(minAmount|belowAmount)\.([A-Z]{3})$/.exec(path) ?? [];
  if (step !== undefined) return `${inWords(step)}: ${of === 'minAmount' ? draft.least : draft.below} (${currency})`;
  return path.includes('.', 6) ? undefined : `${inWords(path.slice(6))}: ${draft.place}`;
};

/** A changed value as the page says it elsewhere. */
const saidIn = (
  path: string,
  value: string | undefined,
  { anchors, actions, draft }: PoliciesWords,
): string | undefined => {
  if (value === undefined || !path.startsWith('steps.')) return value;
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...{ anchor: anchors, action: actions, invoiceKind: draft.invoiceKinds },
  };
  const name = path.slice(path.lastIndexOf('.') + 1);
  const known = lists[name];
  if (known !== undefined) return known[value] ?? value;
  return name === 'letter' || name === 'role' || name === 'approver' ? inWords(value) : value;
};

/** Whoever has put so many right sees the next. */
const MOST_PUT_OFF = 8;

/** Steps that come later than they are written, because of the policy's own gap. */
const putOffs = ({ draft, active, words }: DraftLook): Html | '' => {
  const list = tooClose(draft?.policy ?? active).slice(0, MOST_PUT_OFF);
  if (list.length === 0) return '';
  const { title, of } = words.draft.putOff;
  return html`<div class="notice"><p>${title(list[0]!.gap)}</p><ul>${list.map(({ step, after, apart }) => html`<li>${of(inWords(step), inWords(after), apart)}</li>`)}</ul></div>`;
};

/** Rows of what a draft changes, and characters of a value: a draft may change everything. */
const MOST_DIFFERENCES = 40;
const MOST_OF_VALUE = 80;

const shortened = (value: string | undefined): string => {
  if (value === undefined) return '–';
  const characters = [...value];
  return characters.length <= MOST_OF_VALUE ? value : `${characters.slice(0, MOST_OF_VALUE - 1).join('')}…`;
};

const differences = (list: readonly Difference[], words: PoliciesWords): Html => {
  const [where, now, then] = words.draft.columns;
  if (list.length === 0) return html`<p class="small">${words.draft.same}</p>`;
  const rows = table<Difference>(
    words.draft.changes,
    [
      {
        title: where,
        cell: ({ path }) => {
          const called = calledIn(path, words);
          return called ?? html`<code>${path}</code>`;
        },
      },
      { title: now, cell: ({ path, before }) => shortened(saidIn(path, before, words)) },
      { title: then, cell: ({ path, after }) => shortened(saidIn(path, after, words)) },
    ],
    list.slice(0, MOST_DIFFERENCES),
  );
  const more = list.length - MOST_DIFFERENCES;
  return more > 0 ? html`${rows}<p class="small">${words.draft.moreChanges(more)}</p>` : rows;
};

const limitFields = ({ appliesTo, limits, sendWindow }: Policy, said: Said, { draft, add }: PoliciesWords): Html[] => {
  const names = (name: 'segments' | 'tags'): Html =>
    field({ name, label: add[name], value: said(name, appliesTo[name].join(', ')), hint: add.listHint });
  const minimum = Object.entries(limits.minimumBalance ?? {}).map(([currency, amount]) => `${currency} ${amount}`);
  const count = (name: string, label: string, value: number | undefined): Html =>
    field({ name, label, value: said(name, value === undefined ? '' : `${value}`), hint: draft.unlimited });
  return [
    names('segments'),
    names('tags'),
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

const seen = ({ active, draft }: DraftLook): Html => seenFields(draft?.v ?? 0, active.version);

const forms = (look: DraftLook): Html => {
  const { staff, words, active, draft, refused } = look;
  const base = draft?.policy ?? active;
  const wasJson = refused !== undefined && refused.field('json') !== '';
  const said: Said = (name, value) => (refused === undefined || wasJson ? value : refused.field(name));
  const json = wasJson ? refused.field('json') : JSON.stringify({ ...base, version: nextVersion(active) }, null, 2);
  const to = `${policyPath(active.id)}/save`;
  const save = html`<div class="acts"><button>${words.draft.save}</button></div>`;
  const fields = { words, said, roles: look.roles };
  // Enter in a field presses the first button of the form: that one saves, and does nothing else.
  const first = html`<button class="unseen" tabindex="-1" aria-hidden="true">${words.draft.save}</button>`;
  const usual = html`${first}${seen(look)}<p class="hint">${words.draft.daysHint} ${words.draft.moveHint} ${words.draft.onlyIfHint}</p><div class="draft-steps">${base.steps.map((_, index) => stepFields(base.steps, index, fields))}</div>${addFields(base.steps, fields)}<div class="fields draft-limits">${limitFields(base, said, words)}</div>${save}`;
  const whole = html`${seen(look)}${textField({ name: 'json', label: words.draft.jsonLabel, value: json, most: MOST_JSON })}${save}`;
  return html`<section class="card" id="steps"><h2>${words.draft.fields}</h2>${form(staff, to, usual)}</section>
<section class="card"><details class="json"${wasJson ? html` open` : ''}><summary>${words.draft.json}</summary>${form(staff, to, whole)}</details></section>`;
};

/** What a rehearsal said of the draft as it is, or the form that has it rehearsed. */
const rehearsalCard = (look: DraftLook, draft: PolicyDraft): Html => {
  const { staff, active, rehearsal, now } = look;
  const words = policyChangeWords(staff.reader);
  const seen = { v: draft.v, active: active.version };
  const freshness = rehearsal === undefined ? 'gone' : freshnessOf(rehearsal, draft, active);
  if (rehearsal === undefined || freshness === 'gone' || freshness === 'active')
    return html`<section class="card"><h2>${words.rehearse.title}</h2><p class="small">${words.rehearse.why}</p>${rehearseForm(staff, active.id, seen)}</section>`;
  const see = html`<a class="button second" href="${policyPath(active.id)}/rehearsal">${words.rehearse.see}</a>`;
  const again = html`<details class="again"><summary>${words.rehearse.again}</summary>${rehearseForm(staff, active.id, seen, rehearsal)}</details>`;
  if (freshness === 'draft')
    return html`<section class="card"><h2>${words.rehearse.again}</h2><p class="unrehearsed">${words.stale.draft}</p>${rehearseForm(staff, active.id, seen, rehearsal)}<div class="acts">${see}</div></section>`;
  const stage = stageOf(rehearsal, now);
  if (stage === 'running')
    return html`<section class="card"><h2>${words.running.rehearse}</h2><div class="acts">${see}</div></section>`;
  if (stage !== 'done') return halted(staff, rehearsal, stage, rehearseForm(staff, active.id, seen, rehearsal));
  return html`<section class="card answer"><h2>${answerOf(staff.reader, rehearsal)}</h2><div class="acts">${see}</div>${again}</section>`;
};

/** Where a new policy stands among the others, and whether anybody would get it. */
const placeOf = ({ words, before }: DraftLook): Html => {
  const all = before.find(({ appliesTo }) => Object.values(appliesTo).every((names) => names.length === 0));
  const list = before.map(({ id }) => inWords(id)).join(', ');
  return html`<p class="notice">${before.length === 0 ? '' : words.add.isNew(list)}${all === undefined ? '' : html` <strong>${words.add.shadowed(inWords(all.id))}</strong>`}</p>`;
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
${putOffs(look)}${
  draft === undefined
    ? ''
    : html`${active.version === 0 ? placeOf(look) : html`<section class="card"><h2>${of.changes}</h2>${differences(differencesOf(active, draft.policy), words)}</section>`}
${rehearsalCard(look, draft)}
${publishingCard({ ...look, draft })}`
}
${forms(look)}
${draft === undefined ? '' : policyView({ ...draft.policy, version: nextVersion(active) }, reader, words)}`;
};
