import { html } from 'hono/html';
import type { Html } from '../page.ts';
import { frame, legend, picture, place, ROOM } from './picture.ts';
import { axisOf } from './scale.ts';

export interface Series {
  name: string;
  /** The class that colours it. */
  colour: string;
  /** One value a column, from zero up; null where there is none. */
  values: readonly (number | null)[];
}

export interface Chart {
  id: string;
  title: string;
  description: string;
  /** The columns from left to right. */
  names: readonly string[];
  series: readonly Series[];
  /** How the axis writes a value. */
  format(value: number): string;
}

/** Columns of which each stands on the one before: parts of a whole, month by month. */
export const columns = (of: Chart): Html => {
  const { width, height, left, right, top, bottom } = ROOM;
  const sums = of.names.map((_, index) => of.series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const axis = axisOf(Math.max(...sums, 0));
  const scale = (height - top - bottom) / axis.at(-1)!;
  const step = (width - left - right) / of.names.length;
  const wide = Math.min(step * 0.7, 46);
  const columnAt = (index: number): Html[] => {
    let below = height - bottom;
    return of.series.flatMap(({ values, colour }) => {
      const tall = Math.max(values[index] ?? 0, 0) * scale;
      if (tall === 0) return [];
      below -= tall;
      const x = left + step * (index + 0.5) - wide / 2;
      return [
        html`<rect class="${colour}" x="${place(x)}" y="${place(below)}" width="${place(wide)}" height="${place(tall)}"/>`,
      ];
    });
  };
  return html`${picture(
    { ...of, width, height },
    html`${frame(axis, of.names, of.format)}${of.names.map((_, index) => columnAt(index))}`,
  )}${of.series.length > 1 ? legend(of.series.map(({ name, colour }) => [name, colour])) : ''}`;
};
