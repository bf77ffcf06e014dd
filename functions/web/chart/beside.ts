import { html } from 'hono/html';
import type { Html } from '../page.ts';
import type { Chart } from './columns.ts';
import { frame, legend, picture, place, ROOM } from './picture.ts';
import { axisOf } from './scale.ts';

/** Columns beside each other: the same days with one course and with another. */
export const beside = (of: Chart): Html => {
  const { width, height, left, right, top, bottom } = ROOM;
  const all = of.series.flatMap(({ values }) => values.filter((value) => value !== null));
  // Letters come whole: an axis of a few of them has no halves.
  const axis = axisOf(Math.max(...all, 0)).filter((value) => Number.isInteger(value));
  const scale = (height - top - bottom) / axis.at(-1)!;
  const step = (width - left - right) / of.names.length;
  const wide = Math.min((step * 0.8) / of.series.length, 16);
  const columnsAt = (index: number): Html[] =>
    of.series.flatMap(({ values, colour }, at) => {
      const tall = Math.max(values[index] ?? 0, 0) * scale;
      if (tall === 0) return [];
      const x = left + step * (index + 0.5) + (at - of.series.length / 2) * wide;
      return [
        html`<rect class="${colour}" x="${place(x)}" y="${place(height - bottom - tall)}" width="${place(wide)}" height="${place(tall)}"/>`,
      ];
    });
  return html`${picture(
    { ...of, width, height, look: 'days' },
    html`${frame(axis, of.names, of.format)}${of.names.map((_, index) => columnsAt(index))}`,
  )}${legend(of.series.map(({ name, colour }) => [name, colour]))}`;
};
