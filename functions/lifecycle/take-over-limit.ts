/** So many times a day an execution that died is followed by the next; after that a person has to look. */
const MOST_A_DAY = 3;
const DAY_MS = 86_400_000;

/**
 * Whether one more restart is worth it: `takenOver` are the instants of the last ones. What fails over and over fails
 * for a reason that no restart removes; a day later it is tried again, because a release may have removed it.
 */
export const mayTakeOver = (takenOver: readonly string[] | undefined, now: number): boolean =>
  takenOver === undefined || takenOver.length < MOST_A_DAY || now - Date.parse(takenOver[0]!) >= DAY_MS;

/** The instants of the last restarts, with one more at `now`. */
export const takenOverOnceMore = (takenOver: readonly string[] | undefined, now: number): string[] =>
  [...(takenOver ?? []), new Date(now).toISOString()].slice(-MOST_A_DAY);
