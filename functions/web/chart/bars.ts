import { html } from 'hono/html';
import type { Html } from '../page.ts';
import { picture, place } from './picture.ts';

const WIDTH = 560;
const ROW = 44;
/** Characters of a name that find room above its bar, beside the value. */
const MOST_NAME = 34;

/** Bars from left to right, the name and the value of each above it. */
export const bars = (of: {
  id: string;
  title: string;
  description: string;
  /** `part` of a value is filled darker: what of it was reached. */
  rows: readonly { name: string; text: string; value: number; part?: number }[];
}): Html => {
  const most = Math.max(...of.rows.map(({ value }) => value), 1);
  const wide = (value: number): number => (value > 0 ? Math.max(place((value / most) * WIDTH), 2) : 0);
  return picture(
    { ...of, width: WIDTH, height: of.rows.length * ROW },
    of.rows.map(({ name, text, value, part }, index) => {
      const y = index * ROW;
      const short = name.length > MOST_NAME ? `${name.slice(0, MOST_NAME - 1)}…` : name;
      return html`<text class="name" x="0" y="${y + 17}">${short}</text><text x="${WIDTH}" y="${y + 17}" text-anchor="end">${text}</text><rect class="ground" x="0" y="${y + 24}" width="${WIDTH}" height="12" rx="3"/><rect class="${part === undefined ? 'c1' : 'c1 pale'}" x="0" y="${y + 24}" width="${wide(value)}" height="12" rx="3"/>${part === undefined ? '' : html`<rect class="c1" x="0" y="${y + 24}" width="${wide(part)}" height="12" rx="3"/>`}`;
    }),
  );
};
