import { html } from 'hono/html';
import type { Html } from '../page.ts';
import { picture, place } from './picture.ts';

/** A step on a line of days. `kind` is the class that colours it. */
export interface CourseStep {
  number: number;
  day: number;
  kind: string;
}

export interface Lane {
  /** What day 0 is. */
  name: string;
  steps: readonly CourseStep[];
}

const WIDTH = 640;
const LANE = 112;
const SIDE = 34;
const RADIUS = 14;
/** Closer than this, a step stands above the line, so that both can be read. */
const APART = 2 * RADIUS + 8;

/** Each step with its place from the left, and whether it stands above the line. */
const placed = (lane: Lane, x: (day: number) => number) => {
  let last = Number.NEGATIVE_INFINITY;
  return lane.steps.map((step) => {
    const at = x(step.day);
    const isAbove = at - last < APART;
    if (!isAbove) last = at;
    return { ...step, at, isAbove };
  });
};

/** The steps of a policy along the days: a line for each date that steps are counted from, all of one scale. */
export const course = (of: { id: string; title: string; description: string; lanes: readonly Lane[] }): Html => {
  const days = of.lanes.flatMap(({ steps }) => steps.map(({ day }) => day));
  const first = Math.min(0, ...days);
  const last = Math.max(1, ...days);
  const x = (day: number): number => place(SIDE + ((day - first) / (last - first)) * (WIDTH - 2 * SIDE));
  const laneAt = (lane: Lane, index: number): Html => {
    const line = index * LANE + 72;
    return html`<line class="grid" x1="${SIDE}" x2="${WIDTH - SIDE}" y1="${line}" y2="${line}"/><line class="zero" x1="${x(0)}" x2="${x(0)}" y1="${line - 44}" y2="${line + 10}"/><text class="name" x="${x(0) + 7}" y="${line - 34}">${lane.name}</text>${placed(
      lane,
      x,
    ).map(({ number, day, kind, at, isAbove }) => {
      const y = isAbove ? line - APART : line;
      return html`<circle class="${kind}" cx="${at}" cy="${y}" r="${RADIUS}"/><text class="inside" x="${at}" y="${y + 5}" text-anchor="middle">${number}</text>${isAbove ? '' : html`<text x="${at}" y="${line + 31}" text-anchor="middle">${day}</text>`}`;
    })}`;
  };
  return picture({ ...of, width: WIDTH, height: of.lanes.length * LANE, look: 'course' }, of.lanes.map(laneAt));
};
