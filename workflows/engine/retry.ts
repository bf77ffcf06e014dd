import type { Retrier } from './machine.ts';

/** How a task failed. AWS keeps apart an error without a name (null) and one with. */
export interface Failure {
  readonly error: string | null;
  readonly cause: string | null;
  /** A heartbeat that did not come is a time-out as well, and has a second name. */
  readonly missedHeartbeat?: boolean;
}

/** What no retrier and no catcher may name away. Source: Step Functions developer guide, "Error names". */
const TERMINAL = 'States.Runtime';

/** Whether a list of error names in `Retry` or `Catch` covers a failure. */
export const covers = (names: readonly string[], failure: Failure): boolean => {
  for (const name of names) {
    if (name === 'States.ALL') return failure.error !== TERMINAL;
    if (name === failure.error) return true;
    if (name === 'States.TaskFailed' && failure.error !== 'States.Timeout' && failure.error !== TERMINAL) return true;
    if (name === 'States.HeartbeatTimeout' && failure.missedHeartbeat === true) return true;
  }
  return false;
};

/**
 * Milliseconds to wait before a retry; `done` counts the retries that this retrier made before. `random` spreads it
 * over the whole interval where the jitter is full.
 * Formula: Amazon States Language, "Retrying after an error": interval · rate^done, at most the longest delay.
 */
export const delayOf = (retrier: Retrier, done: number, random: () => number): number => {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** done;
  const seconds = Math.min(grown, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(seconds * 1000 * (retrier.fullJitter ? random() : 1));
};
