import type { VirtualClock } from '../functions/adapters/embedded/clock.ts';
import { sendDigests } from '../functions/correspondence/send-digests.ts';
import type { LedgerEvent } from '../functions/ledger/event.ts';
import { type Outcome, recordEvent } from '../functions/ledger/record-event.ts';
import { beginRuns } from '../functions/lifecycle/begin-runs.ts';
import { orNote } from '../functions/lifecycle/stuck.ts';
import { sweep } from '../functions/lifecycle/sweep.ts';
import { type Died, takeOver } from '../functions/lifecycle/take-over.ts';
import { wake } from '../functions/lifecycle/wake.ts';
import { companyOf } from '../functions/platform/company.ts';
import type { Platform } from '../functions/platform/platform.ts';
import type { Ids, Key, LedgerFiles, Mailer, Ports, Table, Workflows } from '../functions/platform/ports.ts';
import type { Task } from '../functions/platform/task.ts';
import type { TimelineEntry } from '../functions/platform/timeline.ts';
import { localDate, startOfDay } from '../functions/platform/zone.ts';
import type { Replay } from '../functions/policy-change/replay.ts';
import { Engine } from '../workflows/engine/engine.ts';
import type { ExecutionRecord } from '../workflows/engine/execution.ts';
import type { Machine } from '../workflows/engine/machine.ts';
import type { ExecutionStore } from '../workflows/engine/store.ts';
import { loadMachines } from './machines.ts';
import { StreamingTable } from './streaming-table.ts';
import { TASKS } from './tasks.ts';

const QUARTER_MS = 15 * 60_000;
/** Workflows that run by the clock, whatever the ledger. */
export const SCHEDULED: ReadonlySet<string> = new Set(['correspondence', 'nightly-review']);

const EXAMPLE_URL = 'https://good-standing.example';

export interface RuntimeOptions {
  table: Table;
  mailer: Mailer;
  ids: Ids;
  clock: VirtualClock;
  store: ExecutionStore;
  history: 'full' | 'none';
  tell: (entry: TimelineEntry) => void;
  /** Where files are dropped, for the import of a ledger; without it none can be imported. */
  files?: LedgerFiles;
  /** What changes of policies are rehearsed in; without it none can be. */
  changes?: { replay: Replay; partInvoices: number };
  /** Where the pages are reached, as far as that is known by now; a rehearsal has none and names an example. */
  publicUrl?: () => string;
  /** Whether customers are entered where a search finds them. Default: no. */
  findable?: boolean;
  /** Between 0 and 1; seeded, so that the same input gives the same bytes. */
  random: () => number;
  /** Wraps the ports, to inject faults. */
  wrap?: (ports: Ports) => Ports;
  /** Whether the nightly review proves completeness; over a long rehearsal only the end is proven. */
  prove?: boolean;
  /** Whether nothing on the agenda is due: then the quarter's sweep and sending run, which would find nothing, are left out. */
  isIdle?: (now: number) => boolean;
  /** Whether colleagues are written to in the morning; in a rehearsal nobody works off the lists that this would tell of. */
  digests?: boolean;
  /** The state machines and the functions that they call, where they are not today's: released ones, in tests. */
  machines?: ReadonlyMap<string, Machine>;
  tasks?: ReadonlyMap<string, Task>;
  /** Whether the word that an execution died is lost; the sweep and the nightly proof then find out, in tests. */
  deaf?: boolean;
}

/** How many facts a call records when a ledger comes in as a file. */
const FACTS_A_CALL = 100;

const deathOf = ({ workflow, name, status, error, input }: Readonly<ExecutionRecord>): Died => ({
  workflow,
  execution: name,
  status: status as Died['status'],
  error,
  input,
});

const nextQuarter = (instant: number): number => (Math.floor(instant / QUARTER_MS) + 1) * QUARTER_MS;

/**
 * The embedded runtime: the same definitions and handlers as on AWS, in virtual time. It owns the loop: facts, wakes,
 * timers and schedules in one order, so that the same input gives the same outcome.
 */
export class Runtime {
  readonly platform: Platform;
  readonly engine: Engine;
  readonly #clock: VirtualClock;
  readonly #woken = new Map<string, Key>();
  readonly #died: Died[] = [];
  readonly #prove: boolean;
  readonly #digests: boolean;
  readonly #isIdle: (now: number) => boolean;
  /** Calls of functions, for the cost. Those of the schedules are the same with one invoice or a million. */
  readonly calls = { tasks: 0, wakes: 0, records: 0, scheduled: 0 };
  #part = { at: Number.NaN, left: 0 };
  #quarter: number;
  #night: number | undefined;

  constructor(options: RuntimeOptions) {
    this.#clock = options.clock;
    this.#prove = options.prove ?? true;
    this.#digests = options.digests ?? false;
    this.#isIdle = options.isIdle ?? (() => false);
    const table = new StreamingTable(options.table, (key) => this.#woken.set(`${key.pk} ${key.sk}`, key));
    const { engine, workflows } = this.#makeEngine(options);
    this.engine = engine;
    const ports: Ports = { table, mailer: options.mailer, workflows, clock: options.clock, ids: options.ids };
    const { tell, publicUrl = () => EXAMPLE_URL, files, changes, findable = false } = options;
    this.platform = {
      ...(options.wrap?.(ports) ?? ports),
      ...(files === undefined ? {} : { files }),
      ...changes,
      ...(findable ? { findable } : {}),
      tell,
      get publicUrl() {
        return publicUrl();
      },
    };
    this.#quarter = this.#nextOrNow(options.clock.now());
  }

  #makeEngine(options: RuntimeOptions): { engine: Engine; workflows: Workflows } {
    const tasks = options.tasks ?? TASKS;
    const engine = new Engine({
      machines: options.machines ?? loadMachines(),
      invoke: (name, payload, call) => {
        if (SCHEDULED.has(call.workflow)) this.calls.scheduled += 1;
        else this.calls.tasks += 1;
        return tasks.get(name)!.call(this.platform, payload);
      },
      clock: options.clock,
      random: options.random,
      uuid: () => options.ids.next('uuid'),
      store: options.store,
      history: options.history,
      onDeath: (execution) => {
        if (options.deaf !== true) this.#died.push(deathOf(execution));
      },
    });
    return { engine, workflows: engine };
  }

  #nextOrNow(now: number): number {
    return now % QUARTER_MS === 0 ? now : nextQuarter(now);
  }

  /** Runs everything that can run now: executions, the wakes that their writes ask for, and what follows their deaths. */
  async settle(): Promise<void> {
    await this.engine.drain();
    while (this.#woken.size > 0 || this.#died.length > 0) {
      const keys = [...this.#woken.values()];
      this.#woken.clear();
      for (const key of keys) {
        this.calls.wakes += 1;
        await orNote(this.platform, key, () => wake(this.platform, key));
      }
      for (let died = this.#died.shift(); died !== undefined; died = this.#died.shift())
        await takeOver(this.platform, died);
      await this.engine.drain();
    }
  }

  /** Records one event as of now, and runs what follows from it. */
  async record(event: LedgerEvent): Promise<Outcome> {
    const outcome = await this.note(event);
    await this.settle();
    return outcome;
  }

  /** Records one event as of now; what follows from it runs when the runtime next settles. */
  async note(event: LedgerEvent): Promise<Outcome> {
    this.#countRecord();
    return recordEvent(this.platform, event);
  }

  /** Facts of one instant come in parts of a file: so many share a call. */
  #countRecord(): void {
    const now = this.#clock.now();
    if (this.#part.at !== now || this.#part.left === 0) {
      this.calls.records += 1;
      this.#part = { at: now, left: FACTS_A_CALL };
    }
    this.#part.left -= 1;
  }

  /**
   * Takes up what a process that ended left behind: executions go on with the call they were in, wakes that nobody took
   * are worked off, and the present night's review runs unless it has. Call it once, before anything else.
   */
  async resume(): Promise<void> {
    this.engine.resume();
    await this.settle();
    await sweep(this.platform);
    await this.settle();
    await this.reviewNight();
  }

  /** The instant of the next thing that happens by itself. */
  async next(): Promise<number> {
    const night = await this.#nextNight();
    return Math.min(this.engine.nextTimer() ?? Number.POSITIVE_INFINITY, this.#quarter, night);
  }

  /** Moves the clock to the instant, doing on the way all that falls due, the instant itself included. */
  async advanceTo(instant: number): Promise<void> {
    for (let next = await this.next(); next <= instant; next = await this.next()) {
      this.#clock.moveTo(Math.max(next, this.#clock.now()));
      await this.#runDue(next);
    }
    this.#clock.moveTo(Math.max(instant, this.#clock.now()));
  }

  /** Does what is due now: timers first, then the night's review, the sweep, the sending run, and mail to colleagues. */
  async #runDue(now: number): Promise<void> {
    if ((this.engine.nextTimer() ?? Number.POSITIVE_INFINITY) <= now) {
      this.engine.fireTimers(now);
      await this.settle();
    }
    if ((await this.#nextNight()) <= now) {
      this.#night = undefined;
      await this.reviewNight();
    }
    if (this.#quarter <= now) {
      this.#quarter = nextQuarter(now);
      if (this.#isIdle(now)) return;
      this.calls.scheduled += 1;
      await sweep(this.platform);
      await this.settle();
      await this.#begin('correspondence', now);
      if (this.#digests) await sendDigests(this.platform);
    }
  }

  /** Runs the night's review for the present business date, unless it has. */
  async reviewNight(): Promise<void> {
    await this.#begin('nightly-review', this.#clock.now());
  }

  /** The schedules start their runs by the engine itself: faults are tried in what runs, not in the clockwork. */
  async #begin(what: 'correspondence' | 'nightly-review', at: number): Promise<void> {
    const prove = what === 'nightly-review' ? { prove: this.#prove } : {};
    const platform = { ...this.platform, workflows: this.engine };
    await beginRuns(platform, { what, scheduledTime: new Date(at).toISOString(), ...prove });
    await this.settle();
  }

  async #nextNight(): Promise<number> {
    if (this.#night === undefined) {
      const now = this.#clock.now();
      const zone = (await companyOf(this.platform.table, now)).settings.timeZone;
      const today = startOfDay(localDate(now, zone), zone);
      this.#night = startOfDay(localDate(today + 36 * 3_600_000, zone), zone);
    }
    return this.#night;
  }
}
