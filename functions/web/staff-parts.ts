import { html } from 'hono/html';
import type { Content, Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import type { StaffWords } from './words/staff-en.ts';

/** The parts that pages for colleagues are made of. */

export interface Column<Row> {
  title: string;
  cell: (row: Row) => Content;
  /** Figures stand on the right. */
  number?: true;
}

/** A table that becomes one card a row on a telephone. */
export const table = <Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html =>
  html`<table class="stacks"><caption class="unseen">${caption}</caption><thead><tr>${columns.map(
    ({ title, number }) => html`<th scope="col"${number ? html` class="number"` : ''}>${title}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${columns.map(({ title, cell, number }) => html`<td data-label="${title}"${number ? html` class="number"` : ''}><div>${cell(row)}</div></td>`)}</tr>`,
  )}</tbody></table>`;

export type Tone = 'quiet' | 'good' | 'warn' | 'bad' | 'accent';

export const badge = (text: string, tone: Tone = 'quiet'): Html => html`<span class="badge ${tone}">${text}</span>`;

/** Where nothing is: what that means, and what to do. */
export const empty = (title: string, text: Content): Html =>
  html`<div class="empty"><h2>${title}</h2><p>${text}</p></div>`;

/** A list of names and values; what has no value is left out. */
export const facts = (list: readonly (readonly [name: string, value: Content | undefined])[]): Html =>
  html`<dl class="facts">${list.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [html`<div><dt>${name}</dt><dd>${value}</dd></div>`]))}</dl>`;

interface FieldOf {
  /** Its name in the form, and with `within` its id on the page. */
  name: string;
  label: string;
  value?: string | undefined;
  /** What is wrong with what was sent. */
  error?: string | undefined;
  hint?: string;
  /** Keeps ids apart where a page has several forms with the same field. */
  within?: string;
  required?: boolean;
}

const framed = ({ name, label, error, hint, within }: FieldOf, control: (id: string, more: Html) => Html): Html => {
  const id = within === undefined ? name : `${within}-${name}`;
  const described = [
    ...(error === undefined ? [] : [`${id}-error`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ].join(' ');
  const more = html`${error === undefined ? '' : html` aria-invalid="true"`}${described === '' ? '' : html` aria-describedby="${described}"`}`;
  return html`<div class="field"><label for="${id}">${label}</label>${control(id, more)}${
    error === undefined ? '' : html`<p class="error" id="${id}-error">${error}</p>`
  }${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}</div>`;
};

const required = ({ required }: FieldOf): Html | '' => (required === true ? html` required` : '');

/** A field of one line; `type` as HTML has it. `most`: characters. */
export const field = (
  of: FieldOf & { type?: 'text' | 'date' | 'email' | 'tel' | 'number'; most?: number; min?: string; max?: string },
): Html =>
  framed(
    of,
    (id, more) =>
      html`<input type="${of.type ?? 'text'}" id="${id}" name="${of.name}" value="${of.value ?? ''}"${of.most === undefined ? '' : html` maxlength="${of.most}"`}${of.min === undefined ? '' : html` min="${of.min}"`}${of.max === undefined ? '' : html` max="${of.max}"`}${required(of)}${more}>`,
  );

/** A field of several lines. */
export const textField = (of: FieldOf & { most: number }): Html =>
  framed(
    of,
    (id, more) =>
      html`<textarea id="${id}" name="${of.name}" maxlength="${of.most}"${required(of)}${more}>${of.value ?? ''}</textarea>`,
  );

/** A choice of one of a few. */
export const selectField = (of: FieldOf & { options: readonly (readonly [value: string, text: string])[] }): Html =>
  framed(
    of,
    (id, more) =>
      html`<select id="${id}" name="${of.name}"${required(of)}${more}>${of.options.map(([value, text]) => html`<option value="${value}"${value === of.value ? html` selected` : ''}>${text}</option>`)}</select>`,
  );

/** What is wrong with a form as a whole, above it. */
export const problems = (words: Pick<StaffWords, 'problem'>, list: readonly string[]): Html | '' =>
  list.length === 0
    ? ''
    : html`<div class="wrong" role="alert"><strong>${words.problem}</strong><ul>${list.map((text) => html`<li>${text}</li>`)}</ul></div>`;

/** A form to a page of ours, with what ties it to the session. */
export const form = ({ nonce }: Pick<SignedIn, 'nonce'>, to: string, body: Content): Html =>
  html`<form method="post" action="${to}" novalidate><input type="hidden" name="nonce" value="${nonce}">${body}</form>`;
