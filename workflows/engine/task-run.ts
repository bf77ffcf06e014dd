import type { Json } from '../../functions/platform/ports.ts';
import { type Execution, expiryOf } from './execution.ts';
import { evaluate, type Field, wrongType } from './expression.ts';
import type { Host } from './interpreter.ts';
import { isPositiveInteger } from './json-shape.ts';
import type { TaskState } from './machine.ts';
import { asJson, fitsPayload } from './payload-limit.ts';
import type { Failure } from './retry.ts';
import type { Scope } from './scope.ts';
import { failureOf, isPromise } from './task.ts';

type Maybe = void | Promise<void>;

/** The task ran out of time. As recorded on AWS, a missed heartbeat has the same name. */
export const timeOutOf = ({ timeoutAt, heartbeatAt }: Execution): Failure => {
  const missedHeartbeat = heartbeatAt !== undefined && heartbeatAt < (timeoutAt ?? Number.POSITIVE_INFINITY);
  return { error: 'States.Timeout', cause: '', missedHeartbeat };
};

const secondsOf = (field: Field | undefined, value: Json | undefined): number | undefined => {
  if (field === undefined || value === undefined) return undefined;
  if (!isPositiveInteger(value)) throw wrongType(field, 'positive integer', value);
  return value;
};

/** One attempt at a task: evaluating its arguments, calling it, and taking what comes back. */
export class TaskRun {
  private readonly host: Host;
  private readonly scopeOf: (execution: Execution) => Scope;

  constructor(host: Host, scopeOf: (execution: Execution) => Scope) {
    this.host = host;
    this.scopeOf = scopeOf;
  }

  /** Evaluates what the call needs and schedules it. */
  attempt(execution: Execution, state: TaskState): Maybe {
    if (state.isCallback) execution.token = this.host.newToken(execution);
    const scope = this.scopeOf(execution);
    const given = state.arguments === undefined ? execution.stateInput : evaluate(state.arguments, scope);
    const timeout = state.timeoutSeconds && evaluate(state.timeoutSeconds, scope);
    const heartbeat = state.heartbeatSeconds && evaluate(state.heartbeatSeconds, scope);
    if (given instanceof Promise || timeout instanceof Promise || heartbeat instanceof Promise) {
      return Promise.all([given, timeout, heartbeat]).then(([one, two, three]) =>
        this.schedule(execution, state, one, two, three),
      );
    }
    this.schedule(execution, state, given, timeout, heartbeat);
  }

  private schedule(
    execution: Execution,
    state: TaskState,
    given: Json,
    timeout: Json | undefined,
    heartbeat: Json | undefined,
  ): void {
    const timeoutSeconds = secondsOf(state.timeoutSeconds, timeout);
    const heartbeatSeconds = secondsOf(state.heartbeatSeconds, heartbeat);
    const call = { arguments: given, timeoutSeconds, heartbeatSeconds };
    this.host.history.scheduled(execution, state, call);
    if (!fitsPayload(given)) {
      this.answer(execution, {
        failure: {
          error: 'States.DataLimitExceeded',
          cause: `The arguments of the task '${state.name}' exceed the maximum number of bytes service limit.`,
        },
      });
      return;
    }
    const now = this.host.surroundings.now();
    execution.call = call;
    execution.outcome = undefined;
    execution.timeoutAt = timeoutSeconds === undefined ? undefined : now + timeoutSeconds * 1000;
    execution.heartbeatSeconds = heartbeatSeconds;
    execution.heartbeatAt = heartbeatSeconds === undefined ? undefined : now + heartbeatSeconds * 1000;
    execution.phase = 'calling';
    this.host.save(execution);
  }

  /** Calls the resource; after a crash once more, with the same arguments and the same token. */
  call(execution: Execution, state: TaskState): Maybe {
    const { workflow, name, enteredAt, retryCount, call } = execution;
    const origin = { workflow, execution: name, state: state.name, enteredAt, retryCount };
    let returned: unknown;
    try {
      // The handler gets a copy, so that it cannot change what the state still needs.
      returned = this.host.task(state.resource, asJson(call!.arguments), origin);
    } catch (error) {
      return this.failed(execution, error);
    }
    if (!isPromise(returned)) return this.returned(execution, state, returned);
    return Promise.resolve(returned).then(
      (result) => this.returned(execution, state, result),
      (error) => this.failed(execution, error),
    );
  }

  /** Drops what belonged to the attempt; its token is closed. */
  forget(execution: Execution): void {
    this.host.closeToken(execution);
    execution.token = undefined;
    execution.call = undefined;
    execution.outcome = undefined;
    execution.timeoutAt = undefined;
    execution.heartbeatAt = undefined;
    execution.heartbeatSeconds = undefined;
  }

  private answer(execution: Execution, outcome: NonNullable<Execution['outcome']>): void {
    this.host.closeToken(execution);
    execution.outcome = outcome;
    execution.phase = 'answered';
  }

  private returned(execution: Execution, state: TaskState, result: unknown): void {
    // A handler may stop its own execution, or answer its own token.
    if (execution.status !== 'RUNNING') return;
    execution.call = undefined;
    const { outcome } = execution;
    if (outcome === undefined && expiryOf(execution) <= this.host.surroundings.now()) {
      this.answer(execution, { timedOut: timeOutOf(execution) });
      return;
    }
    const output = asJson(result);
    if (!state.isCallback) {
      this.answer(execution, { output });
      return;
    }
    this.host.history.submitted(execution, state, output);
    if (outcome !== undefined) {
      execution.phase = 'answered';
      return;
    }
    execution.phase = 'parked';
    this.host.rest(execution);
  }

  private failed(execution: Execution, error: unknown): void {
    if (execution.status !== 'RUNNING') return;
    execution.call = undefined;
    // An answer that was accepted while the handler ran stands.
    if (execution.outcome !== undefined) execution.phase = 'answered';
    else this.answer(execution, { failure: failureOf(error) });
  }
}
