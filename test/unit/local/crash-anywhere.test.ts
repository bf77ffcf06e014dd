import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import type { LetterRecord } from '../../../functions/correspondence/letter-record.ts';
import { event, type LedgerEvent } from '../../../functions/ledger/event.ts';
import { storeCompany } from '../../../functions/platform/company.ts';
import type { Ports } from '../../../functions/platform/ports.ts';
import { settings } from '../../../functions/platform/settings.contract.ts';
import type { WorkItem } from '../../../functions/work-list/item.ts';
import { shippedPolicies } from '../../../local/rehearse/shipped.ts';
import { sampleStaff } from '../../../local/sample/company.ts';
import { Mover } from '../../../local/server/mover.ts';
import { resumeWorld, type World, worldIn } from '../../../local/server/world.ts';

/** A world in which the process ends at its n-th call of a port, and is started again: nothing lost, nothing twice. */

const START = Date.parse('2026-03-02T06:00:00Z');
/** Calls that are tried, spread over all of them. */
const POINTS = Number(process.env.CRASH_POINTS ?? 12);
const UNTIL = Date.parse('2026-03-03T16:00:00Z');

const EVENTS: object[] = [
  ...['A', 'B', 'C', 'D'].flatMap((id) => [
    {
      type: 'customer.updated',
      customer: {
        id,
        name: `Customer ${id}`,
        segment: 'commercial',
        contacts: [{ name: id, email: `${id}@c.example`, roles: ['billing'] }],
      },
    },
    ...[1, 2].map((number) => ({
      type: 'invoice.issued',
      invoice: {
        id: `${id}-${number}`,
        customerId: id,
        issuedOn: '2026-01-20',
        dueOn: `2026-02-${26 + number}`,
        amount: '100.00',
        currency: 'USD',
      },
    })),
  ]),
  {
    at: '2026-03-03T14:30:00Z',
    type: 'payment.received',
    paymentId: 'P1',
    customerId: 'B',
    amount: '100.00',
    currency: 'USD',
    receivedOn: '2026-03-03',
    allocations: [{ invoiceId: 'B-1', amount: '100.00' }],
  },
  { at: '2026-03-02T10:00:00Z', type: 'issue.raised', issueId: 'S1', invoiceId: 'C-1', category: 'price' },
  { at: '2026-03-03T10:00:00Z', type: 'issue.taken-up', issueId: 'S1' },
  {
    at: '2026-03-02T11:00:00Z',
    type: 'promise.made',
    promiseId: 'M1',
    invoiceId: 'D-1',
    amount: '100.00',
    promisedOn: '2026-03-09',
  },
];

const events = (): LedgerEvent[] =>
  EVENTS.map((fields, index) =>
    event.parse({ id: `e${index}`, source: 'test', at: '2026-03-02T05:00:00Z', ...fields }),
  );

/** The world as it stands before the days that are tried, as a file's bytes. */
const prepared = async (): Promise<Uint8Array> => {
  const database = openDatabase();
  const world = worldIn(database, { start: START });
  const company = { settings: settings.parse({}), policies: shippedPolicies(), staff: sampleStaff() };
  await storeCompany(world.runtime.platform.table, company);
  for (const each of events()) {
    if (Date.parse(each.at) <= START) await world.runtime.record(each);
    else world.coming.add(each);
  }
  return database.serialize();
};

const copyOf = (bytes: Uint8Array): DatabaseSync => {
  const database = new DatabaseSync(':memory:');
  database.deserialize(bytes);
  return database;
};

/** Ports that answer no more from their n-th call on: the call itself is made, or not. */
const endingAt = (call: number, isMade: boolean, onEnd: () => void) => {
  let calls = 0;
  const never = new Promise<never>(() => {});
  const guarded = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method = Reflect.get(target, name, target) as unknown;
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls > call || (calls === call && !isMade)) {
            onEnd();
            return never;
          }
          const answer = await (method as (...args: unknown[]) => Promise<unknown>).apply(target, args);
          if (calls < call) return answer;
          onEnd();
          return never;
        };
      },
    });
  return {
    calls: () => calls,
    wrap: ({ table, mailer, workflows, ...rest }: Ports): Ports => ({
      ...rest,
      table: guarded(table),
      mailer: guarded(mailer),
      workflows: guarded(workflows),
    }),
  };
};

const moved = async (world: World): Promise<void> => {
  await resumeWorld(world);
  const mover = new Mover(world);
  mover.begin({ to: UNTIL });
  await mover.settled(60_000);
  expect(mover.move?.because).toBeUndefined();
};

const outcome = ({ table, mailbox }: World) => ({
  letters: [...table.scan('LETTER#')]
    .map((item) => item as LetterRecord)
    .map(({ at, payerId, template, status, lines }) => ({ on: at.slice(0, 10), payerId, template, status, lines }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  mails: mailbox
    .newest(1000)
    .filter(({ audience }) => audience === 'customer')
    .map(({ to }) => to.join())
    .sort(),
  items: [...table.scan('ITEM#')]
    .map((item) => item as WorkItem)
    .map(({ itemId, closedAt, assignee }) => `${itemId} ${assignee} ${closedAt === undefined}`)
    .sort(),
});

describe('a process that ends at any call', () => {
  it(
    'is taken up again with nothing lost and nothing done twice',
    async () => {
      const bytes = await prepared();
      const whole = worldIn(copyOf(bytes));
      await moved(whole);
      const expected = outcome(whole);
      expect(expected.letters.length).toBeGreaterThan(3);

      const counting = endingAt(Number.POSITIVE_INFINITY, true, () => {});
      await moved(worldIn(copyOf(bytes), { wrap: counting.wrap }));
      const calls = counting.calls();
      const step = Math.max(Math.floor(calls / POINTS), 1);
      for (let call = 1; call < calls; call += step) {
        const isMade = Math.floor(call / step) % 2 === 0;
        const database = copyOf(bytes);
        await new Promise<void>((resolve) => {
          const ending = endingAt(call, isMade, resolve);
          void moved(worldIn(database, { wrap: ending.wrap })).then(resolve);
        });
        const again = worldIn(database);
        await moved(again);
        expect(outcome(again), `ended at call ${call} of ${calls}, which was ${isMade ? '' : 'not '}made`).toEqual(
          expected,
        );
      }
    },
    POINTS * 5000,
  );
});
