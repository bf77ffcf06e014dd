import { VirtualClock } from '../../functions/adapters/embedded/clock.ts';
import { type Fault, withFaults } from '../../functions/adapters/embedded/faults.ts';
import { seededIds } from '../../functions/adapters/embedded/ids.ts';
import { CollectingMailer } from '../../functions/adapters/embedded/mailbox.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import type { Customer } from '../../functions/ledger/contract.ts';
import { COMPANY } from '../../functions/ledger/entities.ts';
import type { LedgerEvent } from '../../functions/ledger/event.ts';
import { storeCompany } from '../../functions/platform/company.ts';
import { BadInput } from '../../functions/platform/errors.ts';
import type { OutgoingMail } from '../../functions/platform/ports.ts';
import type { Settings, StaffMember } from '../../functions/platform/settings.contract.ts';
import type { TimelineEntry } from '../../functions/platform/timeline.ts';
import type { Policy } from '../../functions/policy/contract.ts';
import { MemoryStore } from '../../workflows/engine/store-memory.ts';
import { Runtime } from '../runtime.ts';
import { largeInMemory } from './large-in-memory.ts';
import { seededRandom } from './random.ts';

/** What is rehearsed: a company, its customers, and what happens. */
export interface Play {
  start: number;
  until: number;
  settings: Settings;
  policies: readonly Policy[];
  staff: readonly StaffMember[];
  customers: readonly Customer[];
  /** In any order; equal instants happen in the order given. */
  events: readonly LedgerEvent[];
  faults: readonly Fault[];
}

export interface Listener {
  mail(mail: OutgoingMail): void;
  tell(entry: TimelineEntry): void;
  /** Told now and then: the virtual instant, and how many events have happened. */
  progress?(now: number, events: number): void;
}

/** A rehearsed world, at its end. */
export interface Played {
  table: SqliteTable;
  runtime: Runtime;
  /** Events that had come before with the same content: ignored. */
  repeats: number;
}

const PROGRESS_EVERY = 500;

/** A refusal names the event's id; in a file its place says more. */
const refusedAt = (error: unknown, index: number): unknown =>
  error instanceof BadInput
    ? new BadInput(
        error.problems.map((problem) => {
          const [whole, path] = /^event .*?, ([\w.[\]]+): /.exec(problem) ?? [];
          return whole === undefined
            ? `events[${index}]: ${problem}`
            : `events[${index}].${path}: ${problem.slice(whole.length)}`;
        }),
      )
    : error;

/**
 * Plays a world in virtual time through the real definitions and handlers, from `start` to `until`, the latter included.
 * Events before `start` are facts: they are known, and nothing is sent before `start`.
 *
 * @throws BadInput where an event is refused, with its place in the list.
 */
export const play = async (of: Play, listener: Listener): Promise<Played> => {
  const clock = new VirtualClock(of.start);
  const table = new SqliteTable(largeInMemory(), clock, { sharedPartition: COMPANY });
  const ids = seededIds('rehearsal');
  const runtime = new Runtime({
    table,
    mailer: new CollectingMailer(ids, (mail) => listener.mail(mail), clock),
    ids,
    clock,
    store: new MemoryStore('none'),
    history: 'none',
    tell: (entry) => listener.tell(entry),
    random: seededRandom(1),
    prove: false,
    ...(of.faults.length === 0 ? {} : { wrap: (ports) => withFaults(ports, of.faults) }),
  });
  await storeCompany(table, of);
  const at = new Date(of.start).toISOString();
  for (const customer of of.customers)
    await runtime.record({ id: `!${customer.id}`, source: 'start', at, type: 'customer.updated', customer });
  const ordered = of.events
    .map((event, index) => ({ event, index, at: Date.parse(event.at) }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  let happened = 0;
  let night = false;
  let repeats = 0;
  for (const { event, index, at: instant } of ordered) {
    if (instant > of.until) break;
    if (instant >= of.start && !night) {
      night = true;
      await runtime.settle();
      await runtime.reviewNight();
    }
    if (instant > of.start) {
      await runtime.advanceTo(instant - 1);
      clock.moveTo(instant);
    }
    try {
      // Nothing is decided on half of what was known before the start.
      const outcome = instant < of.start ? await runtime.note(event) : await runtime.record(event);
      if (outcome === 'repeated') repeats += 1;
    } catch (error) {
      throw refusedAt(error, index);
    }
    happened += 1;
    if (happened % PROGRESS_EVERY === 0) listener.progress?.(clock.now(), happened);
  }
  if (!night) {
    await runtime.settle();
    await runtime.reviewNight();
  }
  while (clock.now() < of.until) {
    await runtime.advanceTo(Math.min(of.until, clock.now() + 86_400_000));
    listener.progress?.(clock.now(), happened);
  }
  await runtime.advanceTo(of.until);
  return { table, runtime, repeats };
};
