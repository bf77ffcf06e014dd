import { html } from 'hono/html';
import { contactsOf } from '../../correspondence/recipients.ts';
import { departmentsOf } from '../../issues/departments.ts';
import { addDays, fromDay } from '../../platform/civil-date.ts';
import { formatMoney } from '../../platform/money.ts';
import type { ItemKind } from '../../work-list/kinds.ts';
import type { Content, Html } from '../page.ts';
import type { SignedIn } from '../shell.ts';
import { staffWords } from '../shell.ts';
import { field, form, problems, selectField, textField } from '../staff-parts.ts';
import type { WorkWords } from '../words/work-en.ts';
import { type ActInput, type FormAct, LONGEST_NOTE, LONGEST_REASON, type Problem, type TakeBack } from './act-input.ts';
import { planForm } from './plan-form.ts';

/** The forms of acts: what they ask for, empty or as they came back. */

export interface FormOf {
  act: FormAct;
  input: ActInput;
  signedIn: SignedIn;
  /** Where it is sent, and what goes with it. */
  to: string;
  hidden: Readonly<Record<string, string>>;
  problems?: readonly Problem[];
  /** The page that it stands on, and what its address asks for. */
  at?: { path: string; query: Readonly<Record<string, string>>; asked(name: string): string };
}

type Fields = (of: FormOf, ask: Asking) => Content;

/** What a field was filled with, and what is wrong with it. */
interface Asking {
  within: string;
  value(name: string, otherwise?: string): string;
  error(name: string): string | undefined;
}

const askingOf = ({ act, input, problems: wrong = [] }: FormOf): Asking => ({
  within: act,
  value: (name, otherwise = '') => (wrong.length > 0 ? input.form(name) : otherwise),
  error: (name) => wrong.find((problem) => problem.field === name)?.text,
});

const ask = (asking: Asking, name: string, otherwise?: string) => ({
  name,
  value: asking.value(name, otherwise),
  error: asking.error(name),
  within: asking.within,
});

const owedText = ({ input }: FormOf): string =>
  input.invoice === undefined ? '' : formatMoney(input.owed, input.invoice.currency);

const noteFields: Fields = ({ input: { words } }, asking) =>
  textField({ ...ask(asking, 'note'), label: words.fields.optional(words.fields.note), most: LONGEST_NOTE });

const dateIn = (today: number, days: number): string => fromDay(today + days);

const FIELDS: Readonly<Record<Exclude<FormAct, TakeBack | 'plan'>, Fields>> = {
  done: noteFields,
  resend: () => '',
  'take-up': () => '',
  'take-over': () => '',
  lift: () => '',
  promise: (of, asking) => {
    const { words, today } = of.input;
    return html`<div class="fields">${field({ ...ask(asking, 'amount', owedText(of)), label: `${words.fields.amount} (${of.input.invoice!.currency})`, most: 20, required: true })}${field({ ...ask(asking, 'promisedOn'), label: words.fields.promisedOn, type: 'date', min: dateIn(today, 0), max: dateIn(today, 366), required: true })}</div>`;
  },
  issue: ({ input: { words, company, invoice } }, asking) =>
    html`${selectField({
      ...ask(asking, 'category'),
      label: words.fields.category,
      required: true,
      options: [
        ['', words.fields.chooseOne],
        ...Object.keys(company.settings.issueCategories).map((id) => [id, inWords(id)] as const),
      ],
    })}${textField({ ...ask(asking, 'description'), label: words.fields.description, most: LONGEST_NOTE, required: true })}${field({ ...ask(asking, 'disputed'), label: `${words.fields.disputed} (${invoice!.currency})`, hint: words.fields.disputedHint, most: 20 })}`,
  hold: ({ input: { words, today, invoice } }, asking) =>
    html`${field({ ...ask(asking, 'reason'), label: words.fields.reason, most: LONGEST_REASON, required: true })}<div class="fields">${field({ ...ask(asking, 'until'), label: words.fields.until, type: 'date', min: dateIn(today, 1), max: dateIn(today, 366), required: true })}${
      invoice === undefined
        ? ''
        : selectField({
            ...ask(asking, 'scope', 'invoice'),
            label: words.fields.scope,
            options: [
              ['invoice', words.fields.scopeInvoice],
              ['account', words.fields.scopeAccount],
            ],
          })
    }</div>`,
  contact: ({ input: { words } }, asking) =>
    html`<div class="fields">${field({ ...ask(asking, 'name'), label: words.fields.name, most: LONGEST_REASON, required: true })}${field({ ...ask(asking, 'email'), label: words.fields.email, type: 'email', most: 254 })}${field({ ...ask(asking, 'phone'), label: words.fields.phone, type: 'tel', most: LONGEST_REASON })}${selectField(
      {
        ...ask(asking, 'role', 'billing'),
        label: words.fields.roles,
        options: [
          ['billing', words.fields.billing],
          ['escalation', words.fields.escalation],
        ],
      },
    )}</div>`,
  resolve: ({ input: { words, invoice } }, asking) =>
    html`${selectField({
      ...ask(asking, 'outcome'),
      label: words.fields.outcome,
      required: true,
      options: [['', words.fields.chooseOne], ...Object.entries(words.fields.outcomes)],
    })}${textField({ ...ask(asking, 'rootCause'), label: words.fields.rootCause, most: LONGEST_NOTE, required: true })}${textField({ ...ask(asking, 'correctiveAction'), label: words.fields.correctiveAction, most: LONGEST_NOTE, required: true })}${
      invoice === undefined
        ? ''
        : field({
            ...ask(asking, 'credit'),
            label: `${words.fields.credit} (${invoice.currency})`,
            hint: words.fields.creditHint,
            most: 20,
          })
    }`,
  'pull-in': ({ input: { words, company } }, asking) =>
    html`<div class="fields">${selectField({
      ...ask(asking, 'department'),
      label: words.fields.department,
      required: true,
      options: [
        ['', words.fields.chooseOne],
        ...[...departmentsOf(company)].sort().map((id) => [id, inWords(id)] as const),
      ],
    })}${selectField({
      ...ask(asking, 'to'),
      label: words.fields.colleague,
      options: [['', words.fields.anybody], ...company.staff.map(({ id, name }) => [id, name] as const)],
    })}</div>${field({ ...ask(asking, 'task'), label: words.fields.task, most: LONGEST_REASON, required: true })}`,
  wait: ({ input: { words, today } }, asking) =>
    html`<div class="fields">${field({ ...ask(asking, 'until', addDays(dateIn(today, 0), 7)), label: words.fields.until, type: 'date', min: dateIn(today, 1), max: dateIn(today, 366), required: true })}${field({ ...ask(asking, 'reason'), label: words.fields.reason, most: LONGEST_REASON, required: true })}</div>`,
  'hand-on': ({ input: { words, company, item, member } }, asking) =>
    html`${selectField({
      ...ask(asking, 'to'),
      label: words.fields.to,
      required: true,
      options: [
        ['', words.fields.chooseOne],
        ...company.staff
          .filter(({ id }) => id !== item?.assignee && id !== member.id)
          .map(
            ({ id, name, department }) =>
              [id, department === undefined ? name : `${name} · ${inWords(department)}`] as const,
          ),
      ],
    })}${textField({ ...ask(asking, 'note'), label: words.fields.optional(words.fields.noteTo), most: LONGEST_NOTE })}`,
};

/** An id in words: `service-fault` becomes `Service fault`. */
export const inWords = (id: string): string => {
  const text = id.replace(/[-_]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What an act is called on an item of a kind: what is done about a letter is not what is done about a call. */
export const labelOf = (words: WorkWords, act: keyof WorkWords['acts'], kind: ItemKind | undefined): string =>
  act === 'done' && kind === 'delivery-unknown' ? words.reached.label : words.acts[act];

const hintOf = ({ words, item }: ActInput, act: FormAct): string => {
  if (act !== 'done') return words.hints[act];
  if (item?.kind === 'delivery-unknown') return words.reached.hint;
  return words.hints.done;
};

/** What a field is called in a form. */
const nameOf = ({ fields }: WorkWords, name: string): string => {
  const known = name === 'role' ? fields.roles : fields[name as keyof typeof fields];
  return typeof known === 'string' ? known : name;
};

/** The whole form of an act, with its button. */
const actForm = (of: FormOf): Html => {
  const { act, input, signedIn, to, hidden, problems: wrong = [] } = of;
  const { words, once } = input;
  const list = wrong.map(({ field: name, text }) => `${nameOf(words, name)}: ${text}`);
  return form(
    signedIn,
    to,
    html`${problems(staffWords(input.reader.words.lang), list)}${Object.entries({ once, ...hidden }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<p class="hint">${hintOf(input, act)}</p>
${act in FIELDS ? FIELDS[act as keyof typeof FIELDS](of, askingOf(of)) : ''}
<div class="acts"><button>${labelOf(words, act, input.item?.kind)}</button></div>`,
  );
};

/** The acts one below the other, each behind its name; the one that is meant is open. */
export const actForms = (forms: readonly FormOf[], open: string | undefined): Html =>
  html`<div class="panels">${forms.map(
    (of, index) =>
      html`<details class="act" id="act-${of.act}"${of.act === open || (open === undefined && index === 0) ? html` open` : ''}><summary>${labelOf(of.input.words, of.act, of.input.item?.kind)}</summary>${of.act === 'plan' ? planForm(of) : actForm(of)}</details>`,
  )}</div>`;

/** The contacts of an account as they count now, those who cannot be reached last. */
export const reachable = (head: Parameters<typeof contactsOf>[0]) =>
  contactsOf(head).map((contact) => ({
    ...contact,
    bad: contact.email === undefined ? undefined : head.badAddresses[contact.email.toLowerCase()],
  }));
