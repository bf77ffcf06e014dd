import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Pieces that several pages are made of. */

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Content = Html | string | number | readonly Html[];

export interface Column<T> {
  head: string;
  cell(row: T): Content;
  /** Set to the right, in figures of one width. */
  isNumeric?: boolean;
  /** Short, and not to be broken. */
  isWhole?: boolean;
}

const classOf = ({ isNumeric, isWhole }: Column<never>): Html | '' =>
  isNumeric ? html` class="number"` : isWhole ? html` class="whole"` : '';

/**
 * A table; on a narrow screen each row stands as a block, with the column's name before each value. Of the kind `small`
 * it stays a table.
 */
export const table = <T>(caption: string, columns: readonly Column<T>[], rows: readonly T[], kind = ''): Html => html`
<table role="table" class="${kind}">
<caption class="visually-hidden">${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
  (column) => html`<th role="columnheader" scope="col"${classOf(column as Column<never>)}>${column.head}</th>`,
)}</tr></thead>
<tbody role="rowgroup">${rows.map(
  (row) =>
    html`<tr role="row">${columns.map(
      (column) =>
        html`<td role="cell" data-label="${column.head}"${classOf(column as Column<never>)}>${column.cell(row)}</td>`,
    )}</tr>\n`,
)}</tbody>
</table>`;

/** A table, or the sentence that says what to do where there is nothing to show. */
export const tableOr = <T>(caption: string, columns: readonly Column<T>[], rows: readonly T[], empty: Content): Html =>
  rows.length === 0 ? html`<p class="empty">${empty}</p>` : table(caption, columns, rows);

export const section = (title: string, body: Content, more: { id?: string; aside?: Content } = {}): Html => {
  const id = more.id ?? title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return html`<section aria-labelledby="${id}"><header><h2 id="${id}">${title}</h2>${more.aside ?? ''}</header>
${body}</section>`;
};

/** Names and values, in two columns. */
export const facts = (pairs: readonly (readonly [name: string, value: Content] | undefined)[]): Html => html`
<dl class="facts">${pairs.map((pair) =>
  pair === undefined ? '' : html`<div><dt>${pair[0]}</dt><dd>${pair[1]}</dd></div>`,
)}</dl>`;

export const link = (href: string, text: Content): Html => html`<a href="${href}">${text}</a>`;

export const badge = (kind: string, text: string): Html => html`<span class="badge ${kind}">${text}</span>`;

/** Parts of an address, each encoded. */
export const path = (...parts: readonly string[]): string => `/${parts.map(encodeURIComponent).join('/')}`;

/** An address with those of the parameters that have a value. */
export const address = (to: string, parameters: Readonly<Record<string, string | number | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? to : `${to}?${text}`;
};

/** Links to the pages before and after this one, where there are any. */
export const pager = (newer: string | undefined, older: string | undefined, words = ['Newer', 'Older']): Html | '' =>
  newer === undefined && older === undefined
    ? ''
    : html`<nav class="pager" aria-label="Pages">${newer === undefined ? '' : html`<a rel="prev" href="${newer}">← ${words[0]}</a>`}
${older === undefined ? '' : html`<a rel="next" href="${older}">${words[1]} →</a>`}</nav>`;

/** A row of choices, each a link; the present one is marked. */
export const choices = (
  name: string,
  entries: readonly { href: string; text: string; count?: string; isPresent: boolean }[],
): Html =>
  html`<nav class="choices" aria-label="${name}"><ul>${entries.map(
    ({ href, text, count, isPresent }) =>
      html`<li><a href="${href}"${isPresent ? html` aria-current="true"` : ''}>${text}${count === undefined ? '' : html` <span class="count">${count}</span>`}</a></li>`,
  )}</ul></nav>`;
