import type { Clock } from '../../platform/ports.ts';

/** A clock that stands still until it is moved on; it never goes backwards. Milliseconds since 1970, UTC. */
export class VirtualClock implements Clock {
  #now: number;

  constructor(now: number) {
    if (!Number.isFinite(now))
      throw new RangeError(`A clock cannot start at ${now}; it needs milliseconds since 1970.`);
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Moves the clock to this instant. Throws `RangeError` where it lies before the present one. */
  moveTo(instant: number): void {
    if (!(instant >= this.#now))
      throw new RangeError(`The clock stands at ${this.#now} and cannot go back to ${instant}.`);
    this.#now = instant;
  }
}
