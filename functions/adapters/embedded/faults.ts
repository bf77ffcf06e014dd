import { CertainlyNotSent, Conflict, ServiceUnavailable, Throttled } from '../../platform/errors.ts';
import type { Clock, Ids, Mailer, Ports, Workflows } from '../../platform/ports.ts';
import { FaultyTable } from './faulty-table.ts';

/**
 * What goes wrong:
 * - `throw-before`: an error, and nothing happened (mailer: `CertainlyNotSent`, else `ServiceUnavailable`);
 * - `throttle`: nothing happened (mailer: `CertainlyNotSent`, else `Throttled`);
 * - `conflict`: nothing happened, `Conflict`;
 * - `lost-acknowledgement`, `time-out`: it happened, but the caller gets `ServiceUnavailable`;
 * - `crash-after`: it happened, then the process is gone: `SimulatedCrash`;
 * - `duplicate`: it is done twice, and the second answer counts;
 * - `stale-read`: a read does not see the last write (table; a write is left as it is) or the clock not the last move.
 */
export type FaultKind =
  | 'throw-before'
  | 'throttle'
  | 'conflict'
  | 'lost-acknowledgement'
  | 'time-out'
  | 'crash-after'
  | 'duplicate'
  | 'stale-read';

/** One fault. `call` counts from 1 the calls of the port, or of the method where it is named. */
export interface Fault {
  port: keyof Ports;
  call: number;
  fault: FaultKind;
  method?: string | undefined;
}

/** Stands for the end of the process in the middle of its work: only a test or the embedding runtime may catch it. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

/**
 * The ports with these faults built in; a port without a fault is passed on as it is. Of the mailer's calls only those
 * with messages to customers count. Throws `TypeError` for a fault that its port cannot have.
 */
export function withFaults(ports: Ports, faults: readonly Fault[]): Ports {
  faults.forEach(refuseImpossible);
  const of = (port: keyof Ports): PortFaults | undefined => {
    const own = faults.filter((fault) => fault.port === port);
    return own.length > 0 ? new PortFaults(port, own) : undefined;
  };
  const { table, mailer, workflows, clock, ids } = ports;
  const plan = {
    table: of('table'),
    mailer: of('mailer'),
    workflows: of('workflows'),
    clock: of('clock'),
    ids: of('ids'),
  };
  return {
    table: plan.table ? new FaultyTable(table, plan.table) : table,
    mailer: plan.mailer ? faultyMailer(mailer, plan.mailer) : mailer,
    workflows: plan.workflows ? faultyWorkflows(workflows, plan.workflows) : workflows,
    clock: plan.clock ? faultyClock(clock, plan.clock) : clock,
    ids: plan.ids ? faultyIds(ids, plan.ids) : ids,
  };
}

function refuseImpossible({ port, call, fault, method }: Fault): void {
  if (!Number.isInteger(call) || call < 1)
    throw new TypeError(`Fault ${fault} of ${port} is at call ${call}; calls count from 1.`);
  if (fault === 'stale-read' && port !== 'table' && port !== 'clock')
    throw new TypeError(`Fault stale-read cannot be at ${port}; only the table and the clock are read.`);
  if (method !== undefined && !methods[port].includes(method))
    throw new TypeError(`Fault ${fault} names ${port}.${method}; the methods are ${methods[port].join(', ')}.`);
}

const methods: Record<keyof Ports, readonly string[]> = {
  table: ['get', 'batchGet', 'query', 'queryIndex', 'write', 'transact'],
  mailer: ['send', 'standing'],
  workflows: ['start', 'wake', 'stop'],
  clock: ['now'],
  ids: ['next', 'token'],
};

/** The faults of one port: counts its calls and lets each go wrong as planned. */
export class PortFaults {
  readonly #port: keyof Ports;
  readonly #faults: readonly Fault[];
  readonly #callsOf = new Map<string, number>();
  #calls = 0;

  constructor(port: keyof Ports, faults: readonly Fault[]) {
    this.#port = port;
    this.#faults = faults;
  }

  /** Whether a fault of this kind is planned at all. */
  plans(kind: FaultKind): boolean {
    return this.#faults.some(({ fault }) => fault === kind);
  }

  /** Counts a call and makes it; `stale` answers in its place where a stale read is planned. */
  async around<T>(method: string, call: () => Promise<T>, stale: () => Promise<T> = call): Promise<T> {
    const fault = this.#next(method);
    this.#failBefore(fault, method);
    const answer = await (fault === 'stale-read' ? stale() : call());
    this.#failAfter(fault, method);
    return fault === 'duplicate' ? call() : answer;
  }

  /** As `around`, for a call that answers at once. */
  aroundAtOnce<T>(method: string, call: () => T, stale: () => T = call): T {
    const fault = this.#next(method);
    this.#failBefore(fault, method);
    const answer = fault === 'stale-read' ? stale() : call();
    this.#failAfter(fault, method);
    return fault === 'duplicate' ? call() : answer;
  }

  /** As `around`, for a method that does not count among the calls of the port: only faults that name it meet it. */
  async apart<T>(method: string, call: () => Promise<T>): Promise<T> {
    const fault = this.#faultOf(method);
    this.#failBefore(fault, method);
    const answer = await call();
    this.#failAfter(fault, method);
    return answer;
  }

  #next(method: string): FaultKind | undefined {
    this.#calls += 1;
    const named = this.#faultOf(method);
    return named ?? this.#faults.find((fault) => fault.method === undefined && fault.call === this.#calls)?.fault;
  }

  /** Counts a call of the method; the fault that names it. */
  #faultOf(method: string): FaultKind | undefined {
    const ofMethod = (this.#callsOf.get(method) ?? 0) + 1;
    this.#callsOf.set(method, ofMethod);
    return this.#faults.find((fault) => fault.method === method && fault.call === ofMethod)?.fault;
  }

  #failBefore(fault: FaultKind | undefined, method: string): void {
    const where = `${this.#port}.${method}`;
    if (fault === 'conflict') throw new Conflict(`${where}: another writer was there at the same time.`);
    if (fault !== 'throw-before' && fault !== 'throttle') return;
    const what = fault === 'throttle' ? 'the service asks to slow down' : 'the service could not be reached';
    if (where === 'mailer.send') throw new CertainlyNotSent(`${where}: ${what}; nothing was sent.`);
    throw fault === 'throttle' ? new Throttled(`${where}: ${what}.`) : new ServiceUnavailable(`${where}: ${what}.`);
  }

  #failAfter(fault: FaultKind | undefined, method: string): void {
    const where = `${this.#port}.${method}`;
    if (fault === 'lost-acknowledgement')
      throw new ServiceUnavailable(`${where}: the connection broke before the answer came.`);
    if (fault === 'time-out') throw new ServiceUnavailable(`${where}: no answer came in time.`);
    if (fault === 'crash-after') throw new SimulatedCrash(`The process ended after ${where}.`);
  }
}

function faultyMailer(mailer: Mailer, faults: PortFaults): Mailer {
  return {
    send: (mail) => (mail.audience === 'customer' ? faults.around('send', () => mailer.send(mail)) : mailer.send(mail)),
    // No message: it is counted only where a fault names it.
    standing: () => faults.apart('standing', () => mailer.standing()),
  };
}

function faultyWorkflows(workflows: Workflows, faults: PortFaults): Workflows {
  return {
    start: (workflow, name, input) => faults.around('start', () => workflows.start(workflow, name, input)),
    wake: (token, output) => faults.around('wake', () => workflows.wake(token, output)),
    stop: (workflow, name, reason) => faults.around('stop', () => workflows.stop(workflow, name, reason)),
  };
}

function faultyClock(clock: Clock, faults: PortFaults): Clock {
  let latest = clock.now();
  let beforeLastMove = latest;
  const read = (): number => {
    const now = clock.now();
    if (now !== latest) beforeLastMove = latest;
    latest = now;
    return now;
  };
  const stale = (): number => {
    read();
    return beforeLastMove;
  };
  return { now: () => faults.aroundAtOnce('now', read, stale) };
}

function faultyIds(ids: Ids, faults: PortFaults): Ids {
  return {
    next: (prefix) => faults.aroundAtOnce('next', () => ids.next(prefix)),
    token: () => faults.aroundAtOnce('token', () => ids.token()),
  };
}
