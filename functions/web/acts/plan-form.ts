import { html } from 'hono/html';
import { addMonths, fromDay } from '../../platform/civil-date.ts';
import type { Html } from '../page.ts';
import { staffWords } from '../shell.ts';
import { field, form, problems } from '../staff-parts.ts';
import type { FormOf } from './act-form.ts';
import { FieldReader, MOST_PARTS, type Problem } from './act-input.ts';
import { type Part, readParts } from './plan-parts.ts';

/** Paying in parts: the parts are shown before anybody agrees on them. */

const shown = (
  { input, hidden, signedIn, to }: FormOf,
  parts: readonly Part[],
  asked: (name: string) => string,
): Html => {
  const { reader, invoice, words, once } = input;
  const { currency } = invoice!;
  const fields = { once, ...hidden, parts: asked('parts'), firstOn: asked('firstOn') };
  const list = html`<ol class="parts">${parts.map(
    ({ dueOn, amount }) => html`<li><span>${reader.date(dueOn)}</span> <b>${reader.money(amount, currency)}</b></li>`,
  )}</ol>`;
  return html`${form(
    signedIn,
    to,
    html`${list}${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<div class="acts"><button>${words.planShown.agree}</button></div>`,
  )}`;
};

/** The panel of a plan: how many parts and from when, and once that is asked for, the parts with the button that agrees. */
export const planForm = (of: FormOf): Html => {
  const { input, at, problems: sent = [] } = of;
  const { words, today, reader } = input;
  const asked = sent.length > 0 ? input.form : (name: string): string => at?.asked(name) ?? '';
  const isAsked = asked('parts') !== '' || asked('firstOn') !== '';
  const read = new FieldReader({ ...input, form: asked });
  const parts = isAsked && sent.length === 0 ? readParts({ ...input, form: asked }, read) : undefined;
  const wrong: readonly Problem[] = sent.length > 0 ? sent : isAsked ? read.problems : [];
  const ask = (name: string, otherwise: string) => ({
    name,
    value: isAsked ? asked(name) : otherwise,
    error: wrong.find((problem) => problem.field === name)?.text,
    within: 'plan',
    required: true,
  });
  const day = fromDay(today);
  return html`${problems(
    staffWords(reader.words.lang),
    wrong.map(({ text }) => text),
  )}
<form method="get" action="${at?.path ?? ''}#act-plan" novalidate>${Object.entries({ ...at?.query, act: 'plan' }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p class="hint">${words.hints.plan}</p>
<div class="fields">${field({ ...ask('parts', '3'), label: words.fields.parts, type: 'number', min: '2', max: `${MOST_PARTS}` })}${field({ ...ask('firstOn', addMonths(day, 1)), label: words.fields.firstOn, type: 'date', min: day, max: fromDay(today + 366) })}</div>
<div class="acts"><button${parts === undefined ? '' : html` class="second"`}>${words.planShown.show}</button></div></form>${parts === undefined ? '' : shown(of, parts, asked)}`;
};
