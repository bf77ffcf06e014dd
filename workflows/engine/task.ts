import type { Json } from '../../functions/platform/ports.ts';
import { isFields } from './json-shape.ts';
import type { TaskState } from './machine.ts';
import type { Failure } from './retry.ts';

/** Who calls: what the handler may use to recognise a repeated call. */
export interface CallOrigin {
  readonly workflow: string;
  readonly execution: string;
  readonly state: string;
  /** Milliseconds since 1970 of entering the state. */
  readonly enteredAt: number;
  /** Retries made in this state before this call. */
  readonly retryCount: number;
}

/** Calls a function by the name or ARN of the definition. What it throws is the function's error. */
export type Invoke = (functionName: string, payload: Json, call: CallOrigin) => unknown;

/** Calls any resource; gives the whole result. Throws `TaskError` to fail as a service would. */
export type TaskHandler = (resource: string, taskArguments: Json, call: CallOrigin) => unknown;

/** Makes a task fail with exactly this error and cause. */
export class TaskError extends Error {
  readonly failure: Failure;
  constructor(error: string | null, cause: string | null) {
    super(cause ?? error ?? '');
    this.name = error ?? 'TaskError';
    this.failure = { error, cause };
  }
}

const INVOKE = 'arn:aws:states:::lambda:invoke';

/** Whether the engine calls this resource itself, through `invoke`. */
export const isInvoke = (task: TaskState): boolean =>
  task.resource === INVOKE || task.resource === `${INVOKE}.waitForTaskToken`;

/** The result of the integration `lambda:invoke` around what the function returned. */
const resultOf = (payload: unknown): unknown => ({
  ExecutedVersion: '$LATEST',
  Payload: payload === undefined ? null : payload,
  StatusCode: 200,
});

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** A handler for `lambda:invoke` made of `invoke`. */
export const invokeHandler =
  (invoke: Invoke): TaskHandler =>
  (_resource, taskArguments, call) => {
    const { FunctionName: name, Payload: payload } = isFields(taskArguments) ? taskArguments : {};
    if (typeof name !== 'string') {
      throw new TaskError('States.Runtime', `Arguments.FunctionName: ${JSON.stringify(name)} is no function's name`);
    }
    const returned = invoke(name, payload ?? null, call);
    return isPromise(returned) ? returned.then(resultOf) : resultOf(returned);
  };

/** The failure that Lambda makes of what a function throws: its name, and the message as JSON. */
export const failureOf = (thrown: unknown): Failure => {
  if (thrown instanceof TaskError) return thrown.failure;
  const [errorType, errorMessage] =
    thrown instanceof Error ? [thrown.name, thrown.message] : [typeof thrown, String(thrown)];
  return { error: errorType, cause: JSON.stringify({ errorType, errorMessage }) };
};
