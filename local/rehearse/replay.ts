import { setImmediate } from 'node:timers/promises';
import { VirtualClock } from '../../functions/adapters/embedded/clock.ts';
import { seededIds } from '../../functions/adapters/embedded/ids.ts';
import { CollectingMailer } from '../../functions/adapters/embedded/mailbox.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import { COMPANY } from '../../functions/ledger/entities.ts';
import type { Ids } from '../../functions/platform/ports.ts';
import { type AgendaKind, agendaShards, dueBy, hash32 } from '../../functions/platform/shard.ts';
import type { Replay } from '../../functions/policy-change/replay.ts';
import type { Machine } from '../../workflows/engine/machine.ts';
import { MemoryStore } from '../../workflows/engine/store-memory.ts';
import { loadMachines } from '../machines.ts';
import { Runtime } from '../runtime.ts';
import { variableDollars } from './cost.ts';
import { largeInMemory } from './large-in-memory.ts';
import { seededRandom } from './random.ts';

/** How long whoever else works in this process may wait. */
const BREATH_MS = 40;
const DAY_MS = 86_400_000;
const KINDS: readonly AgendaKind[] = ['admission', 'wake', 'letters', 'deadline', 'hold-end', 'applying'];
const AGENDA = KINDS.flatMap(agendaShards);

/** Compiled once: two worlds are opened for each part. */
let machines: ReadonlyMap<string, Machine> | undefined;

/** Ids that count up, and are none of those that the copied items bear. */
const idsBeside = (seed: string): Ids => {
  const ids = seededIds(seed);
  return { next: (prefix) => ids.next(`${prefix}-ahead`), token: () => ids.token() };
};

/** Opens a world in memory with the embedded runtime: the same definitions and handlers, and mail that goes nowhere. */
export const replay: Replay = ({ start, seed }) => {
  machines ??= loadMachines();
  const clock = new VirtualClock(start);
  const database = largeInMemory();
  const table = new SqliteTable(database, clock, { sharedPartition: COMPANY });
  const ids = idsBeside(seed);
  let mails = 0;
  const count = (): void => {
    mails += 1;
  };
  const runtime = new Runtime({
    ...{ table, clock, ids, machines },
    mailer: new CollectingMailer(ids, (mail) => (mail.audience === 'customer' ? count() : undefined), clock),
    store: new MemoryStore('none'),
    history: 'none',
    tell: () => undefined,
    random: seededRandom(hash32(seed)),
    prove: false,
    isIdle: (now) => !table.hasEntry('agenda', AGENDA, dueBy(now)),
  });
  return {
    platform: runtime.platform,
    fill: (items) => {
      database.exec('BEGIN');
      // The work of a write is done before its promise is returned.
      for (const item of items) void table.write({ put: item });
      database.exec('COMMIT');
    },
    settle: () => runtime.settle(),
    advanceTo: async (instant) => {
      let breathed = performance.now();
      while (clock.now() < instant) {
        await runtime.advanceTo(Math.min(instant, clock.now() + DAY_MS));
        if (performance.now() - breathed < BREATH_MS) continue;
        await setImmediate();
        breathed = performance.now();
      }
    },
    spentMicros: () => variableDollars(runtime, table.usage(), mails) * 1e6,
    close: () => database.close(),
  };
};
