/** Bounds of a park: 120 s keeps a wrong date from spinning, 30 days looks again at what waits for a fact. */
export const SHORTEST_PARK_S = 120;
const LONGEST_PARK_S = 30 * 86_400;

/** How long a waiting task parks, in the whole seconds that Step Functions counts; `ms` may be infinite. */
export const parkSeconds = (ms: number): number =>
  Math.min(Math.max(Math.ceil(ms / 1000), SHORTEST_PARK_S), LONGEST_PARK_S);
