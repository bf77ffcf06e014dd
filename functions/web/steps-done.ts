import { html } from 'hono/html';
import type { StepRecord } from '../lifecycle/entities.ts';
import { inWords } from './acts/act-form.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { sentence } from './sentence.ts';
import { accountWords } from './words/account-words.ts';

/** What became of the steps of an invoice, the latest last; undefined where none was carried out. */
export const stepsDone = (reader: Reader, steps: readonly StepRecord[]): Html | undefined => {
  if (steps.length === 0) return undefined;
  const words = accountWords(reader);
  const inOrder = [...steps].sort((a, b) => a.dueDay - b.dueDay || ((a.at ?? '~') < (b.at ?? '~') ? -1 : 1));
  return html`<ol class="timeline">${inOrder.map((record) => {
    const { step, how, status, at, verdict, notBefore, why } = record;
    const when = at ?? (status === 'planned' ? notBefore : undefined);
    const back =
      verdict === undefined
        ? ''
        : html` ${words.heldBack[verdict.reason]} ${words.lookedAtAgain(reader.date(verdict.on))}`;
    return html`<li>${when === undefined ? html`<span class="small">${words.how[how]}</span>` : html`<time datetime="${when}">${reader.instant(when)}</time>`}<span><b>${inWords(step)}</b> · ${status === 'done' ? words.done[how] : words.status[status]}${back}${why === undefined ? '' : html` <span class="small">${sentence(reader, why)}</span>`}</span></li>`;
  })}</ol>`;
};
