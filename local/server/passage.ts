import type { HistoryEvent } from '../../workflows/engine/history.ts';
import type { ExecutionDetails } from '../../workflows/engine/store.ts';
import type { Passage } from '../pages/graph.ts';

/** One stay in a state. */
export interface Stay {
  state: string;
  enteredAt: string;
  leftAt: string | undefined;
}

const entered = (event: HistoryEvent): string | undefined =>
  event.type.endsWith('StateEntered') ? (event.stateEnteredEventDetails as { name: string }).name : undefined;

/** The states that an execution was in, in order. */
export const staysOf = (history: readonly HistoryEvent[]): Stay[] => {
  const stays: Stay[] = [];
  for (const event of history) {
    const state = entered(event);
    if (state !== undefined) stays.push({ state, enteredAt: event.timestamp, leftAt: undefined });
    else if (event.type.endsWith('StateExited') && stays.length > 0) stays.at(-1)!.leftAt = event.timestamp;
  }
  return stays;
};

/** What the picture of its definition shows of an execution. */
export const passageOf = (execution: ExecutionDetails, stays: readonly Stay[]): Passage => {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  stays.forEach(({ state }, index) => {
    counts.set(state, (counts.get(state) ?? 0) + 1);
    const before = stays[index - 1];
    if (before !== undefined) taken.add(`${before.state}→${state}`);
  });
  const isRunning = execution.status === 'RUNNING';
  const isBad = !isRunning && execution.status !== 'SUCCEEDED';
  return {
    entered: counts,
    taken,
    present: isRunning ? execution.state : undefined,
    failed: isBad ? execution.state : undefined,
  };
};
