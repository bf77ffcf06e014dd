import type { DatabaseSync } from 'node:sqlite';
import { randomIds } from '../../functions/adapters/aws/ids.ts';
import { KeptClock } from '../../functions/adapters/embedded/kept-clock.ts';
import { KeptEvents } from '../../functions/adapters/embedded/kept-events.ts';
import { MailboxMailer } from '../../functions/adapters/embedded/mailbox.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import { TimelineLog } from '../../functions/adapters/embedded/timeline-log.ts';
import type { Ids, Ports } from '../../functions/platform/ports.ts';
import { SqliteStore } from '../../workflows/engine/store-sqlite.ts';
import { replay } from '../rehearse/replay.ts';
import { Runtime, SCHEDULED } from '../runtime.ts';
import { TellingTable } from '../telling-table.ts';
import { ComingEvents } from './coming-events.ts';
import { Notes } from './notes.ts';
import { ObservedTable } from './observed-table.ts';
import { settleReservations } from './settle-reservations.ts';
import { Survey } from './survey.ts';

/** Of a change of a policy, about so many open invoices at a time: a part takes a second or so. */
const PART_INVOICES = 500;

/** A company and its customers in one file, with the clock that moves them. */
export interface World {
  database: DatabaseSync;
  clock: KeptClock;
  table: SqliteTable;
  mailbox: MailboxMailer;
  eventsOut: KeptEvents;
  timeline: TimelineLog;
  executions: SqliteStore;
  coming: ComingEvents;
  notes: Notes;
  survey: Survey;
  runtime: Runtime;
}

export interface WorldOptions {
  /** Where the clock of a new world stands, milliseconds since 1970. */
  start?: number;
  ids?: Ids;
  random?: () => number;
  /** Where the pages are reached, for links in mail; while they are not, where they will be unless told otherwise. */
  publicUrl?: () => string;
  /** Wraps the ports, to let things go wrong. */
  wrap?: (ports: Ports) => Ports;
  prove?: boolean;
}

/** Everything that works on a database, put together. Nothing runs yet. */
export const worldIn = (database: DatabaseSync, options: WorldOptions = {}): World => {
  const clock = new KeptClock(database, options.start ?? 0);
  const ids = options.ids ?? randomIds();
  const table = new SqliteTable(database, clock);
  const mailbox = new MailboxMailer(database, clock, ids);
  const eventsOut = new KeptEvents(database);
  const timeline = new TimelineLog(database);
  const executions = new SqliteStore(database);
  const survey = new Survey();
  const runtime = new Runtime({
    table: new ObservedTable(new TellingTable(table, eventsOut), (key) => survey.touch(key)),
    mailer: mailbox,
    ids,
    clock,
    store: executions,
    history: 'full',
    digests: true,
    findable: true,
    changes: { replay, partInvoices: PART_INVOICES },
    tell: (entry) => timeline.tell(entry),
    random: options.random ?? Math.random,
    publicUrl: options.publicUrl ?? (() => 'http://127.0.0.1:3000'),
    ...(options.wrap === undefined ? {} : { wrap: options.wrap }),
    ...(options.prove === undefined ? {} : { prove: options.prove }),
  });
  const coming = new ComingEvents(database);
  const notes = new Notes(database);
  return { database, clock, table, mailbox, eventsOut, timeline, executions, coming, notes, survey, runtime };
};

/**
 * Records what was to happen by now, and says how much that was; what was recorded before a crash is a repeat and
 * changes nothing.
 */
export const recordComing = async (world: World): Promise<number> => {
  let recorded = 0;
  for (let next = world.coming.first(); next !== undefined; next = world.coming.first()) {
    if (next.at > world.clock.now()) break;
    await world.runtime.record(next.event);
    world.coming.remove(next);
    recorded += 1;
  }
  return recorded;
};

/** Executions that run by the clock are kept this long after their end; those that follow invoices for good. */
const SCHEDULED_KEPT_MS = 14 * 86_400_000;

/** Drops old runs of the schedules, of which there are a hundred a day. */
export const dropOldRuns = ({ executions, clock }: World): void => {
  for (const workflow of SCHEDULED) executions.drop(workflow, clock.now() - SCHEDULED_KEPT_MS);
};

/**
 * Takes up a world whose process ended, at any moment: letters on their way are settled with the mailbox, executions go
 * on, what was missed is worked off.
 */
export const resumeWorld = async (world: World): Promise<void> => {
  await settleReservations(world);
  await world.runtime.resume();
  await recordComing(world);
  dropOldRuns(world);
};
