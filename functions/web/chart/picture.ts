import { html } from 'hono/html';
import type { Content, Html } from '../page.ts';

/** A picture with its name and what it shows, for whoever does not see it. The numbers stand in a table beside it. */
export const picture = (
  of: { id: string; title: string; description: string; width: number; height: number; look?: string },
  body: Content,
): Html =>
  html`<svg class="chart${of.look === undefined ? '' : ` ${of.look}`}" viewBox="0 0 ${of.width} ${of.height}" role="img" aria-labelledby="${of.id}-title ${of.id}-text" focusable="false"><title id="${of.id}-title">${of.title}</title><desc id="${of.id}-text">${of.description}</desc>${body}</svg>`;

/** What the colours mean; a class names the colour. */
export const legend = (entries: readonly (readonly [name: string, colour: string])[]): Html =>
  html`<ul class="legend">${entries.map(([name, colour]) => html`<li><svg class="swatch" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><rect class="${colour}" width="12" height="12" rx="3"/></svg>${name}</li>`)}</ul>`;

/** The room of a picture over months: axis on the left, names below. */
export const ROOM = { width: 560, height: 230, left: 58, right: 14, top: 12, bottom: 28 };

/** Two decimals are enough on a screen. */
export const place = (value: number): number => Math.round(value * 100) / 100;

/** The lines of an axis from zero, with their values, and the names of the columns below. */
export const frame = (axis: readonly number[], names: readonly string[], format: (value: number) => string): Html => {
  const { width, height, left, right, top, bottom } = ROOM;
  const most = axis.at(-1)!;
  const inside = width - left - right;
  const y = (value: number): number => place(height - bottom - (value / most) * (height - top - bottom));
  // So many names find room beside each other on a telephone too.
  const every = Math.ceil(names.length / 5);
  // Where columns are narrow, the last name is wider than its own: it ends where the picture does.
  const isNarrow = names.length > 12;
  const nameAt = (name: string, index: number): Html =>
    isNarrow && index === names.length - 1
      ? html`<text x="${width - 2}" y="${height - 8}" text-anchor="end">${name}</text>`
      : html`<text x="${place(left + ((index + 0.5) / names.length) * inside)}" y="${height - 8}" text-anchor="middle">${name}</text>`;
  return html`${axis.map((value) => html`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${format(value)}</text>`)}${names.map(
    (name, index) => ((names.length - 1 - index) % every === 0 ? nameAt(name, index) : ''),
  )}`;
};
