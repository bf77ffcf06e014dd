import type { Json, Page } from '../../functions/platform/ports.ts';
import type { ExecutionRecord, Status } from './execution.ts';
import type { HistoryEvent } from './history.ts';

/** A line of a list of executions. */
export interface ExecutionSummary {
  readonly workflow: string;
  readonly name: string;
  readonly status: Status;
  /** The state that it is in, or ended in. */
  readonly state: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
}

export interface ExecutionDetails extends ExecutionSummary {
  readonly input: Json;
  readonly variables: { readonly [name: string]: Json };
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly enteredAt: number;
  readonly retryCount: number;
  /** When a wait, a retry or a time-out is due. */
  readonly dueAt: number | undefined;
  readonly history: readonly HistoryEvent[];
}

export interface ExecutionQuery {
  readonly workflow?: string;
  readonly status?: Status;
  /** The `next` of the page before. */
  readonly from?: string;
  /** At most so many; 50 where it is left out. */
  readonly limit?: number;
}

/**
 * Where executions are kept. `save` is called when the engine may not forget: before a task is called, when an
 * execution comes to rest, and when a waiting task is answered. `events` are those since the last call.
 */
export interface ExecutionStore {
  /** Keeps a new execution; false where its name was used before, and then nothing is kept. */
  begin(record: ExecutionRecord, events: readonly HistoryEvent[]): boolean;
  save(record: ExecutionRecord, events: readonly HistoryEvent[]): void;
  /** The execution has ended. Its name stays used. */
  end(record: ExecutionRecord, events: readonly HistoryEvent[]): void;
  /** The executions that have not ended, in the order in which they began. */
  open(): Iterable<ExecutionRecord>;
  /** Newest first. */
  list(query: ExecutionQuery): Page<ExecutionSummary>;
  find(workflow: string, name: string): ExecutionDetails | undefined;
}

export const summaryOf = (record: ExecutionRecord): ExecutionSummary => ({
  workflow: record.workflow,
  name: record.name,
  status: record.status,
  state: record.state,
  startedAt: record.startedAt,
  stoppedAt: record.stoppedAt,
});

const earliest = (...instants: (number | undefined)[]): number | undefined =>
  instants.reduce((first, at) => (first === undefined || (at !== undefined && at < first) ? at : first), undefined);

export const detailsOf = (record: ExecutionRecord, history: readonly HistoryEvent[]): ExecutionDetails => ({
  ...summaryOf(record),
  input: record.input,
  variables: record.variables,
  output: record.output,
  error: record.error,
  cause: record.cause,
  enteredAt: record.enteredAt,
  retryCount: record.retryCount,
  dueAt: earliest(record.dueAt, record.timeoutAt, record.heartbeatAt),
  history,
});
