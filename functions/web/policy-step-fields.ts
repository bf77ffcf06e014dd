import { html } from 'hono/html';
import { LETTERS } from '../correspondence/letters.ts';
import { ACTIONS } from '../escalation/actions.ts';
import type { PolicyStep } from '../policy/contract.ts';
import { inWords } from './acts/act-form.ts';
import type { Html } from './page.ts';
import { ANCHORS, ANY_KIND, NO_LETTER, STEP_KINDS } from './policy-form-steps.ts';
import { field, selectField } from './staff-parts.ts';
import type { PoliciesWords } from './words/policies-en.ts';

/** The fields of the steps of a draft, and those of a step that is added. */

/** What a field shows: its value, or what was sent where that was refused. */
export type Said = (name: string, value: string) => string;

type Options = [value: string, text: string][];
type Kind = PolicyStep['kind'];

interface FieldsOf {
  words: PoliciesWords;
  said: Said;
  /** The roles that somebody of the staff has. */
  roles: readonly string[];
}

const choices = (values: readonly string[]): Options => values.map((value) => [value, inWords(value)]);

const MOST_TITLE = 200;
/** With more steps than this, each has the field of its days only, so that the page stays small; the rest is JSON. */
const MOST_WITH_FIELDS = 14;

/** What counts where a step does not say. */
const USUAL = { role: 'specialist', approver: 'manager', letter: 'check-in' } as const;

/** The fields that a kind of step has; `named` makes their names in the form. */
const fieldsOf = (kind: Kind, of: Partial<PolicyStep>, named: (name: string) => string, fields: FieldsOf): Html => {
  const { words, said, roles } = fields;
  const { draft } = words;
  const isNew = of.id === undefined;
  const choice = (name: string, label: string, value: string, options: Options): Html =>
    selectField({ name: named(name), label, value: said(named(name), value), options });
  /** A step that does not say is shown with the usual, which stays unsaid. */
  const usual = (name: keyof typeof USUAL, label: string, values: readonly string[], more: Options = []): Html => {
    const value = of[name] ?? (isNew ? USUAL[name] : '');
    const known = new Set(values);
    if (value === '') known.delete(USUAL[name]);
    else known.add(value);
    const unsaid: Options = value === '' ? [['', inWords(USUAL[name])]] : [];
    return choice(name, label, value, [...more, ...unsaid, ...choices([...known])]);
  };
  const people = (name: 'role' | 'approver', label: string): Html => usual(name, label, [...new Set(roles)].sort());
  const letter = (): Html => {
    if (kind === 'check-in') return usual('letter', draft.letter, LETTERS);
    const none: Options = kind === 'reminder' ? [] : [[NO_LETTER, draft.noLetter]];
    return choice('letter', draft.letter, of.letter ?? NO_LETTER, [...none, ...choices(LETTERS)]);
  };
  const actions: Options = ACTIONS.map((action) => [action, words.actions[action] ?? action]);
  const days = of.when === undefined ? '' : `${of.when.days}`;
  const anchors: Options = ANCHORS.map((anchor) => [anchor, words.anchors[anchor]]);
  return html`${field({ name: named('days'), label: draft.days, value: said(named('days'), days) })}${choice('anchor', draft.anchor, of.when?.anchor ?? 'due', anchors)}${
    kind === 'task'
      ? html`${people('role', draft.role)}${field({ name: named('title'), label: draft.task, value: said(named('title'), of.title ?? ''), most: MOST_TITLE })}`
      : letter()
  }${kind === 'escalation' ? html`${choice('action', draft.action, of.action ?? 'final-notice', actions)}${people('approver', draft.approver)}` : ''}`;
};

/** For which invoices a step is: folded away where it is for all. */
const onlyIfFields = (
  onlyIf: PolicyStep['onlyIf'],
  named: (name: string) => string,
  { words, said }: FieldsOf,
): Html => {
  const { draft } = words;
  const { minAmount, belowAmount, invoiceKind = ANY_KIND } = onlyIf ?? {};
  const kind = said(named('kind'), invoiceKind);
  const amounts = (name: string, label: string, of: Record<string, string> = {}): { text: string; html: Html } => {
    const text = said(
      named(name),
      Object.entries(of)
        .map((each) => each.join(' '))
        .join(', '),
    );
    return { text, html: field({ name: named(name), label, value: text }) };
  };
  const least = amounts('least', draft.least, minAmount);
  const below = amounts('below', draft.below, belowAmount);
  const kinds: Options = Object.entries(draft.invoiceKinds);
  const isSet = least.text !== '' || below.text !== '' || kind !== ANY_KIND;
  return html`<details class="only-if"${isSet ? html` open` : ''}><summary>${draft.onlyIf}</summary><div class="step-fields">${selectField({ name: named('kind'), label: draft.invoiceKind, value: kind, options: kinds })}${least.html}${below.html}</div></details>`;
};

/** A step with its fields, and the buttons that move it or take it out. */
export const stepFields = (steps: readonly PolicyStep[], index: number, fields: FieldsOf): Html => {
  const step = steps[index]!;
  const { draft } = fields.words;
  const name = inWords(step.id);
  const button = (act: 'up' | 'down' | 'remove', text: string): Html =>
    html`<button class="quiet" name="do" value="${act}-${index}" aria-label="${text}: ${name}">${text}</button>`;
  const days = `days-${index}`;
  const all =
    steps.length <= MOST_WITH_FIELDS
      ? html`${fieldsOf(step.kind, step, (each) => `${each}-${index}`, fields)}${onlyIfFields(step.onlyIf, (each) => `${each}-${index}`, fields)}`
      : field({ name: days, label: draft.days, value: fields.said(days, `${step.when.days}`) });
  return html`<fieldset class="step"><legend>${index + 1}. ${name}</legend><div class="step-fields">${all}</div><div class="step-acts">${
    index === 0 ? '' : button('up', draft.up)
  }${index === steps.length - 1 ? '' : button('down', draft.down)}${steps.length === 1 ? '' : button('remove', draft.remove)}</div></fieldset>`;
};

/** For each kind of step the fields of a new one, behind its name. */
export const addFields = (steps: readonly PolicyStep[], fields: FieldsOf): Html => {
  const { words, said } = fields;
  const places: Options = [
    ['-1', words.draft.atBeginning],
    ...steps.map(({ id }, index): [string, string] => [`${index}`, words.draft.afterStep(index + 1, inWords(id))]),
  ];
  return html`<div class="panels">${STEP_KINDS.map((kind) => {
    const named = (name: string): string => `new-${kind}-${name}`;
    const letter = { 'check-in': 'check-in', reminder: 'reminder-1', task: undefined, escalation: 'final-notice' }[
      kind
    ];
    return html`<details class="act"${said('do', '') === `add-${kind}` ? html` open` : ''}><summary>${words.draft.add[kind]}</summary><fieldset class="new-step"><legend class="unseen">${words.draft.add[kind]}</legend><div class="fields">${selectField(
      {
        name: named('after'),
        label: words.draft.after,
        value: said(named('after'), `${steps.length - 2}`),
        options: places,
      },
    )}${fieldsOf(kind, letter === undefined ? {} : { letter }, named, fields)}${onlyIfFields(undefined, named, fields)}</div><div class="acts"><button class="second" name="do" value="add-${kind}">${words.draft.addButton}</button></div></fieldset></details>`;
  })}</div>`;
};
