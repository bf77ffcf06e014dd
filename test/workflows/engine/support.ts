import type { Json } from '../../../functions/platform/ports.ts';
import { loadDefinition } from '../../../workflows/engine/definition.ts';
import { Engine } from '../../../workflows/engine/engine.ts';
import type { EngineOptions } from '../../../workflows/engine/engine-options.ts';
import { MemoryStore } from '../../../workflows/engine/store-memory.ts';
import type { Invoke } from '../../../workflows/engine/task.ts';

export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const CALLBACK = `${INVOKE}.waitForTaskToken`;

type Fields = { [key: string]: Json };

/** A task that hands its input to `work`. */
export const task = (more: Fields = {}): Fields => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName: 'work', Payload: '{% $states.input %}' },
  End: true,
  ...more,
});

/** Throws an error of a name as many times as told. */
export const failing = (times: number, name = 'Throttled') => {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw Object.assign(new Error('slow down'), { name });
    return 'done';
  };
};

/** An engine in virtual time that begins on 2 March 2026, with ids that count up. */
export class Bench {
  now = Date.parse('2026-03-02T06:00:00Z');
  readonly engine: Engine;
  private tokens = 0;

  constructor(states: Json, invoke: Invoke, options: Partial<EngineOptions> & { timeoutSeconds?: number } = {}) {
    const { timeoutSeconds, ...rest } = options;
    const machine = loadDefinition({
      QueryLanguage: 'JSONata',
      StartAt: Object.keys(states as object)[0]!,
      States: states,
      ...(timeoutSeconds !== undefined && { TimeoutSeconds: timeoutSeconds }),
    });
    this.engine = new Engine({
      machines: new Map([['flow', machine]]),
      invoke,
      clock: { now: () => this.now },
      random: () => 0.5,
      uuid: () => {
        this.tokens += 1;
        return `token-${this.tokens}`;
      },
      store: new MemoryStore('full'),
      history: 'full',
      ...rest,
    });
  }

  async start(name: string, input: Json = {}): Promise<void> {
    await this.engine.start('flow', name, input);
    await this.engine.drain();
  }

  /** Moves the clock from timer to timer until an instant, or until none is left. */
  async run(until = Number.POSITIVE_INFINITY): Promise<void> {
    await this.engine.drain();
    for (;;) {
      const due = this.engine.nextTimer();
      if (due === undefined || due > until) break;
      this.now = Math.max(this.now, due);
      this.engine.fireTimers(this.now);
      await this.engine.drain();
    }
    if (until !== Number.POSITIVE_INFINITY) this.now = until;
  }

  found(name: string) {
    return this.engine.execution('flow', name)!;
  }

  /** The types of the history's events. */
  events(name: string): string[] {
    return this.found(name).history.map(({ type }) => type);
  }

  /** The states in the order in which they were entered. */
  states(name: string): string[] {
    return this.found(name)
      .history.filter(({ type }) => type.endsWith('StateEntered'))
      .map(({ stateEnteredEventDetails }) => (stateEnteredEventDetails as { name: string }).name);
  }
}
