/** What waiting needs of the process: a clock in milliseconds, a pause, and chance between 0 and 1. */
export interface Timing {
  now(): number;
  pause(milliseconds: number): Promise<void>;
  chance(): number;
}

/** The machine's own. */
export const processTiming: Timing = {
  now: () => performance.now(),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  chance: Math.random,
};

/** A share of a quota: so many calls a second in the long run, and so many at once after a rest. */
export interface Share {
  perSecond: number;
  atOnce: number;
}

/**
 * Keeps one process within its share of a quota by the rule that the services count by: a bucket of `atOnce` tokens that
 * fills at `perSecond`. Whoever comes while it is empty waits for a place of their own, in the order of coming.
 */
export class Pace {
  readonly #timing: Timing;
  #share: Share;
  /** Below zero: so many places are given away already. */
  #tokens: number;
  #countedAt: number;

  constructor(share: Share, timing: Timing) {
    this.#timing = timing;
    this.#share = share;
    this.#tokens = share.atOnce;
    this.#countedAt = timing.now();
  }

  /** Changes the share from now on; who waits keeps their place. */
  become(share: Share): void {
    this.#fill();
    this.#share = share;
    this.#tokens = Math.min(this.#tokens, share.atOnce);
  }

  /**
   * Takes so many places and returns true when they have come. Where that would be later than in so many milliseconds,
   * nothing is taken and false returned at once.
   */
  async take(places = 1, atMost: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    this.#fill();
    const wait = (Math.max(0, places - this.#tokens) * 1000) / this.#share.perSecond;
    if (wait > atMost) return false;
    this.#tokens -= places;
    if (wait > 0) await this.#timing.pause(wait);
    return true;
  }

  #fill(): void {
    const now = this.#timing.now();
    const filled = this.#tokens + ((now - this.#countedAt) * this.#share.perSecond) / 1000;
    this.#tokens = Math.min(this.#share.atOnce, filled);
    this.#countedAt = now;
  }
}
