import type { Field } from './expression.ts';

/** How a state is left: what it gives on, which variables it sets, and where to; without `next` the execution ends. */
export interface Exit {
  readonly output?: Field;
  readonly assign?: Field;
  readonly next?: string;
}

/** What to do again after which error; defaults filled in. */
export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxAttempts: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher extends Exit {
  readonly errors: readonly string[];
  readonly next: string;
}

interface PassState extends Exit {
  readonly type: 'Pass';
  readonly name: string;
}

interface SucceedState extends Exit {
  readonly type: 'Succeed';
  readonly name: string;
}

export interface FailState {
  readonly type: 'Fail';
  readonly name: string;
  readonly error?: Field;
  readonly cause?: Field;
}

export interface WaitState extends Exit {
  readonly type: 'Wait';
  readonly name: string;
  readonly seconds?: Field;
  readonly timestamp?: Field;
}

export interface ChoiceState {
  readonly type: 'Choice';
  readonly name: string;
  readonly rules: readonly (Exit & { readonly condition: Field; readonly next: string })[];
  readonly otherwise: Exit | undefined;
}

/** How the history names a call. */
export interface Integration {
  /** True for `arn:aws:lambda:…`, whose events have names of their own. */
  readonly isPlainFunction: boolean;
  /** As in `taskScheduledEventDetails`: `lambda`, `invoke.waitForTaskToken`. */
  readonly resourceType: string;
  readonly resource: string;
}

export interface TaskState extends Exit {
  readonly type: 'Task';
  readonly name: string;
  /** The ARN of the definition. */
  readonly resource: string;
  readonly integration: Integration;
  readonly isCallback: boolean;
  readonly arguments?: Field;
  readonly timeoutSeconds?: Field;
  readonly heartbeatSeconds?: Field;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export type State = PassState | SucceedState | FailState | WaitState | ChoiceState | TaskState;

/** A definition that was checked and compiled. */
export interface Machine {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  readonly timeoutSeconds: number | undefined;
}
