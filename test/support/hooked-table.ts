import { TableInFront } from '../../functions/adapters/embedded/table-in-front.ts';
import type { Write } from '../../functions/platform/ports.ts';

/** What a test looks for: a write on its own, or one of a transaction. */
export type Match = (write: Write) => boolean;

interface Hook {
  when: 'before' | 'after';
  matches: Match;
  /** Counts down to the call at which it runs. */
  left: number;
  run: () => Promise<void>;
}

/**
 * A table that lets a test step in right before or after a write: another writer comes in between, or the process ends
 * (`run` throws). A hook runs once; what it writes itself meets no hook that is under way.
 */
export class HookedTable extends TableInFront {
  #hooks: Hook[] = [];
  #running = false;

  /** Runs before the n-th write, counted from now, that matches. */
  before(matches: Match, run: () => Promise<void>, nth = 1): void {
    this.#hooks.push({ when: 'before', matches, left: nth, run });
  }

  /** Runs after the n-th write, counted from now, that matches. */
  after(matches: Match, run: () => Promise<void>, nth = 1): void {
    this.#hooks.push({ when: 'after', matches, left: nth, run });
  }

  /** How many hooks have not run: a test makes sure that its interleaving took place. */
  get waiting(): number {
    return this.#hooks.length;
  }

  #take(when: Hook['when'], writes: readonly Write[]): Hook[] {
    if (this.#running) return [];
    const due: Hook[] = [];
    for (const hook of this.#hooks)
      if (hook.when === when && writes.some(hook.matches)) {
        hook.left -= 1;
        if (hook.left === 0) due.push(hook);
      }
    this.#hooks = this.#hooks.filter((hook) => !due.includes(hook));
    return due;
  }

  async #around(writes: readonly Write[], call: () => Promise<void>): Promise<void> {
    await this.#run(this.#take('before', writes));
    await call();
    await this.#run(this.#take('after', writes));
  }

  async #run(hooks: readonly Hook[]): Promise<void> {
    this.#running ||= hooks.length > 0;
    try {
      for (const hook of hooks) await hook.run();
    } finally {
      if (hooks.length > 0) this.#running = false;
    }
  }

  override write(write: Write): Promise<void> {
    return this.#around([write], () => super.write(write));
  }

  override transact(writes: readonly Write[]): Promise<void> {
    return this.#around(writes, () => super.transact(writes));
  }
}
