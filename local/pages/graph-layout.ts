import type { Drawn } from '../server/definitions.ts';

/**
 * Places the states of a definition on a grid: by their distance from the start, at most so many beside each other.
 * Arrows run in the gaps of the grid, so that none crosses a state.
 */

const COLUMNS = 4;
export const BOX = { width: 168, height: 46 };
const GAP = { x: 34, y: 40 };
const MARGIN = 14;

export interface PlacedState {
  name: string;
  type: string;
  comment: string | undefined;
  x: number;
  y: number;
}

export interface Arrow {
  from: string;
  to: string;
  /** The path of an SVG. */
  path: string;
}

export interface Picture {
  width: number;
  height: number;
  states: readonly PlacedState[];
  arrows: readonly Arrow[];
}

/** The states in ranks, by their distance from the start; what cannot be reached stands last. */
const ranksOf = ({ startAt, states }: Drawn): string[][] => {
  const next = new Map(states.map((state) => [state.name, state.next]));
  const ranks: string[][] = [];
  const seen = new Set([startAt]);
  for (let rank = [startAt]; rank.length > 0; ) {
    ranks.push(rank);
    const following: string[] = [];
    for (const name of rank)
      for (const to of next.get(name) ?? [])
        if (!seen.has(to)) {
          seen.add(to);
          following.push(to);
        }
    rank = following;
  }
  return ranks;
};

interface Place {
  row: number;
  column: number;
}

const placesOf = (ranks: readonly (readonly string[])[]): { places: Map<string, Place>; columns: number } => {
  const columns = Math.min(Math.max(...ranks.map((rank) => rank.length)), COLUMNS);
  const places = new Map<string, Place>();
  let row = 0;
  for (const rank of ranks) {
    for (let from = 0; from < rank.length; from += columns) {
      const line = rank.slice(from, from + columns);
      const shift = Math.floor((columns - line.length) / 2);
      line.forEach((name, index) => {
        places.set(name, { row, column: index + shift });
      });
      row += 1;
    }
  }
  return { places, columns };
};

const left = ({ column }: Place): number => MARGIN + GAP.x + column * (BOX.width + GAP.x);
const top = ({ row }: Place): number => MARGIN + row * (BOX.height + GAP.y);

/** Down to a state further below: along the gap under the source, the gutter beside the target, and into its top. */
const downwards = (from: Place, to: Place): string => {
  const [x, y] = [left(from) + BOX.width / 2, top(from) + BOX.height];
  const [targetX, targetY] = [left(to) + BOX.width / 2, top(to)];
  const under = y + GAP.y / 2 - 5;
  if (to.row === from.row + 1) return `M${x} ${y}V${under}H${targetX}V${targetY}`;
  const gutter = left(to) - GAP.x / 2 - 4;
  return `M${x} ${y}V${under}H${gutter}V${targetY - 12}H${targetX}V${targetY}`;
};

/**
 * Back to a state above or beside: along the gap over the source to the right edge, up, and into the target's side; into
 * its top where another state stands to its right.
 */
const backwards = (from: Place, to: Place, edge: number, isLastInRow: boolean): string => {
  const [x, y] = [left(from) + BOX.width, top(from) + BOX.height / 2 + 8];
  const over = top(from) - 7;
  const side = x + GAP.x / 2 + 4;
  const start = `M${x} ${y}H${side}V${over}H${edge}`;
  if (isLastInRow) return `${start}V${top(to) + BOX.height / 2}H${left(to) + BOX.width}`;
  return `${start}V${top(to) - 10}H${left(to) + BOX.width - 24}V${top(to)}`;
};

/** The picture of a definition. */
export const pictureOf = (drawn: Drawn): Picture => {
  const { places, columns } = placesOf(ranksOf(drawn));
  const rows = Math.max(...[...places.values()].map(({ row }) => row)) + 1;
  const edge = MARGIN + GAP.x + columns * (BOX.width + GAP.x) - GAP.x / 2 + 12;
  const states = drawn.states.flatMap(({ name, type, comment }) => {
    const place = places.get(name);
    return place === undefined ? [] : [{ name, type, comment, x: left(place), y: top(place) }];
  });
  const arrows = drawn.states.flatMap(({ name, next }) => {
    const from = places.get(name);
    if (from === undefined) return [];
    return next.flatMap((to): Arrow[] => {
      const target = places.get(to)!;
      if (to === name) return [];
      const isLast = ![...places.values()].some(({ row, column }) => row === target.row && column > target.column);
      const path = target.row > from.row ? downwards(from, target) : backwards(from, target, edge, isLast);
      return [{ from: name, to, path }];
    });
  });
  return { width: edge + MARGIN, height: MARGIN * 2 + rows * BOX.height + (rows - 1) * GAP.y, states, arrows };
};
