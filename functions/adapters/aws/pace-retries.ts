import type { Timing } from './pace.ts';

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
