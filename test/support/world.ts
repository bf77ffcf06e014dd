import { VirtualClock } from '../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { type Fault, SimulatedCrash, withFaults } from '../../functions/adapters/embedded/faults.ts';
import { seededIds } from '../../functions/adapters/embedded/ids.ts';
import { CollectingMailer } from '../../functions/adapters/embedded/mailbox.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import { type CustomerHead, headKey, invoiceKey, ownerKey } from '../../functions/ledger/entities.ts';
import { event, type LedgerEvent } from '../../functions/ledger/event.ts';
import { recordEvent } from '../../functions/ledger/record-event.ts';
import { type Case, caseKey, type StepRecord } from '../../functions/lifecycle/entities.ts';
import { loadCase } from '../../functions/lifecycle/load-case.ts';
import { wake } from '../../functions/lifecycle/wake.ts';
import { storeCompany } from '../../functions/platform/company.ts';
import { Conflict, ServiceUnavailable, Throttled } from '../../functions/platform/errors.ts';
import type { Platform } from '../../functions/platform/platform.ts';
import type { Key, LedgerFiles, OutgoingMail, Ports } from '../../functions/platform/ports.ts';
import type { Task } from '../../functions/platform/task.ts';
import type { TimelineEntry } from '../../functions/platform/timeline.ts';
import { positionOf } from '../../functions/policy/case-facts.ts';
import { standingOf } from '../../functions/reports/standing.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import { seededRandom } from '../../local/rehearse/random.ts';
import { replay } from '../../local/rehearse/replay.ts';
import { invoiceRow } from '../../local/rehearse/rows.ts';
import { parseScenario } from '../../local/rehearse/scenario.contract.ts';
import { Runtime } from '../../local/runtime.ts';
import { TASKS } from '../../local/tasks.ts';
import type { Machine } from '../../workflows/engine/machine.ts';
import { MemoryStore } from '../../workflows/engine/store-memory.ts';
import { asLambda } from './as-lambda.ts';
import { HookedTable } from './hooked-table.ts';

/** Like an event of a scenario: id, source and instant may be left out (the instant is then now). */
export type Happening = { type: LedgerEvent['type']; id?: string; at?: string; [field: string]: unknown };

export interface WorldOptions {
  start: string;
  settings?: object;
  policies?: readonly object[];
  staff?: readonly object[];
  customers?: readonly { id: string; [field: string]: unknown }[];
  faults?: readonly Fault[];
  /** Wraps the ports, where what goes wrong depends on the time or on who calls. */
  wrap?: (ports: Ports, clock: VirtualClock) => Ports;
  /** Passing faults outside of state machines are met as AWS meets them: the caller asks again, a sweep takes it up. */
  tolerant?: boolean;
  /** Whether the nightly review proves completeness; left off, a test sees what happens without that net. */
  prove?: boolean;
  /** Whether colleagues are written to in the morning. */
  digests?: boolean;
  /** Whether customers are entered where a search finds them. */
  findable?: boolean;
  /** The word that an execution died is lost. */
  deaf?: boolean;
  machines?: ReadonlyMap<string, Machine>;
  files?: LedgerFiles;
  /** About so many open invoices are one part of a change of a policy; left out, one part takes all of a test's. */
  partInvoices?: number;
  tasks?: (tasks: ReadonlyMap<string, Task>) => ReadonlyMap<string, Task>;
}

const PASSING = [Throttled, Conflict, ServiceUnavailable, SimulatedCrash];

/** One or a few invoices with the real handlers, definitions and engine in virtual time, and ways to step in between. */
export class World {
  readonly clock: VirtualClock;
  /** The bare table: what is written here tells no stream. */
  readonly table: SqliteTable;
  readonly hooks: HookedTable;
  readonly runtime: Runtime;
  readonly mails: OutgoingMail[] = [];
  readonly timeline: TimelineEntry[] = [];
  readonly #tolerant: boolean;
  #events = 0;

  private constructor(options: WorldOptions, tasks: ReadonlyMap<string, Task>) {
    this.#tolerant = options.tolerant ?? false;
    this.clock = new VirtualClock(Date.parse(options.start));
    this.table = new SqliteTable(openDatabase(), this.clock);
    const ids = seededIds('world');
    let hooks: HookedTable | undefined;
    const wrap = (ports: Ports): Ports => {
      hooks = new HookedTable(ports.table);
      const faulty = withFaults({ ...ports, table: hooks }, options.faults ?? []);
      return options.wrap?.(faulty, this.clock) ?? faulty;
    };
    this.runtime = new Runtime({
      table: this.table,
      mailer: new CollectingMailer(ids, (mail) => this.mails.push(mail), this.clock),
      ids,
      clock: this.clock,
      store: new MemoryStore('full'),
      history: 'full',
      tell: (entry) => this.timeline.push(entry),
      random: seededRandom(1),
      prove: options.prove ?? false,
      digests: options.digests ?? false,
      deaf: options.deaf ?? false,
      findable: options.findable ?? false,
      wrap,
      ...(options.files === undefined ? {} : { files: options.files }),
      changes: { replay, partInvoices: options.partInvoices ?? 1000 },
      ...(options.machines === undefined ? {} : { machines: options.machines }),
      tasks,
    });
    this.hooks = hooks!;
  }

  static async make(options: WorldOptions): Promise<World> {
    const { start, settings = {}, policies = [QUICK], staff = STAFF, customers = [CUSTOMER] } = options;
    const parsed = parseScenario({ start, until: start, settings, policies, staff, customers }, () => undefined);
    const world = new World(options, asLambda(options.tasks?.(TASKS) ?? TASKS));
    await storeCompany(world.table, parsed);
    for (const customer of customers) await world.record({ type: 'customer.updated', customer });
    return world;
  }

  get platform(): Platform {
    return this.runtime.platform;
  }

  now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  #eventOf(happening: Happening): LedgerEvent {
    this.#events += 1;
    const at = happening.at ?? this.now().replace(/\.000Z$/, 'Z');
    return event.parse({ id: `event-${this.#events}`, source: 'test', ...happening, at });
  }

  /** A fact comes in, and everything that follows from it happens. */
  async record(happening: Happening): Promise<void> {
    const made = this.#eventOf(happening);
    await this.#until(() => recordEvent(this.platform, made));
    await this.#until(() => this.runtime.settle());
  }

  /** A fact comes in while something else is under way; its wake waits its turn. */
  async arrives(happening: Happening): Promise<void> {
    await recordEvent(this.platform, this.#eventOf(happening));
  }

  /** A fact comes in, and its wake is lost or still to come: only the mark on the agenda remains. */
  async arrivesUnheard(happening: Happening): Promise<void> {
    await recordEvent({ ...this.platform, table: this.table }, this.#eventOf(happening));
  }

  /** A fact comes in while something else is under way, and its wake is worked off at once, once. */
  async arrivesAndWakes(happening: Happening, invoiceId: string): Promise<void> {
    await this.arrivesUnheard(happening);
    await this.wake(invoiceId);
  }

  /** The stream tells of an invoice. */
  async wake(invoiceId: string): Promise<void> {
    await wake(this.platform, await this.keyOf(invoiceId));
  }

  /** Lets the time pass up to the instant, the instant itself included. */
  async to(instant: string): Promise<void> {
    await this.#until(() => this.runtime.advanceTo(Date.parse(instant)));
  }

  async #until<T>(call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (error) {
        const passing = error instanceof AggregateError ? error.errors : [error];
        const all = passing.every((each) => PASSING.some((kind) => each instanceof kind));
        if (!this.#tolerant || !all || attempt === 2_000) throw error;
      }
    }
  }

  async customerOf(invoiceId: string): Promise<string> {
    return (await this.table.get(ownerKey(invoiceId)))!.customerId as string;
  }

  /** Where the facts of an invoice stand. */
  async keyOf(invoiceId = 'i1'): Promise<Key> {
    return invoiceKey(await this.customerOf(invoiceId), invoiceId);
  }

  async head(customerId = 'c1'): Promise<CustomerHead> {
    return (await this.table.get(headKey(customerId))) as CustomerHead;
  }

  async case(invoiceId = 'i1'): Promise<Case | undefined> {
    return (await this.table.get(caseKey(await this.customerOf(invoiceId), invoiceId))) as Case | undefined;
  }

  /** The row of an invoice as the rehearsal would write it. */
  async invoice(invoiceId = 'i1'): Promise<ReturnType<typeof invoiceRow>> {
    const customerId = await this.customerOf(invoiceId);
    const loaded = (await loadCase({ ...this.platform, table: this.table }, { customerId, invoiceId }))!;
    return invoiceRow(loaded, positionOf(loaded.facts), standingOf(loaded));
  }

  /** What was carried out of an invoice, in order: `step how`. */
  async steps(invoiceId = 'i1'): Promise<string[]> {
    return (await this.invoice(invoiceId)).steps.map(({ step, how }) => `${step} ${how}`);
  }

  records(): StepRecord[] {
    return [...this.table.scan('INVOICE#')].filter((item): item is StepRecord => 'how' in item);
  }

  letters(): LetterRecord[] {
    const letters = [...this.table.scan('LETTER#')] as LetterRecord[];
    return letters.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.letterId < b.letterId ? -1 : 1));
  }

  /** Letters as `day payer step status`. */
  sent(): string[] {
    return this.letters().map(
      ({ at, payerId, step, template, status }) => `${at.slice(0, 10)} ${payerId} ${step ?? template} ${status}`,
    );
  }

  /** Messages that left to customers. */
  posted(): number {
    return this.mails.filter(({ audience }) => audience === 'customer').length;
  }

  items(): WorkItem[] {
    return ([...this.table.scan('ITEM#')] as WorkItem[]).filter((item) => item.closedAt === undefined);
  }

  told(what: string): TimelineEntry[] {
    return this.timeline.filter((entry) => entry.what === what);
  }
}

/** Ends the process in the middle of its work. */
export const crash = async (): Promise<void> => {
  throw new SimulatedCrash('The process ended here.');
};

/** Steps every few days, so that a whole life takes two weeks: 2026-03-02 is a Monday. */
export const QUICK = {
  id: 'quick',
  version: 1,
  sendWindow: { from: '09:00', to: '17:00' },
  limits: { minimumGapDays: 2 },
  approval: { answerWithinBusinessDays: 2 },
  steps: [
    { id: 'reminder-1', kind: 'reminder', when: { anchor: 'due', days: 1 }, letter: 'reminder-1' },
    { id: 'call', kind: 'task', when: { anchor: 'due', days: 3 }, role: 'specialist', title: 'Call the customer' },
    { id: 'reminder-2', kind: 'reminder', when: { anchor: 'due', days: 6 }, letter: 'reminder-2' },
    {
      id: 'escalate',
      kind: 'escalation',
      when: { anchor: 'due', days: 9 },
      action: 'final-notice',
      approver: 'manager',
      letter: 'final-notice',
    },
  ],
};
export const STAFF = [
  { id: 'anna', name: 'Anna', email: 'anna@company.test', department: 'client-relations', roles: ['specialist'] },
  { id: 'max', name: 'Max', email: 'max@company.test', department: 'client-relations', roles: ['manager'] },
];
export const CUSTOMER = {
  id: 'c1',
  name: 'Customer One',
  segment: 'commercial',
  contacts: [{ name: 'Bill', email: 'bill@c1.test', roles: ['billing'] }],
};
/** The evening before the first reminder's day: the case begins with the invoice. */
export const START = '2026-03-03T18:00:00Z';

/** Issued on a Monday and due on the Tuesday: the first reminder goes on Wednesday the 4th at 09:00. */
export const invoiceOf = (id: string, fields: object = {}): Happening => ({
  type: 'invoice.issued',
  invoice: {
    id,
    customerId: 'c1',
    issuedOn: '2026-03-02',
    dueOn: '2026-03-03',
    amount: '100.00',
    currency: 'USD',
    ...fields,
  },
});
export const paymentOf = (invoiceId: string, amount = '100.00', paymentId = `p-${invoiceId}`): Happening => ({
  type: 'payment.received',
  paymentId,
  customerId: 'c1',
  amount,
  currency: 'USD',
  receivedOn: '2026-03-04',
  allocations: [{ invoiceId, amount }],
});
