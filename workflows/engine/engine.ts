import { AlreadyStarted, BadInput, TaskClosed } from '../../functions/platform/errors.ts';
import type { Json, Page, Workflows } from '../../functions/platform/ports.ts';
import { type Counters, type EngineOptions, refuseUnknownResources } from './engine-options.ts';
import { type Execution, type ExecutionRecord, expiryOf, isRunnable, newRecord } from './execution.ts';
import { Fifo } from './fifo.ts';
import { History } from './history.ts';
import { Interpreter } from './interpreter.ts';
import type { Machine } from './machine.ts';
import { Names } from './names.ts';
import { asJson, fitsPayload } from './payload-limit.ts';
import type { ExecutionDetails, ExecutionQuery, ExecutionSummary } from './store.ts';
import { invokeHandler } from './task.ts';
import { timeOutOf } from './task-run.ts';
import { Timers } from './timers.ts';

const EXECUTION_NAME = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * Runs executions of state machines. Nothing happens by itself: `start` and `wake` put executions in a queue, `drain`
 * runs it until every execution rests or has ended, `nextTimer` says when the next one is due, and `fireTimers` puts
 * those that are due in the queue. The caller owns clock and loop. Same inputs, same order.
 */
export class Engine implements Workflows {
  /** By workflow. */
  readonly counters: ReadonlyMap<string, Counters>;
  private readonly options: EngineOptions;
  private readonly names: Names;
  private readonly history: History;
  private readonly interpreter: Interpreter;
  private readonly timers = new Timers<Execution>();
  private readonly open = new Map<string, Execution>();
  private readonly waiting = new Map<string, Execution>();
  private readonly queue = new Fifo<Execution>();
  private draining: Promise<void> | undefined;

  /** Throws `BadInput` where a definition calls a resource that nothing here handles. */
  constructor(options: EngineOptions) {
    const { machines, clock, random, uuid, task } = options;
    if (task === undefined) refuseUnknownResources(machines);
    this.options = options;
    this.names = new Names(options.region ?? 'us-east-1', options.account ?? '000000000000');
    this.history = new History(options.history === 'full', () => clock.now(), this.names.region);
    this.counters = new Map([...machines.keys()].map((name) => [name, { transitions: 0, started: 0, ended: 0 }]));
    this.interpreter = new Interpreter({
      surroundings: { random, uuid, now: () => clock.now() },
      history: this.history,
      task: task ?? invokeHandler(options.invoke),
      contextOf: (execution) => this.names.contextOf(execution),
      newToken: (execution) => this.newToken(execution),
      closeToken: ({ token }) => token !== undefined && this.waiting.delete(token),
      transition: (execution) => this.transition(execution),
      save: (execution) => this.save(execution),
      rest: (execution) => this.rest(execution),
      end: (execution) => this.ended(execution),
    });
  }

  /**
   * Starts an execution: it is kept when this returns, and runs with the next drain. Throws `AlreadyStarted` where
   * the workflow has used the name, `BadInput` for an unknown workflow, a name that Step Functions would refuse or an
   * input above its quota.
   */
  async start(workflow: string, name: string, input: Json): Promise<void> {
    const machine = this.options.machines.get(workflow);
    if (machine === undefined) throw new BadInput([`workflow: "${workflow}" is not known here`]);
    if (!EXECUTION_NAME.test(name)) {
      throw new BadInput([`name: "${name}" is no name of an execution: 1 to 80 of A–Z a–z 0–9 _ -`]);
    }
    const copy = asJson(input);
    if (!fitsPayload(copy)) throw new BadInput([`input: that of "${name}" is larger than 256 KiB`]);
    const record = newRecord(workflow, name, copy, this.now(), machine);
    const execution = this.adopt(record, machine);
    this.history.started(execution, this.names.roleArn(workflow));
    if (!this.options.store.begin(execution, this.history.take(execution))) {
      throw new AlreadyStarted(`${workflow}: an execution named "${name}" was started before`);
    }
    this.admit(execution);
    this.counters.get(workflow)!.started += 1;
    this.queue.add(execution);
  }

  /** Completes a waiting task. Throws `TaskClosed` where the token is used, timed out or unknown. */
  async wake(token: string, output: Json): Promise<void> {
    this.answer(token, { output: asJson(output) });
  }

  /** Fails a waiting task. Throws `TaskClosed` where the token is used, timed out or unknown. */
  async fail(token: string, error?: string, cause?: string): Promise<void> {
    this.answer(token, { failure: { error: error ?? null, cause: cause ?? null } });
  }

  /** Says that a waiting task is alive. Throws `TaskClosed` where the token is used, timed out or unknown. */
  async heartbeat(token: string): Promise<void> {
    const execution = this.holderOf(token);
    if (execution.heartbeatSeconds === undefined) return;
    execution.heartbeatAt = this.now() + execution.heartbeatSeconds * 1000;
    if (execution.phase === 'parked') this.rest(execution);
    else this.save(execution);
  }

  /** Stops a running execution. One that has ended, or never was, is left as it is. */
  async stop(workflow: string, name: string, reason: string): Promise<void> {
    const execution = this.open.get(`${workflow}/${name}`);
    if (execution !== undefined) this.interpreter.end(execution, 'ABORTED', { error: null, cause: reason });
  }

  /**
   * Runs what is in the queue, and what gets into it meanwhile, until every execution rests or has ended. Called
   * during a drain, it gives the promise of that drain: a task may not await it.
   */
  drain(): Promise<void> {
    if (this.draining !== undefined) return this.draining;
    if (this.queue.isEmpty()) return Promise.resolve();
    this.draining = this.runQueue();
    return this.draining;
  }

  /** The earliest instant at which something is due, in milliseconds since 1970. */
  nextTimer(): number | undefined {
    return this.timers.next();
  }

  /**
   * Puts in the queue what is due at `now`, in the order of the due times, then of the setting; ends what has outlived
   * its machine's time-out.
   */
  fireTimers(now: number): void {
    for (let due = this.timers.take(now); due !== undefined; due = this.timers.take(now)) this.fire(due, now);
  }

  /** Takes up the executions that the store holds open. Gives their number. Call it once, before anything else. */
  resume(): number {
    let count = 0;
    for (const record of [...this.options.store.open()]) {
      const machine = this.options.machines.get(record.workflow);
      if (machine === undefined) throw new BadInput([`workflow: "${record.workflow}" is not known here any more`]);
      const execution = this.adopt(record, machine);
      this.admit(execution);
      this.renewTimeOut(execution);
      if (execution.token !== undefined && execution.outcome === undefined) {
        this.waiting.set(execution.token, execution);
      }
      if (isRunnable(execution)) this.queue.add(execution);
      else this.setTimer(execution);
      count += 1;
    }
    return count;
  }

  /** Executions, newest first. Where no history is kept, only those that run. */
  executions(query: ExecutionQuery = {}): Page<ExecutionSummary> {
    return this.options.store.list(query);
  }

  /** An execution with its history. */
  execution(workflow: string, name: string): ExecutionDetails | undefined {
    return this.options.store.find(workflow, name);
  }

  /** The execution of this name as it stands, if it runs. */
  openExecution(workflow: string, name: string): Readonly<ExecutionRecord> | undefined {
    return this.open.get(`${workflow}/${name}`);
  }

  private now(): number {
    return this.options.clock.now();
  }

  private async runQueue(): Promise<void> {
    try {
      for (let next = this.queue.take(); next !== undefined; next = this.queue.take()) {
        await this.interpreter.advance(next);
      }
    } finally {
      this.draining = undefined;
    }
  }

  /** Makes an execution of a record; the store may hold the same object. */
  private adopt(record: ExecutionRecord, machine: Machine): Execution {
    return Object.assign(record, { machine, fresh: [], timer: undefined, deadline: undefined });
  }

  private admit(execution: Execution): void {
    this.open.set(`${execution.workflow}/${execution.name}`, execution);
    const { deadlineAt } = execution;
    if (deadlineAt !== undefined) execution.deadline = this.timers.set(deadlineAt, execution);
  }

  /** A call that is made again has all its time; only a task token's time goes on while the process is down. */
  private renewTimeOut(execution: Execution): void {
    const { phase, token, call, heartbeatSeconds } = execution;
    if (phase !== 'calling' || token !== undefined) return;
    if (call?.timeoutSeconds !== undefined) execution.timeoutAt = this.now() + call.timeoutSeconds * 1000;
    if (heartbeatSeconds !== undefined) execution.heartbeatAt = this.now() + heartbeatSeconds * 1000;
  }

  private newToken(execution: Execution): string {
    const token = this.options.uuid();
    this.waiting.set(token, execution);
    return token;
  }

  private holderOf(token: string): Execution {
    const execution = this.waiting.get(token);
    // Due is too late, even where the timer has not fired yet: otherwise it would depend on who comes first.
    const expiry = execution && Math.min(expiryOf(execution), execution.deadlineAt ?? Number.POSITIVE_INFINITY);
    if (execution === undefined || expiry! <= this.now()) {
      throw new TaskClosed('the waiting task was answered, has timed out or never was');
    }
    return execution;
  }

  private answer(token: string, outcome: NonNullable<Execution['outcome']>): void {
    const execution = this.holderOf(token);
    this.waiting.delete(token);
    execution.outcome = outcome;
    // While its handler still runs, the execution takes the answer when that returns.
    if (execution.phase === 'parked') this.release(execution);
    this.save(execution);
  }

  /** Lets a parked execution go on. */
  private release(execution: Execution): void {
    this.cancelTimer(execution);
    execution.phase = 'answered';
    this.queue.add(execution);
  }

  private transition(execution: Execution): void {
    this.counters.get(execution.workflow)!.transitions += 1;
    if (this.options.onTransition === undefined) return;
    const { workflow, name, state, enteredAt, retryCount } = execution;
    this.options.onTransition({ workflow, execution: name, state, enteredAt, retryCount });
  }

  private save(execution: Execution): void {
    this.options.store.save(execution, this.history.take(execution));
  }

  private rest(execution: Execution): void {
    this.setTimer(execution);
    this.save(execution);
  }

  private setTimer(execution: Execution): void {
    this.cancelTimer(execution);
    const at = execution.phase === 'parked' ? expiryOf(execution) : execution.dueAt!;
    if (at !== Number.POSITIVE_INFINITY) execution.timer = this.timers.set(at, execution);
  }

  private cancelTimer(execution: Execution): void {
    if (execution.timer !== undefined) this.timers.cancel(execution.timer);
    execution.timer = undefined;
  }

  private fire(execution: Execution, now: number): void {
    if (execution.deadlineAt !== undefined && execution.deadlineAt <= now) {
      this.interpreter.end(execution, 'TIMED_OUT');
      return;
    }
    if (execution.phase === 'parked') {
      if (execution.token !== undefined) this.waiting.delete(execution.token);
      execution.outcome = { timedOut: timeOutOf(execution) };
      this.release(execution);
      return;
    }
    execution.timer = undefined;
    if (execution.phase === 'backing-off') {
      execution.retryCount += 1;
      execution.phase = 'attempting';
      this.transition(execution);
    } else execution.phase = 'waited';
    execution.dueAt = undefined;
    this.queue.add(execution);
  }

  private ended(execution: Execution): void {
    this.cancelTimer(execution);
    if (execution.deadline !== undefined) this.timers.cancel(execution.deadline);
    if (execution.token !== undefined) this.waiting.delete(execution.token);
    this.open.delete(`${execution.workflow}/${execution.name}`);
    this.counters.get(execution.workflow)!.ended += 1;
    this.options.store.end(execution, this.history.take(execution));
    if (execution.status !== 'SUCCEEDED') this.options.onDeath?.(execution);
  }
}
