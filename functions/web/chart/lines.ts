import { html } from 'hono/html';
import type { Html } from '../page.ts';
import type { Chart, Series } from './columns.ts';
import { frame, legend, picture, place, ROOM } from './picture.ts';
import { axisOf } from './scale.ts';

/** The points of a series, in pieces: where a value is missing the line breaks. */
const piecesOf = ({ values }: Series, at: (index: number, value: number) => string): string[][] => {
  const pieces: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) pieces.push([]);
    else pieces.at(-1)!.push(at(index, value));
  });
  return pieces.filter((piece) => piece.length > 0);
};

/** Lines over months, each with a point for every value. */
export const lines = (of: Chart): Html => {
  const { width, height, left, right, top, bottom } = ROOM;
  const all = of.series.flatMap(({ values }) => values.filter((value) => value !== null));
  const axis = axisOf(Math.max(...all, 0));
  const step = (width - left - right) / of.names.length;
  const at = (index: number, value: number): string =>
    `${place(left + step * (index + 0.5))},${place(height - bottom - (Math.max(value, 0) / axis.at(-1)!) * (height - top - bottom))}`;
  const drawn = (series: Series): Html[] =>
    piecesOf(series, at).map(
      (piece) =>
        html`<polyline class="line ${series.colour}" points="${piece.join(' ')}"/>${piece.map((point) => {
          const [x, y] = point.split(',');
          return html`<circle class="${series.colour}" cx="${x}" cy="${y}" r="3.5"/>`;
        })}`,
    );
  return html`${picture({ ...of, width, height }, html`${frame(axis, of.names, of.format)}${of.series.map(drawn)}`)}${
    of.series.length > 1 ? legend(of.series.map(({ name, colour }) => [name, colour])) : ''
  }`;
};
