import type { Json } from '../../functions/platform/ports.ts';
import type { HistoryEvent } from './history.ts';
import type { Machine } from './machine.ts';
import type { Failure } from './retry.ts';
import type { Values } from './scope.ts';
import type { Timer } from './timers.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/**
 * What happens next. At rest: `waiting` (a Wait), `backing-off` (before a retry), `parked` (a task token is out).
 * The others go on by themselves: `entering` a state, `attempting` a task (its arguments are not evaluated yet),
 * `calling` it, `answered` (result or failure is known), `catching`, `waited`.
 */
type Phase =
  | 'entering'
  | 'attempting'
  | 'calling'
  | 'parked'
  | 'answered'
  | 'catching'
  | 'backing-off'
  | 'waiting'
  | 'waited';

/** What a task came to. */
type Outcome = { readonly output: Json } | { readonly failure: Failure } | { readonly timedOut: Failure };

/** A call as it was scheduled; kept until it returns, so that the same call can be made again after a crash. */
export interface Call {
  readonly arguments: Json;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** Everything about an execution that has to outlive the process; all instants in milliseconds since 1970. */
export interface ExecutionRecord {
  readonly workflow: string;
  readonly name: string;
  readonly input: Json;
  readonly startedAt: number;
  /** When the execution as a whole times out. */
  readonly deadlineAt: number | undefined;
  status: Status;
  stoppedAt: number | undefined;
  phase: Phase;
  state: string;
  stateInput: Json;
  variables: Values;
  enteredAt: number;
  /** The number of history events so far, which is the id of the last one. */
  events: number;
  /** The event with which the state was entered. */
  enteredEvent: number;
  /** Retries made in this state: all, and by each retrier. */
  retryCount: number;
  retries: number[] | undefined;
  token: string | undefined;
  call: Call | undefined;
  timeoutAt: number | undefined;
  heartbeatAt: number | undefined;
  heartbeatSeconds: number | undefined;
  /** End of the wait or of the pause before a retry. */
  dueAt: number | undefined;
  outcome: Outcome | undefined;
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
}

/** An execution in memory. */
export interface Execution extends ExecutionRecord {
  readonly machine: Machine;
  /** Events that the store does not have yet. */
  fresh: HistoryEvent[];
  timer: Timer<Execution> | undefined;
  deadline: Timer<Execution> | undefined;
}

/** A new execution that is about to enter its first state. */
export const newRecord = (
  workflow: string,
  name: string,
  input: Json,
  now: number,
  machine: Machine,
): ExecutionRecord => ({
  workflow,
  name,
  input,
  startedAt: now,
  deadlineAt: machine.timeoutSeconds === undefined ? undefined : now + machine.timeoutSeconds * 1000,
  status: 'RUNNING',
  stoppedAt: undefined,
  phase: 'entering',
  state: machine.startAt,
  stateInput: input,
  variables: {},
  enteredAt: now,
  events: 0,
  enteredEvent: 0,
  retryCount: 0,
  retries: undefined,
  token: undefined,
  call: undefined,
  timeoutAt: undefined,
  heartbeatAt: undefined,
  heartbeatSeconds: undefined,
  dueAt: undefined,
  outcome: undefined,
  output: undefined,
  error: undefined,
  cause: undefined,
});

/** When the task under way times out, by its time-out or a heartbeat that does not come; infinity where it does not. */
export const expiryOf = ({ timeoutAt, heartbeatAt }: ExecutionRecord): number =>
  Math.min(timeoutAt ?? Number.POSITIVE_INFINITY, heartbeatAt ?? Number.POSITIVE_INFINITY);

/** Whether the execution goes on by itself when it gets a turn. */
export const isRunnable = (execution: Execution): boolean =>
  execution.status === 'RUNNING' &&
  execution.phase !== 'parked' &&
  execution.phase !== 'waiting' &&
  execution.phase !== 'backing-off';
