import { describe, expect, it } from 'vitest';
import { BOX, pictureOf } from '../../../local/pages/graph-layout.ts';
import { DRAWN_WORKFLOWS, definitionOf } from '../../../local/server/definitions.ts';

interface Point {
  x: number;
  y: number;
}

/** The corners of a path of M, H and V. */
const corners = (path: string): Point[] => {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (const [, act, first, second] of path.matchAll(/([MHV])([\d.]+)(?: ([\d.]+))?/g)) {
    if (act === 'M') [x, y] = [Number(first), Number(second)];
    else if (act === 'H') x = Number(first);
    else y = Number(first);
    points.push({ x, y });
  }
  return points;
};

const crosses = (from: Point, to: Point, box: Point): boolean =>
  Math.min(from.x, to.x) < box.x + BOX.width &&
  Math.max(from.x, to.x) > box.x &&
  Math.min(from.y, to.y) < box.y + BOX.height &&
  Math.max(from.y, to.y) > box.y;

describe.each(DRAWN_WORKFLOWS)('the picture of %s', (workflow) => {
  const drawn = definitionOf(workflow)!;
  const picture = pictureOf(drawn);

  it('shows every state once, inside of the picture, and none over another', () => {
    expect(picture.states.map(({ name }) => name).sort()).toEqual(drawn.states.map(({ name }) => name).sort());
    for (const [index, state] of picture.states.entries()) {
      expect(state.x).toBeGreaterThanOrEqual(0);
      expect(state.x + BOX.width).toBeLessThanOrEqual(picture.width);
      expect(state.y + BOX.height).toBeLessThanOrEqual(picture.height);
      for (const other of picture.states.slice(index + 1))
        expect(state.x === other.x && state.y === other.y).toBe(false);
    }
  });

  it('draws no arrow across a state', () => {
    const hits: string[] = [];
    for (const { from, to, path } of picture.arrows) {
      const points = corners(path);
      for (const state of picture.states) {
        const inside = points.slice(1).some((point, index) => crosses(points[index]!, point, state));
        if (inside && state.name !== from && state.name !== to) hits.push(`${from} → ${to} crosses ${state.name}`);
      }
    }
    expect(hits).toEqual([]);
  });
});
