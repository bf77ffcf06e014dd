import {
  SendTaskSuccessCommand,
  SFNClient,
  type SFNClientConfig,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { AlreadyStarted } from '../../platform/errors.ts';
import type { Clock, Json, WorkflowName, Workflows } from '../../platform/ports.ts';
import { systemClock } from './clock.ts';
import { verdictOf, workflowsError } from './errors.ts';
import { Pace, processTiming, type Share, type Timing } from './pace.ts';
import { type Patience, passing, patiently } from './pace-retries.ts';

/**
 * StartExecution allows 300/s and 1,300 at once in an account and region. Two processes start many: the night's review
 * and the sweep. Each takes at most half; what others start in between is few.
 */
export const STARTS: Share = { perSecond: 150, atOnce: 650 };

/**
 * SendTaskSuccess allows 500/s and 3,000 at once. Only the wake function signals: one call of it sweeps, others follow
 * the table's stream, one for each of its shards, of which a new table has four. Each takes at most a fifth.
 */
export const SIGNALS: Share = { perSecond: 100, atOnce: 600 };

/**
 * Where more processes meet than the shares allow for, the service says so. Pauses of at most 0.1, 0.2, … 5 s: 16 s in
 * all, half of that on average, in which the account's buckets give out thousands of places.
 */
const PATIENCE: Patience = { attempts: 9, first: 100, longest: 5_000 };

/** An execution that began longer before its start was asked for is another start's: no two clocks are this far apart. */
const CLOCKS_APART_MS = 10_000;

/** A client that leaves retries to `SfnWorkflows`. */
export const sfnClient = (more: SFNClientConfig = {}): SFNClient =>
  new SFNClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    ...more,
  });

/** What a test or a simulation puts in place of the process's own. */
export interface SfnOptions {
  clock?: Clock;
  timing?: Timing;
  starts?: Share;
  signals?: Share;
}

/**
 * Executions in Step Functions. Every call may be repeated, so each is tried again for 16 s at most after a throttle, a
 * broken connection or a missing answer. A start whose answer was lost finds its own execution and counts as done; one
 * that has ended meanwhile shows as `AlreadyStarted`. A signal whose answer was lost shows as `TaskClosed`: the caller
 * reads the token again, and finds the next one.
 */
export class SfnWorkflows implements Workflows {
  readonly #client: SFNClient;
  readonly #machines: string;
  readonly #clock: Clock;
  readonly #timing: Timing;
  readonly #starts: Pace;
  readonly #signals: Pace;

  /** @param machines what the ARNs of the state machines begin with; the workflow's name follows */
  constructor(client: SFNClient, machines: string, options: SfnOptions = {}) {
    const { clock = systemClock, timing = processTiming, starts = STARTS, signals = SIGNALS } = options;
    this.#client = client;
    this.#machines = machines;
    this.#clock = clock;
    this.#timing = timing;
    this.#starts = new Pace(starts, timing);
    this.#signals = new Pace(signals, timing);
  }

  async start(workflow: WorkflowName, name: string, input: Json): Promise<void> {
    const what = `Start of ${workflow} ${name}`;
    const asked = this.#clock.now();
    const command = new StartExecutionCommand({
      stateMachineArn: `${this.#machines}${workflow}`,
      name,
      input: JSON.stringify(input),
    });
    const { startDate } = await this.#ask(what, () => this.#client.send(command), this.#starts);
    // With the same name and input Step Functions answers as it did to the first start, while that one runs.
    if (startDate !== undefined && startDate.getTime() < asked - CLOCKS_APART_MS)
      throw new AlreadyStarted(`${what}: an execution of this name has been running since before.`);
  }

  async wake(token: string, output: Json): Promise<void> {
    const command = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) });
    await this.#ask('Signal', () => this.#client.send(command), this.#signals);
  }

  async stop(workflow: WorkflowName, name: string, reason: string): Promise<void> {
    const machine = `${this.#machines}${workflow}`;
    const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
    const command = new StopExecutionCommand({ executionArn, cause: reason });
    try {
      await this.#ask(`Stop of ${workflow} ${name}`, () => this.#client.send(command));
    } catch (error) {
      if ((error as Error).name !== 'ExecutionDoesNotExist') throw error;
    }
  }

  async #ask<T>(what: string, request: () => Promise<T>, pace?: Pace): Promise<T> {
    const attempt = async (): Promise<T> => {
      await pace?.take();
      try {
        return await request();
      } catch (error) {
        if (verdictOf(error) === 'throttled') pace?.turnedAway();
        throw error;
      }
    };
    const isPassing = passing(true);
    try {
      return await patiently(attempt, (error) => !isFull(error) && isPassing(error), PATIENCE, this.#timing);
    } catch (error) {
      throw workflowsError(error, what);
    }
  }
}

/** A full account is not emptied by waiting for seconds. */
const isFull = (error: unknown): boolean => (error as Error).name === 'ExecutionLimitExceeded';
