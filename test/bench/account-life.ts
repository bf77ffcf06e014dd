import { VirtualClock } from '../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { seededIds } from '../../functions/adapters/embedded/ids.ts';
import { CollectingMailer } from '../../functions/adapters/embedded/mailbox.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import { event } from '../../functions/ledger/event.ts';
import { storeCompany } from '../../functions/platform/company.ts';
import type { Ports } from '../../functions/platform/ports.ts';
import { settings } from '../../functions/platform/settings.contract.ts';
import type { Task } from '../../functions/platform/task.ts';
import { seededRandom } from '../../local/rehearse/random.ts';
import { shippedPolicies } from '../../local/rehearse/shipped.ts';
import { Runtime } from '../../local/runtime.ts';
import { TASKS } from '../../local/tasks.ts';
import { MemoryStore } from '../../workflows/engine/store-memory.ts';

/** A call of a port: which, with what, and what it answered: a value, or the name of an error. */
export interface Call {
  port: 'table' | 'mailer' | 'workflows';
  method: string;
  args: unknown[];
  answer: Promise<unknown>;
}

/** What one call of a function did for the invoice: by the task's name, or `Record` and `Wake`. */
export interface Segment {
  by: string;
  /** Virtual time, milliseconds since 1970. */
  at: number;
  calls: Call[];
}

/** Stands in every id of the life for the number of the invoice. */
export const NUMBER = 'n0n0n0';
const customerId = `c-${NUMBER}`;
const invoiceId = `i-${NUMBER}`;
const AMOUNT = { amount: '150.00', currency: 'USD' };

const HAPPENINGS = [
  {
    at: '2026-01-05T08:00:00Z',
    type: 'customer.updated',
    customer: {
      id: customerId,
      name: customerId,
      segment: 'commercial',
      contacts: [{ name: customerId, email: `${customerId}@bench.example`, roles: ['billing'] }],
    },
  },
  {
    at: '2026-01-05T08:00:01Z',
    type: 'invoice.issued',
    invoice: { id: invoiceId, customerId, issuedOn: '2026-01-05', dueOn: '2026-02-04', status: 'sent', ...AMOUNT },
  },
  {
    at: '2026-02-20T08:00:00Z',
    type: 'payment.received',
    paymentId: `p-${NUMBER}`,
    customerId,
    receivedOn: '2026-02-20',
    allocations: [{ invoiceId, amount: AMOUNT.amount }],
    ...AMOUNT,
  },
];

class Recorder {
  readonly segments: Segment[] = [];
  readonly #clock: VirtualClock;
  #open: Segment | undefined;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** What is called until `work` is over belongs to one call of this function. */
  async during<T>(by: string, work: () => Promise<T>): Promise<T> {
    const opened = { by, at: this.#clock.now(), calls: [] };
    this.segments.push(opened);
    this.#open = opened;
    try {
      return await work();
    } finally {
      this.#open = undefined;
    }
  }

  wrap = (ports: Ports): Ports => ({
    ...ports,
    table: this.#watched(ports.table, 'table'),
    mailer: this.#watched(ports.mailer, 'mailer'),
    workflows: this.#watched(ports.workflows, 'workflows'),
  });

  #watched<P extends object>(port: P, name: Call['port']): P {
    return new Proxy(port, {
      get: (target, method) => {
        const member = Reflect.get(target, method) as unknown;
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const made: Promise<unknown> = member.apply(target, args);
          const answer = made.then(structuredClone, (error: Error) => error.name);
          this.#note({ port: name, method: String(method), args, answer });
          return made;
        };
      },
    });
  }

  /** Calls that do not name the invoice are made once for many: looks at the agenda, the company's settings. */
  #note({ port, method, args, answer }: Call): void {
    const [first] = args;
    const kept = port === 'mailer' ? [{ ...(first as object), raw: undefined }] : args;
    if (port !== 'workflows' && !JSON.stringify(kept).includes(NUMBER)) return;
    const call = { port, method, args: structuredClone(kept), answer };
    if (this.#open === undefined) {
      // Between tasks only the wake function works.
      const last = this.segments.at(-1);
      const goesOn = last?.by === 'Wake' && last.at === this.#clock.now();
      if (!goesOn) this.segments.push({ by: 'Wake', at: this.#clock.now(), calls: [] });
      this.segments.at(-1)!.calls.push(call);
    } else this.#open.calls.push(call);
  }
}

/**
 * Lives the life of one invoice through today's definitions and functions, under the shipped policy: it comes in, is
 * reminded of once, and is paid. Returns what each function called for it, in order.
 */
export const recordLife = async (): Promise<Segment[]> => {
  const clock = new VirtualClock(Date.parse('2026-01-05T06:00:00Z'));
  const recorder = new Recorder(clock);
  const ids = seededIds('bench');
  const watched = [...TASKS].map(([name, { call }]): [string, Task] => [
    name,
    { name, call: (platform, payload) => recorder.during(name, () => call(platform, payload)) },
  ]);
  const runtime = new Runtime({
    table: new SqliteTable(openDatabase(), clock),
    mailer: new CollectingMailer(ids, () => undefined, clock),
    ids,
    clock,
    store: new MemoryStore('none'),
    history: 'none',
    tell: () => undefined,
    random: seededRandom(1),
    prove: false,
    wrap: recorder.wrap,
    tasks: new Map(watched),
  });
  await storeCompany(runtime.platform.table, { settings: settings.parse({}), policies: shippedPolicies(), staff: [] });
  for (const [index, happening] of HAPPENINGS.entries()) {
    const at = Date.parse(happening.at);
    await runtime.advanceTo(at - 1);
    clock.moveTo(at);
    const made = event.parse({ id: `e${index}-${NUMBER}`, source: 'bench', ...happening });
    await recorder.during('Record', () => runtime.note(made));
    await runtime.settle();
  }
  await runtime.advanceTo(clock.now() + 86_400_000);
  return recorder.segments.filter(({ calls }) => calls.length > 0);
};
