import { BadInput } from '../../functions/platform/errors.ts';
import type { Clock } from '../../functions/platform/ports.ts';
import type { ExecutionRecord } from './execution.ts';
import type { Machine } from './machine.ts';
import type { ExecutionStore } from './store.ts';
import { type CallOrigin, type Invoke, isInvoke, type TaskHandler } from './task.ts';

export interface EngineOptions {
  readonly machines: ReadonlyMap<string, Machine>;
  readonly invoke: Invoke;
  /** Calls every resource, instead of `invoke`. */
  readonly task?: TaskHandler;
  readonly clock: Clock;
  /** At least 0, less than 1. */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly store: ExecutionStore;
  readonly history: 'full' | 'none';
  /** For the ARNs in the context object; `us-east-1` and `000000000000` where left out. */
  readonly region?: string;
  readonly account?: string;
  /** Called for every state entered and every retry. */
  readonly onTransition?: (call: CallOrigin) => void;
  /** Called for every execution that ends without having succeeded. */
  readonly onDeath?: (execution: Readonly<ExecutionRecord>) => void;
}

/** What Step Functions would bill, and how many executions there were. */
export interface Counters {
  /** Every state entered, and every retry. */
  transitions: number;
  started: number;
  ended: number;
}

/** Throws `BadInput` where a definition calls a resource other than `lambda:invoke`. */
export const refuseUnknownResources = (machines: ReadonlyMap<string, Machine>): void => {
  const problems: string[] = [];
  for (const [workflow, machine] of machines) {
    for (const state of machine.states.values()) {
      if (state.type === 'Task' && !isInvoke(state)) {
        problems.push(`${workflow}: States.${state.name}.Resource: "${state.resource}" is not called by this engine`);
      }
    }
  }
  if (problems.length > 0) throw new BadInput(problems);
};
