import { verdictOf } from './errors.ts';
import type { Timing } from './pace.ts';

/** A request without an answer has used up its whole time limit, so few of them make a call long. */
const UNANSWERED = 3;

/**
 * Says of each error of a request in turn whether it may be made again: after a throttle, a conflict or without a
 * connection always; without an answer only where it is `repeatable`, and three times in all.
 */
export const passing = (repeatable: boolean): ((error: unknown) => boolean) => {
  let unanswered = 0;
  return (error) => {
    const verdict = verdictOf(error);
    if (verdict === 'open') {
      // That the first sending is still being worked on is said at once.
      if ((error as Error).name !== 'TransactionInProgressException') unanswered += 1;
      return repeatable && unanswered < UNANSWERED;
    }
    return verdict === 'throttled' || verdict === 'conflict' || verdict === 'unreached';
  };
};

/** How often and how far apart a request is tried, in milliseconds. */
export interface Patience {
  attempts: number;
  first: number;
  longest: number;
}

/**
 * Tries until it works, or `mayTryAgain` says no, or patience ends: then the last error is thrown. Pauses double from
 * `first` up to `longest` and are shortened by chance, so that many who were turned away together do not come back
 * together ("full jitter": Brooker, Exponential Backoff And Jitter, AWS Architecture Blog).
 */
export const patiently = async <T>(
  attempt: () => Promise<T>,
  mayTryAgain: (error: unknown) => boolean,
  { attempts, first, longest }: Patience,
  timing: Timing,
): Promise<T> => {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (made >= attempts || !mayTryAgain(error)) throw error;
      await timing.pause(timing.chance() * Math.min(longest, first * 2 ** (made - 1)));
    }
  }
};
