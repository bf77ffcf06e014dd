import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { type Fault, type FaultKind, SimulatedCrash, withFaults } from '../../../functions/adapters/embedded/faults.ts';
import { seededIds } from '../../../functions/adapters/embedded/ids.ts';
import { CollectingMailer } from '../../../functions/adapters/embedded/mailbox.ts';
import { SqliteTable } from '../../../functions/adapters/embedded/sqlite-table.ts';
import {
  AlreadyStarted,
  CertainlyNotSent,
  Conflict,
  ServiceUnavailable,
  Throttled,
} from '../../../functions/platform/errors.ts';
import type { OutgoingMail, Ports } from '../../../functions/platform/ports.ts';

const key = { pk: 'p', sk: 's' };

function world(faults: readonly Fault[]) {
  const clock = new VirtualClock(1000);
  const ids = seededIds(1);
  const sent: string[] = [];
  const started = new Set<string>();
  const table = new SqliteTable(openDatabase(), clock);
  const sound: Ports = {
    table,
    mailer: new CollectingMailer(ids, (mail) => sent.push(mail.tags.letter ?? ''), clock),
    workflows: {
      async start(workflow, name) {
        if (started.has(name)) throw new AlreadyStarted(`${workflow} ${name} was started before.`);
        started.add(name);
      },
      async wake() {},
      async stop() {},
    },
    clock,
    ids,
  };
  return { ...withFaults(sound, faults), sound, sent, started, virtualClock: clock };
}

const mail = (letter: string, audience: OutgoingMail['audience'] = 'customer'): OutgoingMail => ({
  from: 'a@company.test',
  to: ['b@customer.test'],
  raw: new Uint8Array(),
  tags: { letter },
  audience,
});

describe('faults of the table', () => {
  it.each<[FaultKind, new (message: string) => Error, number]>([
    ['throw-before', ServiceUnavailable, 1],
    ['throttle', Throttled, 1],
    ['conflict', Conflict, 1],
    ['lost-acknowledgement', ServiceUnavailable, 2],
    ['time-out', ServiceUnavailable, 2],
    ['crash-after', SimulatedCrash, 2],
  ])('%s meets the call it was planned for, and no other', async (fault, error, countThen) => {
    const { table } = world([{ port: 'table', call: 2, fault }]);
    const increase = () => table.write({ update: key, add: { count: 1 } });
    await increase();
    await expect(increase()).rejects.toThrow(error);
    expect((await table.get(key))?.count).toBe(countThen);
    await increase();
    expect((await table.get(key))?.count).toBe(countThen + 1);
  });

  it('a duplicate is done twice', async () => {
    const { table } = world([{ port: 'table', method: 'write', call: 1, fault: 'duplicate' }]);
    await table.get(key);
    await table.write({ update: key, add: { count: 1 } });
    expect((await table.get(key))?.count).toBe(2);
  });

  it('calls are counted for a method where it is named', async () => {
    const { table } = world([{ port: 'table', method: 'transact', call: 2, fault: 'conflict' }]);
    await table.transact([{ put: { ...key } }]);
    await table.write({ put: { ...key } });
    await table.batchGet([key]);
    await expect(table.transact([{ put: { ...key } }])).rejects.toThrow(Conflict);
    await table.transact([{ put: { ...key } }]);
  });

  it('a stale read does not see the last write, and the next read does', async () => {
    const stale = (method: string): Fault => ({ port: 'table', method, call: 1, fault: 'stale-read' });
    const { table } = world(['get', 'batchGet', 'query', 'queryIndex'].map(stale));
    const at = (sk: string, agendaAt: string) => ({ pk: 'p', sk, agenda: 'a', agendaAt });
    for (const sk of ['1', '2', '3']) await table.write({ put: at(sk, sk) });
    await table.transact([
      { put: at('0', '0') },
      { delete: { pk: 'p', sk: '2' } },
      { update: { pk: 'p', sk: '3' }, set: { agendaAt: '9' } },
    ]);
    const names = (items: readonly ({ sk: string } | undefined)[]) => items.map((item) => item?.sk);
    const keys = ['0', '1', '2', '3'].map((sk) => ({ pk: 'p', sk }));
    expect((await table.get({ pk: 'p', sk: '3' }))?.agendaAt).toBe('3');
    expect((await table.get({ pk: 'p', sk: '3' }))?.agendaAt).toBe('9');
    expect(names(await table.batchGet(keys))).toEqual([undefined, '1', '2', '3']);
    expect(names(await table.batchGet(keys))).toEqual(['0', '1', undefined, '3']);
    expect(names((await table.query('p', '')).items)).toEqual(['1', '2', '3']);
    expect(names((await table.query('p', '')).items)).toEqual(['0', '1', '3']);
    expect((await table.queryIndex('agenda', 'a', '2')).items).toEqual([at('1', '1'), at('2', '2')]);
    expect(names((await table.queryIndex('agenda', 'a')).items)).toEqual(['0', '1', '3']);
  });

  it('a stale page gives back only what belongs between its ends', async () => {
    const { table } = world([{ port: 'table', method: 'query', call: 2, fault: 'stale-read' }]);
    for (const sk of ['1', '2', '3', '4', '5']) await table.write({ put: { pk: 'p', sk } });
    const first = await table.query('p', '', undefined, 1);
    await table.transact(['1', '3', '5'].map((sk) => ({ delete: { pk: 'p', sk } })));
    const stale = await table.query('p', '', first.next, 2);
    expect(stale.items.map((item) => item.sk)).toEqual(['2', '3', '4', '5']);
  });
});

describe('faults of the mailer', () => {
  it('count messages to customers only', async () => {
    const { mailer, sent } = world([{ port: 'mailer', call: 2, fault: 'throw-before' }]);
    await mailer.send(mail('1'));
    await mailer.send(mail('to staff', 'staff'));
    await expect(mailer.send(mail('2'))).rejects.toThrow(CertainlyNotSent);
    await mailer.send(mail('2 again'));
    expect(sent).toEqual(['1', 'to staff', '2 again']);
  });

  it('say that nothing was sent only where that is certain', async () => {
    const kinds: FaultKind[] = ['throttle', 'lost-acknowledgement', 'time-out', 'crash-after', 'duplicate'];
    const { mailer, sent } = world(kinds.map((fault, place) => ({ port: 'mailer', call: place + 1, fault })));
    await expect(mailer.send(mail('1'))).rejects.toThrow(CertainlyNotSent);
    await expect(mailer.send(mail('2'))).rejects.toThrow(ServiceUnavailable);
    await expect(mailer.send(mail('3'))).rejects.toThrow(ServiceUnavailable);
    await expect(mailer.send(mail('4'))).rejects.toThrow(SimulatedCrash);
    await mailer.send(mail('5'));
    expect(sent).toEqual(['2', '3', '4', '5', '5']);
  });
});

describe('faults of the other ports', () => {
  it('a start that is made twice answers what the second start answers', async () => {
    const { workflows, started } = world([{ port: 'workflows', call: 1, fault: 'duplicate' }]);
    await expect(workflows.start('escalation', 'one', {})).rejects.toThrow(AlreadyStarted);
    expect([...started]).toEqual(['one']);
    await workflows.wake('token', {});
    await workflows.stop('escalation', 'one', 'done');
  });

  it('a stale clock shows the time before its last move', () => {
    const { clock, virtualClock } = world([{ port: 'clock', call: 2, fault: 'stale-read' }]);
    expect(clock.now()).toBe(1000);
    virtualClock.moveTo(2000);
    expect(clock.now()).toBe(1000);
    expect(clock.now()).toBe(2000);
  });

  it('ids fail as planned', () => {
    const { ids } = world([{ port: 'ids', method: 'token', call: 1, fault: 'time-out' }]);
    expect(ids.next('a')).toBe('a-000001');
    expect(() => ids.token()).toThrow(ServiceUnavailable);
    expect(ids.token()).toHaveLength(43);
  });

  it('a port without a fault is passed on as it is', () => {
    const { table, clock, sound } = world([{ port: 'ids', call: 1, fault: 'duplicate' }]);
    expect(table).toBe(sound.table);
    expect(clock).toBe(sound.clock);
  });

  it.each<Fault>([
    { port: 'mailer', call: 0, fault: 'throttle' },
    { port: 'mailer', call: 1, fault: 'stale-read' },
    { port: 'table', call: 1, fault: 'throttle', method: 'put' },
  ])('$fault of $port.$method at call $call is refused', (fault) => {
    expect(() => world([fault])).toThrow(TypeError);
  });
});
