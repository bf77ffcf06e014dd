import type { Timing } from '../../functions/adapters/aws/pace.ts';
import { seededRandom } from '../../local/rehearse/random.ts';

/** Lets everything run that waits for nothing but its turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Virtual time in which many processes wait side by side: it moves on when all of them wait. Whole milliseconds. */
export class SharedTime implements Timing {
  #now = 0;
  readonly #waiting = new Map<number, (() => void)[]>();
  /** The instants at which somebody waits, as a binary heap. */
  readonly #instants: number[] = [];
  readonly chance = seededRandom(11);

  now(): number {
    return this.#now;
  }

  pause(milliseconds: number): Promise<void> {
    const until = Math.ceil(this.#now + Math.max(milliseconds, 0));
    return new Promise((resolve) => {
      const there = this.#waiting.get(until);
      if (there !== undefined) there.push(resolve);
      else {
        this.#waiting.set(until, [resolve]);
        this.#push(until);
      }
    });
  }

  /** Runs until the work is done. Throws where it waits for something that never comes. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = (): void => {
      isDone = true;
    };
    work.then(done, done);
    await turn();
    while (!isDone) {
      const next = this.#pop();
      if (next === undefined) throw new Error(`At ${this.#now} ms nobody waits for time, and the work is not done.`);
      this.#now = next;
      const woken = this.#waiting.get(next)!;
      this.#waiting.delete(next);
      for (const wake of woken) wake();
      await turn();
    }
    return work;
  }

  #push(instant: number): void {
    const heap = this.#instants;
    let at = heap.push(instant) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= instant) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = instant;
  }

  #pop(): number | undefined {
    const heap = this.#instants;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child += 1;
      if (heap[child]! >= last) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
