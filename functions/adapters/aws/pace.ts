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

/** After it was turned away a process halves its rate, at most this often, and is back at its share after so long. */
const HALVED_AGAIN_MS = 1_000;
const RECOVERED_MS = 30_000;
const SLOWEST_SHARE = 1 / 32;

/**
 * Keeps one process within its share of a quota by the rule that the services count by: a bucket of `atOnce` tokens that
 * fills at `perSecond`. Whoever comes while it is empty waits for a place of their own, in the order of coming. Where
 * more processes meet than the shares were made for, each slows down until all fit, and carefully speeds up again.
 */
export class Pace {
  readonly #timing: Timing;
  #share: Share;
  /** Below zero: so many places are given away already. */
  #tokens: number;
  #countedAt: number;
  /** Places a second at present: the share, or less after the service turned somebody away. */
  #perSecond: number;
  #halvedAt = Number.NEGATIVE_INFINITY;

  constructor(share: Share, timing: Timing) {
    this.#timing = timing;
    this.#share = share;
    this.#tokens = share.atOnce;
    this.#countedAt = timing.now();
    this.#perSecond = share.perSecond;
  }

  /** Changes the share from now on; who waits keeps their place. */
  become(share: Share): void {
    this.#fill();
    this.#share = share;
    this.#perSecond = share.perSecond;
    this.#tokens = Math.min(this.#tokens, share.atOnce);
  }

  /** The service turned somebody away: others use the quota too. */
  turnedAway(): void {
    this.#fill();
    this.#tokens = Math.min(this.#tokens, 0);
    const now = this.#timing.now();
    if (now - this.#halvedAt < HALVED_AGAIN_MS) return;
    this.#halvedAt = now;
    this.#perSecond = Math.max(this.#perSecond / 2, this.#share.perSecond * SLOWEST_SHARE);
  }

  /**
   * Takes so many places and returns true when they have come. Where that would be later than in so many milliseconds,
   * nothing is taken and false returned at once.
   */
  async take(places = 1, atMost: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    this.#fill();
    const wait = (Math.max(0, places - this.#tokens) * 1000) / this.#perSecond;
    if (wait > atMost) return false;
    this.#tokens -= places;
    if (wait > 0) await this.#timing.pause(wait);
    return true;
  }

  #fill(): void {
    const now = this.#timing.now();
    const passed = now - this.#countedAt;
    this.#tokens = Math.min(this.#share.atOnce, this.#tokens + (passed * this.#perSecond) / 1000);
    this.#perSecond = Math.min(
      this.#share.perSecond,
      this.#perSecond + (passed / RECOVERED_MS) * this.#share.perSecond,
    );
    this.#countedAt = now;
  }
}
