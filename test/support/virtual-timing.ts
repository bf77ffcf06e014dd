import type { Timing } from '../../functions/adapters/aws/pace.ts';

/** Pauses that are over at once and are remembered; chance is what it is told to be. */
export class VirtualTiming implements Timing {
  readonly pauses: number[] = [];
  #now = 0;
  readonly #chance: number;

  constructor(chance = 1) {
    this.#chance = chance;
  }

  now(): number {
    return this.#now;
  }

  async pause(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
    this.#now += milliseconds;
  }

  chance(): number {
    return this.#chance;
  }
}
