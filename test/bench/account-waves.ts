import { SesMailer } from '../../functions/adapters/aws/mailer.ts';
import { DynamoTable } from '../../functions/adapters/aws/table.ts';
import { SfnWorkflows } from '../../functions/adapters/aws/workflows.ts';
import { type Call, NUMBER, type Segment } from './account-life.ts';
import { Account, type Counts, QUOTAS, type Quota } from './account-quotas.ts';
import { SharedTime } from './account-time.ts';

/** Part of a life that all invoices reach at the same time: what drives it, and what that makes others do. */
export interface Wave {
  driver: Segment[];
  followers: Segment[];
}

export interface WaveResult {
  /** Virtual seconds from the first call to the last. */
  seconds: number;
  /** Seconds that the quotas allow it to take at best. */
  bound: number;
  counts: Counts;
  /** Errors that reached a function, by name. */
  told: Map<string, number>;
}

/** How many processes of a function there are, and how many invoices each works on at a time. */
export interface Crew {
  processes: number;
  inFlight: number;
}

export type Crews = Record<'Record' | 'AdmitDue' | 'Wake' | 'Sweep' | 'SendBatch', Crew>;

/** Calls of functions in an account at a time: Lambda's own quota. */
const CONCURRENCY = 1_000;
/** A transition, and a function that is warm. */
const CALL_MS = 40;
/** Timers run out within the first hour of the local day, spread by the case. */
const TIMERS_MS = 45 * 60_000;
const APART_MS = 3_600_000;
const AGENDA = /"(agenda|work)":"([a-z-]+)#\d"/g;

/** The life in waves: what happens within an hour belongs together, and begins with one function. */
export const wavesOf = (life: readonly Segment[]): Wave[] => {
  const waves: Wave[] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const segment of life) {
    const wave = waves.at(-1);
    if (wave === undefined || segment.at - lastAt > APART_MS) waves.push({ driver: [segment], followers: [] });
    else if (wave.followers.length === 0 && segment.by === wave.driver[0]!.by) wave.driver.push(segment);
    else wave.followers.push(segment);
    lastAt = segment.at;
  }
  return waves;
};

class Gate {
  #free: number;
  readonly #queue: (() => void)[] = [];
  #head = 0;

  constructor(places: number) {
    this.#free = places;
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#queue[this.#head];
      if (next === undefined) this.#free += 1;
      else {
        this.#head += 1;
        next();
      }
    }
  }
}

/** The ports of one process, on the real adapters. */
interface Process {
  table: DynamoTable;
  workflows: SfnWorkflows;
  mailer: SesMailer;
}

/** One wave of so many invoices in an account of its own, in virtual time. */
export const runWave = async (wave: Wave, invoices: number, crews: Crews): Promise<WaveResult> => {
  const time = new SharedTime();
  const account = new Account(time);
  const told = new Map<string, number>();
  const reader = account.ses();
  const newProcess = (): Process => ({
    table: new DynamoTable(account.dynamo(), 'bench', time, time),
    workflows: new SfnWorkflows(
      account.sfn(),
      'arn:aws:states:us-east-1:000000000000:stateMachine:good-standing-bench-',
      { clock: time, timing: time },
    ),
    mailer: new SesMailer(account.ses(), 'bench', { reader, timing: time }),
  });
  const templates = new Map<Segment, string>();
  for (const segment of [...wave.driver, ...wave.followers]) templates.set(segment, JSON.stringify(segment.calls));

  const make = async (segment: Segment, number: number, ports: Process): Promise<void> => {
    const text = templates.get(segment)!.replaceAll(NUMBER, String(number).padStart(6, '0'));
    const calls = JSON.parse(text.replace(AGENDA, `"$1":"$2#${number % 4}"`)) as Call[];
    for (const { port, method, args } of calls) {
      const act = ports[port][method as never] as (...given: unknown[]) => Promise<unknown>;
      try {
        await act.apply(ports[port], args);
      } catch (error) {
        const { name } = error as Error;
        told.set(name, (told.get(name) ?? 0) + 1);
      }
    }
  };

  const executions = new Gate(CONCURRENCY - 100);
  const execution = newProcess();
  const wakes = Array.from({ length: crews.Wake.processes }, () => ({
    gate: new Gate(crews.Wake.inFlight),
    ports: newProcess(),
  }));
  const follow = async (number: number): Promise<void> => {
    for (const segment of wave.followers) {
      const wake = wakes[number % wakes.length]!;
      if (segment.by === 'Wake') await wake.gate.through(() => make(segment, number, wake.ports));
      else
        await executions.through(async () => {
          await time.pause(CALL_MS);
          await make(segment, number, execution);
        });
    }
  };

  const following: Promise<void>[] = [];
  const drive = async (): Promise<void> => {
    const { by } = wave.driver[0]!;
    if (by === 'ChooseNextStep') {
      for (let number = 0; number < invoices; number += 1) following.push(timerOf(number));
      return;
    }
    // What the stream did not wake at once is a sweep's.
    const { processes, inFlight } = crews[by === 'Wake' ? 'Sweep' : (by as keyof Crews)];
    let next = 0;
    const lane = async (ports: Process): Promise<void> => {
      for (let number = next++; number < invoices; number = next++) {
        for (const segment of wave.driver) await make(segment, number, ports);
        if (wave.followers.length > 0) following.push(follow(number));
      }
    };
    const crew = Array.from({ length: processes }, newProcess);
    await Promise.all(crew.flatMap((ports) => Array.from({ length: inFlight }, () => lane(ports))));
  };
  const timerOf = async (number: number): Promise<void> => {
    await time.pause(time.chance() * TIMERS_MS);
    for (const segment of [...wave.driver, ...wave.followers])
      await executions.through(async () => {
        await time.pause(CALL_MS);
        await make(segment, number, execution);
      });
  };
  await time.until(drive().then(() => Promise.all(following)));
  return { seconds: time.now() / 1000, bound: boundOf(account.counts), counts: account.counts, told };
};

const boundOf = ({ starts, signals, mails, busiest }: Counts): number => {
  const least = (count: number, { perSecond, atOnce }: Quota): number => Math.max(0, count - atOnce) / perSecond;
  return Math.max(
    least(starts, QUOTAS.starts),
    least(signals, QUOTAS.signals),
    least(mails, QUOTAS.mails),
    least(busiest, QUOTAS.partition),
  );
};
