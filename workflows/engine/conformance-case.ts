import type { Json } from '../../functions/platform/ports.ts';
import { fits } from './conformance-match.ts';
import { loadDefinition } from './definition.ts';
import { Engine } from './engine.ts';
import { expiryOf } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import type { ExecutionDetails } from './store.ts';
import { MemoryStore } from './store-memory.ts';
import { TaskError } from './task.ts';

/** What a task answered. `submitted` is what the service said at once, where the state then waited. */
interface Mock {
  readonly state: string;
  readonly result?: Json;
  readonly error?: string | null;
  readonly cause?: string;
  readonly timeout?: boolean;
  readonly submitted?: Json;
}

/** A recorded execution: `asl-conformance/README.md` describes the fields. */
export interface ExecutionCase {
  readonly name: string;
  readonly kind: 'execution';
  readonly definition: Json;
  readonly input: Json;
  readonly mocks: readonly Mock[];
  readonly expected: {
    readonly status: string;
    readonly output?: Json;
    readonly error?: string;
    readonly cause?: Json;
    readonly states?: readonly string[];
    readonly statesOrder?: 'exact' | 'any';
    readonly exits?: readonly Json[];
    readonly calls?: readonly Json[];
    readonly evaluationFailed?: readonly Json[];
  };
}

export interface Verdict {
  readonly name: string;
  readonly agrees: boolean;
  readonly got: {
    readonly status: string;
    readonly output?: Json;
    readonly error?: string;
    readonly cause?: string;
    readonly states: readonly string[];
  };
}

const NAME = { workflow: 'case', execution: 'run' };
const START = Date.parse('2026-03-02T06:00:00Z');

/** Runs the machine of a case, with the mocks as its tasks, until it ends or nothing is due any more. */
const play = async ({ definition, input, mocks }: ExecutionCase): Promise<ExecutionDetails> => {
  const machine = loadDefinition(definition);
  let now = START;
  let ids = 0;
  let calls = 0;
  let answer: Mock | undefined;
  const running = () => engine.openExecution(NAME.workflow, NAME.execution);
  const task = (): Json => {
    const mock = mocks[calls];
    calls += 1;
    if (mock === undefined) throw new TaskError('Conformance.NoMock', `call ${calls} has no mock`);
    if (mock.submitted !== undefined && running()?.token !== undefined) {
      answer = mock;
      return mock.submitted;
    }
    const expiry = expiryOf(running()!);
    if (mock.timeout === true && Number.isFinite(expiry)) now = expiry;
    else if (mock.error !== undefined) throw new TaskError(mock.error, mock.cause ?? null);
    return mock.result ?? null;
  };
  const engine: Engine = new Engine({
    machines: new Map([[NAME.workflow, machine]]),
    invoke: task,
    task,
    clock: { now: () => now },
    random: () => 0.5,
    uuid: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    },
    store: new MemoryStore('full'),
    history: 'full',
    account: '111111111111',
  });
  await engine.start(NAME.workflow, NAME.execution, input);
  for (;;) {
    await engine.drain();
    const token = running()?.token;
    if (answer !== undefined && answer.timeout !== true && token !== undefined) {
      const { result, error, cause } = answer;
      if (error !== undefined) await engine.fail(token, error ?? undefined, cause);
      else await engine.wake(token, result ?? null);
      answer = undefined;
      continue;
    }
    const due = engine.nextTimer();
    if (due === undefined) break;
    now = Math.max(now, due);
    engine.fireTimers(now);
  }
  return engine.execution(NAME.workflow, NAME.execution)!;
};

type Details = { [key: string]: Json };

const detailsOf = (history: readonly HistoryEvent[], type: RegExp, key: string): Details[] =>
  history.filter((event) => type.test(event.type)).map((event) => event[key] as Details);

const exitsOf = (history: readonly HistoryEvent[]): Json[] =>
  detailsOf(history, /StateExited$/, 'stateExitedEventDetails').map(({ name, output, assignedVariables }) => {
    const exit: Details = { state: name!, output: JSON.parse(output as string) };
    if (assignedVariables !== undefined) {
      const variables = Object.entries(assignedVariables as { [name: string]: string });
      exit.assigned = Object.fromEntries(variables.map(([variable, value]) => [variable, JSON.parse(value)]));
    }
    return exit;
  });

const callsOf = (history: readonly HistoryEvent[], definition: Json): Json[] => {
  const { States: states } = definition as { States: { [name: string]: Details } };
  const calls: Json[] = [];
  let state = '';
  for (const event of history) {
    if (event.type === 'TaskStateEntered') state = (event.stateEnteredEventDetails as Details).name as string;
    const scheduled = (event.lambdaFunctionScheduledEventDetails ?? event.taskScheduledEventDetails) as
      | Details
      | undefined;
    if (scheduled === undefined) continue;
    const { timeoutInSeconds, heartbeatInSeconds } = scheduled;
    const call: Details = {
      state,
      resource: states[state]!.Resource!,
      arguments: JSON.parse((scheduled.input ?? scheduled.parameters) as string),
    };
    if (timeoutInSeconds !== undefined) call.timeoutSeconds = timeoutInSeconds;
    if (heartbeatInSeconds !== undefined) call.heartbeatSeconds = heartbeatInSeconds;
    calls.push(call);
  }
  return calls;
};

const statesOf = (history: readonly HistoryEvent[]): string[] =>
  detailsOf(history, /StateEntered$/, 'stateEnteredEventDetails').map(({ name }) => name as string);

const asListed = (expected: readonly Json[] | undefined, actual: readonly Json[]): boolean =>
  expected === undefined || fits([...expected], [...actual]);

/**
 * Runs a case and compares all that it records: how the execution ended, the states entered and what each gave on,
 * the calls, and the expressions that failed. Throws `BadInput` where the engine refuses the definition.
 */
export const judge = async (kase: ExecutionCase): Promise<Verdict> => {
  const { status, output, error, cause, history } = await play(kase);
  const states = statesOf(history);
  const got = {
    status,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    states,
  };
  const { expected } = kase;
  const ordered = expected.statesOrder === 'any' ? states.toSorted() : states;
  const agrees =
    status === expected.status &&
    fits(expected.output, output) &&
    fits(expected.error, error) &&
    fits(expected.cause, cause) &&
    asListed(expected.states, ordered) &&
    asListed(expected.exits, exitsOf(history)) &&
    asListed(expected.calls, callsOf(history, kase.definition)) &&
    asListed(expected.evaluationFailed, detailsOf(history, /^EvaluationFailed$/, 'evaluationFailedEventDetails'));
  return { name: kase.name, agrees, got };
};
