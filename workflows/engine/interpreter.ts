import type { Json } from '../../functions/platform/ports.ts';
import { type Execution, isRunnable, type Status } from './execution.ts';
import { evaluate, type Field, QueryFailure, wrongType } from './expression.ts';
import { type History, HistoryFull, MOST_EVENTS } from './history.ts';
import type { ChoiceState, Exit, FailState, State, TaskState, WaitState } from './machine.ts';
import { fitsPayload } from './payload-limit.ts';
import { covers, delayOf, type Failure } from './retry.ts';
import { Scope, type Surroundings, type Values } from './scope.ts';
import type { TaskHandler } from './task.ts';
import { TaskRun } from './task-run.ts';
import { parseTimestamp } from './timestamp.ts';

/** What the interpreter needs from the engine around it. */
export interface Host {
  readonly surroundings: Surroundings;
  readonly history: History;
  readonly task: TaskHandler;
  contextOf(execution: Execution): Json;
  newToken(execution: Execution): string;
  closeToken(execution: Execution): void;
  /** A state was entered, or a task is tried again. */
  transition(execution: Execution): void;
  /** Makes what has happened durable. */
  save(execution: Execution): void;
  /** The execution rests; sets its timer and makes that durable. */
  rest(execution: Execution): void;
  end(execution: Execution): void;
}

type Maybe = void | Promise<void>;

const tooLarge = (what: string): Failure => ({
  error: 'States.DataLimitExceeded',
  cause: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
});

/** Runs executions, each until it rests or ends. Waits only where a task or jsonata does. */
export class Interpreter {
  private readonly host: Host;
  private readonly tasks: TaskRun;

  constructor(host: Host) {
    this.host = host;
    this.tasks = new TaskRun(host, (execution) => this.scopeOf(execution));
  }

  /** Runs until the execution rests or ends. Rejects only where the engine's own parts fail. */
  async advance(execution: Execution): Promise<void> {
    let error: QueryFailure | HistoryFull | undefined;
    while (isRunnable(execution)) {
      try {
        const later: Maybe = error === undefined ? this.step(execution) : this.recover(execution, error);
        error = undefined;
        if (later !== undefined) await later;
      } catch (thrown) {
        if (!(thrown instanceof QueryFailure || thrown instanceof HistoryFull)) throw thrown;
        error = thrown;
      }
    }
  }

  /** Ends an execution with a status and, unless it succeeded, the reason. */
  end(execution: Execution, status: Status, failure?: Failure): void {
    execution.status = status;
    execution.stoppedAt = this.host.surroundings.now();
    if (failure !== undefined) {
      execution.error = failure.error ?? undefined;
      // AWS gives a time-out an empty cause where it is caught, and none where it is not.
      execution.cause = failure.cause === null || failure.error === 'States.Timeout' ? undefined : failure.cause;
    }
    this.host.history.ended(execution);
    this.host.end(execution);
  }

  private scopeOf(execution: Execution): Scope {
    const { stateInput, variables } = execution;
    return new Scope(stateInput, variables, this.host.surroundings, () => this.host.contextOf(execution));
  }

  private step(execution: Execution): Maybe {
    const state = execution.machine.states.get(execution.state);
    if (state === undefined) {
      const cause = `The definition has no state '${execution.state}' any more.`;
      this.end(execution, 'FAILED', { error: 'States.Runtime', cause });
      return;
    }
    if (execution.phase === 'entering') return this.enter(execution, state);
    if (state.type === 'Task') {
      if (execution.phase === 'attempting') return this.tasks.attempt(execution, state);
      if (execution.phase === 'calling') return this.tasks.call(execution, state);
      return this.answered(execution, state);
    }
    return this.leave(execution, state.type, state as WaitState, this.scopeOf(execution), execution.stateInput);
  }

  private enter(execution: Execution, state: State): Maybe {
    const { history, surroundings } = this.host;
    execution.enteredAt = surroundings.now();
    execution.retryCount = 0;
    execution.retries = undefined;
    history.entered(execution, state.type);
    execution.enteredEvent = execution.events;
    this.host.transition(execution);
    switch (state.type) {
      case 'Task':
        execution.phase = 'attempting';
        return;
      case 'Choice':
        return this.choose(execution, state, this.scopeOf(execution), 0);
      case 'Wait':
        return this.wait(execution, state);
      case 'Fail':
        return this.failOnPurpose(execution, state);
      default:
        return this.leave(execution, state.type, state, this.scopeOf(execution), execution.stateInput);
    }
  }

  private choose(execution: Execution, state: ChoiceState, scope: Scope, from: number): Maybe {
    for (let index = from; index < state.rules.length; index += 1) {
      const rule = state.rules[index]!;
      const answer = evaluate(rule.condition, scope);
      if (answer instanceof Promise) {
        return answer.then((value) =>
          this.isChosen(rule.condition, value)
            ? this.leave(execution, 'Choice', rule, scope, execution.stateInput)
            : this.choose(execution, state, scope, index + 1),
        );
      }
      if (this.isChosen(rule.condition, answer)) {
        return this.leave(execution, 'Choice', rule, scope, execution.stateInput);
      }
    }
    if (state.otherwise !== undefined) {
      return this.leave(execution, 'Choice', state.otherwise, scope, execution.stateInput);
    }
    this.end(execution, 'FAILED', {
      error: 'States.NoChoiceMatched',
      cause: `${this.whereabouts(execution)} Failed to transition out of the state. The state's Choices did not match and it has no Default.`,
    });
  }

  private isChosen(condition: Field, answer: Json): boolean {
    if (typeof answer !== 'boolean') throw wrongType(condition, 'boolean', answer);
    return answer;
  }

  private async failOnPurpose(execution: Execution, state: FailState): Promise<void> {
    const scope = this.scopeOf(execution);
    const text = async (field: Field | undefined): Promise<string | null> => {
      if (field === undefined) return null;
      const value = await evaluate(field, scope);
      if (typeof value !== 'string') throw wrongType(field, 'string', value);
      return value;
    };
    const failure = { error: await text(state.error), cause: await text(state.cause) };
    this.end(execution, 'FAILED', failure);
  }

  private async wait(execution: Execution, state: WaitState): Promise<void> {
    const now = this.host.surroundings.now();
    const dueAt = await this.endOfWait(state, this.scopeOf(execution), now);
    if (dueAt <= now) {
      execution.phase = 'waited';
      return;
    }
    execution.phase = 'waiting';
    execution.dueAt = dueAt;
    this.host.rest(execution);
  }

  private async endOfWait(state: WaitState, scope: Scope, now: number): Promise<number> {
    if (state.seconds !== undefined) {
      const seconds = await evaluate(state.seconds, scope);
      if (!Number.isInteger(seconds) || (seconds as number) < 0 || (seconds as number) > 99_999_999) {
        throw wrongType(state.seconds, 'integer from 0 to 99999999', seconds);
      }
      return now + (seconds as number) * 1000;
    }
    const field = state.timestamp!;
    const value = await evaluate(field, scope);
    const instant = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (instant === undefined) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      throw new QueryFailure(
        `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
        field.location,
      );
    }
    return instant;
  }

  private answered(execution: Execution, state: TaskState): Maybe {
    const { history } = this.host;
    const outcome = execution.outcome!;
    if ('timedOut' in outcome) {
      history.timedOut(execution, state);
      return this.fail(execution, outcome.timedOut);
    }
    if ('failure' in outcome) {
      history.failed(execution, state, outcome.failure);
      return this.fail(execution, outcome.failure);
    }
    if (!fitsPayload(outcome.output)) {
      const { isPlainFunction, resourceType } = state.integration;
      const failure = tooLarge(isPlainFunction ? state.resource : resourceType);
      history.failed(execution, state, failure);
      return this.fail(execution, failure);
    }
    history.succeeded(execution, state, outcome.output);
    const scope = this.scopeOf(execution);
    scope.result = outcome.output;
    return this.leave(execution, 'Task', state, scope, outcome.output);
  }

  /** Retries, catches, or ends the execution. */
  private fail(execution: Execution, failure: Failure): Maybe {
    const state = execution.machine.states.get(execution.state);
    if (state?.type !== 'Task' || execution.phase === 'catching') {
      this.end(execution, 'FAILED', failure);
      return;
    }
    const { retriers, catchers } = state;
    const index = retriers.findIndex((retrier) => covers(retrier.errors, failure));
    const retrier = retriers[index];
    if (retrier !== undefined) {
      execution.retries ??= retriers.map(() => 0);
      const done = execution.retries[index]!;
      if (done < retrier.maxAttempts) {
        execution.retries[index] = done + 1;
        const { now, random } = this.host.surroundings;
        execution.dueAt = now() + delayOf(retrier, done, random);
        execution.phase = 'backing-off';
        this.tasks.forget(execution);
        this.host.rest(execution);
        return;
      }
    }
    const catcher = catchers.find(({ errors }) => covers(errors, failure));
    if (catcher === undefined) {
      this.end(execution, 'FAILED', failure);
      return;
    }
    execution.phase = 'catching';
    const scope = this.scopeOf(execution);
    scope.errorOutput = { Error: failure.error, Cause: failure.cause };
    return this.leave(execution, 'Task', catcher, scope, scope.errorOutput);
  }

  private leave(execution: Execution, type: string, exit: Exit, scope: Scope, given: Json): Maybe {
    const output = exit.output === undefined ? given : evaluate(exit.output, scope);
    const assigned = exit.assign === undefined ? undefined : evaluate(exit.assign, scope);
    if (output instanceof Promise || assigned instanceof Promise) {
      return Promise.all([output, assigned]).then(([one, two]) => this.left(execution, type, exit, one, two));
    }
    return this.left(execution, type, exit, output, assigned);
  }

  private left(execution: Execution, type: string, exit: Exit, output: Json, assigned: Json | undefined): Maybe {
    const fits =
      (exit.output === undefined || fitsPayload(output)) && (assigned === undefined || fitsPayload(assigned));
    if (!fits) return this.fail(execution, tooLarge(execution.state));
    this.host.history.exited(execution, type, output, assigned as Values | undefined);
    if (assigned !== undefined) execution.variables = { ...execution.variables, ...(assigned as Values) };
    this.tasks.forget(execution);
    execution.dueAt = undefined;
    if (exit.next === undefined) {
      execution.output = output;
      this.end(execution, 'SUCCEEDED');
      return;
    }
    execution.state = exit.next;
    execution.stateInput = output;
    execution.phase = 'entering';
  }

  private whereabouts({ state, enteredEvent }: Execution): string {
    return `An error occurred while executing the state '${state}' (entered at the event id #${enteredEvent}).`;
  }

  /** An error inside a step: an expression's is the state's failure, a full history ends the execution. */
  private recover(execution: Execution, error: QueryFailure | HistoryFull): Maybe {
    if (error instanceof HistoryFull) {
      const cause = `The execution reached the maximum number of history events (${MOST_EVENTS}).`;
      this.end(execution, 'FAILED', { error: 'States.Runtime', cause });
      return;
    }
    const failure = { error: error.name, cause: `${this.whereabouts(execution)} ${error.message}` };
    this.host.history.evaluationFailed(execution, failure, error.location);
    return this.fail(execution, failure);
  }
}
