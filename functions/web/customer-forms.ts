import { html } from 'hono/html';
import { wordsFor } from '../correspondence/templates/language-code.ts';
import { LANGUAGES } from '../correspondence/templates/languages.ts';
import { fromDay } from '../platform/civil-date.ts';
import { FIRST_PART_DAYS } from '../promises/own-plan.ts';
import type { Account, OpenInvoice } from './customer-account.ts';
import {
  type Answer,
  inParts,
  LONGEST_TEXT,
  lastPromiseDay,
  mayAskForBilling,
  type OwnPlan,
  promisable,
  reportable,
} from './customer-answers.ts';
import { MOST_ROWS, numberOf } from './customer-page.ts';
import type { CustomerReader } from './customer-reader.ts';
import type { Content, Html } from './page.ts';
import { field, selectField, table, textField } from './staff-parts.ts';

/** The forms of a customer's page. They work without script, and nothing is chosen beforehand where a choice matters. */

/** A form as it came back: which one, with what, and what is wrong. */
export interface CameBack {
  answer: Answer;
  value(name: string): string;
  problems: readonly { field: string; text: string }[];
}

interface FormOf {
  reader: CustomerReader;
  account: Account;
  path: string;
  nonce: string;
  once: string;
  back?: CameBack | undefined;
}

const form = ({ path, nonce, once }: FormOf, answer: Answer, body: Content): Html =>
  html`<form method="post" action="${path}/${answer}" novalidate><input type="hidden" name="nonce" value="${nonce}"><input type="hidden" name="once" value="${once}">${body}</form>`;

/** What a field of a form shows: what was sent before, and what was wrong with it. */
const again = ({ back }: FormOf, answer: Answer, name: string) => {
  const own = back?.answer === answer ? back : undefined;
  return {
    name,
    within: answer,
    value: own?.value(name),
    error: own?.problems.find(({ field }) => field === name)?.text,
  };
};

const act = (of: FormOf, answer: Answer, title: string, hint: string, body: Html): Html =>
  html`<details class="act"${of.back?.answer === answer ? html` open` : ''}><summary>${title}</summary>${form(of, answer, html`<p class="hint">${hint}</p>${body}`)}</details>`;

/** A list of choices is read at a glance. */
const LONGEST_OPTION = 60;

/** Which invoice: not asked where there is but one. */
const whichOf = (
  of: FormOf,
  answer: Answer,
  open: readonly OpenInvoice[],
  amountOf: (one: OpenInvoice) => number,
  all?: string,
): Html => {
  const { words, money, day } = of.reader;
  const only = open.length === 1 ? open[0] : undefined;
  if (only !== undefined) return html`<input type="hidden" name="invoice" value="${only.invoice.invoiceId}">`;
  const options = open.slice(0, MOST_ROWS).map((one): readonly [string, string] => {
    const site = one.invoice.site === undefined ? '' : `, ${one.invoice.site}`;
    const due = one.dueDay === undefined ? '' : `, ${day(one.dueDay)}`;
    const name = `${numberOf(one)}${site}`;
    return [
      one.invoice.invoiceId,
      `${name.length > LONGEST_OPTION ? `${name.slice(0, LONGEST_OPTION)}…` : name}${due}: ${money(amountOf(one), one.invoice.currency)}`,
    ];
  });
  return selectField({
    ...again(of, answer, 'invoice'),
    label: words.answers.forInvoice,
    options: all === undefined ? [['', words.answers.problem.choose], ...options] : [['all', all], ...options],
  });
};

const optional = ({ words }: CustomerReader, label: string): string => `${label} (${words.answers.optional})`;

const wellForm = (of: FormOf): Html => {
  const { well } = of.reader.words.answers;
  return html`<div class="plain-act"><div><b>${well.title}</b><p class="hint">${well.hint}</p></div>${form(of, 'well', html`<button class="second">${well.send}</button>`)}</div>`;
};

const problemForm = (of: FormOf): Html | '' => {
  const { reader, account } = of;
  const { problem } = reader.words.answers;
  const open = reportable(account.open);
  if (open.length === 0) return '';
  const { categories } = LANGUAGES[reader.words.lang];
  const options = Object.keys(account.view.company.settings.issueCategories).map(
    (category): readonly [string, string] => [
      category,
      category === 'other' ? problem.other : (wordsFor(categories, category) ?? category.replaceAll('-', ' ')),
    ],
  );
  return act(
    of,
    'problem',
    problem.title,
    problem.hint,
    html`${whichOf(of, 'problem', open, ({ position }) => position.balance)}
${selectField({ ...again(of, 'problem', 'category'), label: problem.category, options: [['', problem.choose], ...options] })}
${textField({ ...again(of, 'problem', 'description'), label: problem.description, most: LONGEST_TEXT })}
${field({ ...again(of, 'problem', 'amount'), label: optional(reader, problem.amount), hint: problem.amountHint, most: 30 })}
<button>${problem.send}</button>`,
  );
};

const promiseForm = (of: FormOf): Html | '' => {
  const { reader, account } = of;
  const { promise, all, allRest } = reader.words.answers;
  const open = promisable(account.open);
  const first = open[0];
  if (first === undefined) return '';
  const sums = new Map<string, number>();
  for (const { invoice, position } of open)
    sums.set(invoice.currency, (sums.get(invoice.currency) ?? 0) + position.asked);
  // What is promised, or under review, is open too, and not in it.
  const isAll =
    open.length === account.open.length && open.every(({ position: { asked, balance } }) => asked === balance);
  const allOfIt = (isAll ? all : allRest)([...sums].map(([currency, sum]) => reader.money(sum, currency)).join(' + '));
  return act(
    of,
    'promise',
    promise.title,
    promise.hint,
    html`${whichOf(of, 'promise', open, ({ position }) => position.asked, allOfIt)}
${field({
  ...again(of, 'promise', 'date'),
  label: promise.date,
  type: 'date',
  min: fromDay(first.position.today),
  max: fromDay(Math.max(...open.map(lastPromiseDay))),
})}
${field({ ...again(of, 'promise', 'amount'), label: optional(reader, promise.amount), hint: promise.amountHint, most: 30 })}
<button>${promise.send}</button>`,
  );
};

/** The parts are shown before they are agreed: the first form only asks for the page that shows them. */
const partsForm = (of: FormOf): Html | '' => {
  const { reader, account, path } = of;
  const { parts } = reader.words.answers;
  const possible = inParts(account.open);
  const first = possible[0];
  if (first === undefined) return '';
  const most = Math.max(...possible.map((one) => one.most));
  const { today } = first.one.position;
  return html`<details class="act" id="parts"${of.back?.answer === 'parts' ? html` open` : ''}><summary>${parts.title}</summary><form method="get" action="${path}/parts" novalidate><p class="hint">${parts.hint}</p>
${whichOf(
  of,
  'parts',
  possible.map(({ one }) => one),
  ({ position }) => position.balance,
)}
${selectField({
  ...again(of, 'parts', 'parts'),
  label: parts.count,
  options: Array.from({ length: most - 1 }, (_, index) => [`${index + 2}`, `${index + 2}`] as const),
})}
${field({
  ...again(of, 'parts', 'first'),
  label: parts.first,
  type: 'date',
  min: fromDay(today),
  max: fromDay(today + FIRST_PART_DAYS),
})}
<button>${parts.preview}</button></form></details>`;
};

const otherPartsForm = (of: FormOf): Html | '' => {
  const { reader, account } = of;
  const { otherParts } = reader.words.answers;
  if (account.open.length === 0) return '';
  return act(
    of,
    'other-parts',
    inParts(account.open).length === 0 ? otherParts.only : otherParts.title,
    otherParts.hint,
    html`${whichOf(of, 'other-parts', account.open, ({ position }) => position.balance)}
${textField({ ...again(of, 'other-parts', 'note'), label: otherParts.note, most: LONGEST_TEXT })}
<button>${otherParts.send}</button>`,
  );
};

const billingForm = (of: FormOf): Html | '' => {
  const { billing } = of.reader.words.answers;
  if (!mayAskForBilling(of.account)) return '';
  return html`<div class="plain-act"><div><b>${billing.title}</b><p class="hint">${billing.hint}</p></div>${form(of, 'billing', html`<button class="second">${billing.send}</button>`)}</div>`;
};

const contactForm = (of: FormOf): Html | '' => {
  const { contact } = of.reader.words;
  if (of.account.open.length === 0) return '';
  return act(
    of,
    'contact',
    contact.title,
    contact.hint,
    html`${field({ ...again(of, 'contact', 'name'), label: contact.name, most: 200 })}
${field({ ...again(of, 'contact', 'email'), label: contact.email, type: 'email', most: 254 })}
<button>${contact.send}</button>`,
  );
};

/** What is wrong with the form that came back, above all of them. */
const wrongOf = ({ reader, back }: FormOf): Html | '' =>
  back === undefined || back.problems.length === 0
    ? ''
    : html`<div class="wrong" role="alert"><strong>${reader.words.problem}</strong><ul>${back.problems.map(({ text }) => html`<li>${text}</li>`)}</ul></div>`;

/** Everything that a customer can answer. */
export const answersOf = (of: FormOf): Html => {
  const { answers } = of.reader.words;
  return html`<section class="card" id="answers"><h2>${answers.title}</h2>${wrongOf(of)}<p class="hint">${answers.lead}</p><div class="answers">
${wellForm(of)}${problemForm(of)}${promiseForm(of)}${partsForm(of)}${otherPartsForm(of)}${contactForm(of)}${billingForm(of)}
</div></section>`;
};

/** The parts of a plan, to be agreed. */
export const planToAgree = (of: FormOf, { one, parts }: OwnPlan): Html => {
  const { words, money, date } = of.reader;
  const { currency, invoiceId } = one.invoice;
  const { parts: say } = words.answers;
  const rows = parts.map((part, index) => ({ ...part, index: index + 1 }));
  const hidden = {
    invoice: invoiceId,
    parts: `${parts.length}`,
    first: parts[0]!.dueOn,
    shown: `${one.position.balance}`,
  };
  return html`<section class="card answers"><h2>${say.agreeTitle(numberOf(one))}</h2>${table(
    say.agreeTitle(numberOf(one)),
    [
      { title: say.part, cell: ({ index }) => `${index}` },
      { title: say.on, cell: ({ dueOn }) => date(dueOn) },
      { title: say.amount, cell: ({ amount }) => money(amount, currency), number: true },
    ],
    rows,
  )}<p><b>${say.sum}: ${money(one.position.balance, currency)}</b></p><p class="hint">${say.agreeText}</p>${form(
    of,
    'parts',
    html`${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button>${say.send}</button> <a class="button second" href="${of.path}#parts">${say.back}</a>`,
  )}</section>`;
};
