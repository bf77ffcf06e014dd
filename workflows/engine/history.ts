import type { Json } from '../../functions/platform/ports.ts';
import type { Call, Execution } from './execution.ts';
import type { TaskState } from './machine.ts';
import type { Failure } from './retry.ts';
import { formatTimestamp } from './timestamp.ts';

/** An event as GetExecutionHistory gives it; details under a key of their own per type. */
export interface HistoryEvent {
  readonly timestamp: string;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  readonly [details: string]: unknown;
}

/** Quota of Step Functions: events in the history of an execution. */
export const MOST_EVENTS = 25_000;

/** The history has no room but for its last event: the execution fails with `States.Runtime`. */
export class HistoryFull extends Error {}

const INCLUDED = { truncated: false };

const failureDetails = ({ error, cause }: Failure): { error?: string; cause?: string } => ({
  ...(error !== null && { error }),
  ...(cause !== null && { cause }),
});

/**
 * Writes the history of executions. Events are always counted, because their ids stand in messages and their number
 * is limited; they are made only where they are kept.
 */
export class History {
  private readonly keeps: boolean;
  private readonly now: () => number;
  private readonly region: string;

  constructor(keeps: boolean, now: () => number, region: string) {
    this.keeps = keeps;
    this.now = now;
    this.region = region;
  }

  /** The events of an execution since the last call. */
  take(execution: Execution): readonly HistoryEvent[] {
    const events = execution.fresh;
    if (events.length > 0) execution.fresh = [];
    return events;
  }

  /** Counts an event. The last place is for the event that ends the execution. */
  private count(execution: Execution): void {
    if (execution.events >= MOST_EVENTS - 1 && execution.status === 'RUNNING') throw new HistoryFull();
    execution.events += 1;
  }

  /** Where no history is kept, counts events instead of making them. */
  private onlyCounts(execution: Execution, events = 1): boolean {
    if (this.keeps) return false;
    for (let event = 0; event < events; event += 1) this.count(execution);
    return true;
  }

  private add(execution: Execution, type: string, key?: string, details?: object): void {
    this.count(execution);
    const id = execution.events;
    // As on AWS: the first state does not name the start as its predecessor.
    const previousEventId = id <= 2 ? 0 : id - 1;
    const event = { timestamp: formatTimestamp(this.now()), type, id, previousEventId };
    execution.fresh.push(key === undefined ? event : { ...event, [key]: details });
  }

  started(execution: Execution, roleArn: string): void {
    if (this.onlyCounts(execution)) return;
    const details = { input: JSON.stringify(execution.input), inputDetails: INCLUDED, roleArn };
    this.add(execution, 'ExecutionStarted', 'executionStartedEventDetails', details);
  }

  entered(execution: Execution, type: string): void {
    if (this.onlyCounts(execution)) return;
    const { state: name, stateInput } = execution;
    const details = { name, input: JSON.stringify(stateInput), inputDetails: INCLUDED };
    this.add(execution, `${type}StateEntered`, 'stateEnteredEventDetails', details);
  }

  exited(execution: Execution, type: string, output: Json, assigned: { [name: string]: Json } | undefined): void {
    if (this.onlyCounts(execution)) return;
    const variables =
      assigned === undefined
        ? {}
        : {
            assignedVariables: Object.fromEntries(
              Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]),
            ),
            assignedVariablesDetails: INCLUDED,
          };
    const details = { name: execution.state, output: JSON.stringify(output), outputDetails: INCLUDED, ...variables };
    this.add(execution, `${type}StateExited`, 'stateExitedEventDetails', details);
  }

  scheduled(execution: Execution, task: TaskState, call: Call): void {
    if (this.onlyCounts(execution, 2)) return;
    const { isPlainFunction, resourceType, resource } = task.integration;
    const { timeoutSeconds, heartbeatSeconds } = call;
    const limits = {
      ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
      ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
    };
    const text = JSON.stringify(call.arguments);
    if (isPlainFunction) {
      const details = { resource, input: text, inputDetails: INCLUDED, ...limits };
      this.add(execution, 'LambdaFunctionScheduled', 'lambdaFunctionScheduledEventDetails', details);
      this.add(execution, 'LambdaFunctionStarted');
      return;
    }
    const details = { resourceType, resource, region: this.region, parameters: text, ...limits };
    this.add(execution, 'TaskScheduled', 'taskScheduledEventDetails', details);
    this.add(execution, 'TaskStarted', 'taskStartedEventDetails', { resourceType, resource });
  }

  submitted(execution: Execution, { integration }: TaskState, output: Json): void {
    if (this.onlyCounts(execution)) return;
    const { resourceType, resource } = integration;
    const text = JSON.stringify(output);
    const details = { resourceType, resource, output: text, outputDetails: INCLUDED };
    this.add(execution, 'TaskSubmitted', 'taskSubmittedEventDetails', details);
  }

  succeeded(execution: Execution, { integration }: TaskState, output: Json): void {
    if (this.onlyCounts(execution)) return;
    const { isPlainFunction, resourceType, resource } = integration;
    const text = JSON.stringify(output);
    if (isPlainFunction) {
      const details = { output: text, outputDetails: INCLUDED };
      this.add(execution, 'LambdaFunctionSucceeded', 'lambdaFunctionSucceededEventDetails', details);
      return;
    }
    const details = { resourceType, resource, output: text, outputDetails: INCLUDED };
    this.add(execution, 'TaskSucceeded', 'taskSucceededEventDetails', details);
  }

  failed(execution: Execution, { integration }: TaskState, failure: Failure): void {
    if (this.onlyCounts(execution)) return;
    const { isPlainFunction, resourceType, resource } = integration;
    const why = failureDetails(failure);
    if (isPlainFunction) this.add(execution, 'LambdaFunctionFailed', 'lambdaFunctionFailedEventDetails', why);
    else this.add(execution, 'TaskFailed', 'taskFailedEventDetails', { resourceType, resource, ...why });
  }

  timedOut(execution: Execution, { integration }: TaskState): void {
    if (this.onlyCounts(execution)) return;
    const { isPlainFunction, resourceType, resource } = integration;
    const why = { error: 'States.Timeout' };
    if (isPlainFunction) this.add(execution, 'LambdaFunctionTimedOut', 'lambdaFunctionTimedOutEventDetails', why);
    else this.add(execution, 'TaskTimedOut', 'taskTimedOutEventDetails', { resourceType, resource, ...why });
  }

  evaluationFailed(execution: Execution, failure: Failure, location: string): void {
    if (this.onlyCounts(execution)) return;
    const details = { ...failureDetails(failure), location, state: execution.state };
    this.add(execution, 'EvaluationFailed', 'evaluationFailedEventDetails', details);
  }

  /** The last event; the execution has its last status already. */
  ended(execution: Execution): void {
    if (this.onlyCounts(execution)) return;
    const { status, output, error, cause } = execution;
    const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    if (status === 'SUCCEEDED') {
      const details = { output: JSON.stringify(output), outputDetails: INCLUDED };
      this.add(execution, 'ExecutionSucceeded', 'executionSucceededEventDetails', details);
    } else if (status === 'FAILED') this.add(execution, 'ExecutionFailed', 'executionFailedEventDetails', why);
    else if (status === 'TIMED_OUT') this.add(execution, 'ExecutionTimedOut', 'executionTimedOutEventDetails', why);
    else this.add(execution, 'ExecutionAborted', 'executionAbortedEventDetails', why);
  }
}
