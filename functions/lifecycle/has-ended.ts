import type { Case } from './entities.ts';

/** A timer that runs out is answered within minutes, retries included; a park this long overdue has nobody behind it. */
const OVERDUE_MS = 3_600_000;
/** A token that took no signal is followed by the next park within minutes, retries included. */
const SILENT_MS = 600_000;

/** Whether a token has taken no signal for so long that nobody waits with it any more. */
export const hasBeenSilent = (token: string, silent: Case['silent'], now: number): boolean =>
  silent?.token === token && now - Date.parse(silent.since) >= SILENT_MS;

/** Whether a park ended so long ago that its timer would have been answered by now. */
export const isLongOver = (until: string, now: number): boolean => now - Date.parse(until) > OVERDUE_MS;

/**
 * Whether the execution that an open case follows has ended without a word: it failed or was stopped. Most often that is
 * told at once; where the word was lost, it shows by what should have happened since: its timer ran out and it did not
 * park again, its token has long taken no signal, or it was started and never parked.
 */
export const hasEnded = ({ parked, silent, startedAt, ended }: Case, now: number): boolean => {
  if (ended !== undefined) return true;
  if (parked === undefined) return now - Date.parse(startedAt) > OVERDUE_MS;
  if (hasBeenSilent(parked.token, silent, now)) return true;
  return now - Math.max(Date.parse(parked.until), Date.parse(parked.enteredAt)) > OVERDUE_MS;
};
