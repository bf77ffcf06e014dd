import { describe, expect, it } from 'vitest';
import { caseKey } from '../../../functions/lifecycle/entities.ts';
import { park } from '../../../functions/lifecycle/park.ts';
import { sweep } from '../../../functions/lifecycle/sweep.ts';
import { wake } from '../../../functions/lifecycle/wake.ts';
import { ServiceUnavailable, TaskClosed } from '../../../functions/platform/errors.ts';
import type { Platform } from '../../../functions/platform/platform.ts';
import { parks } from '../../support/matches.ts';
import { crash, invoiceOf, paymentOf, START, World } from '../../support/world.ts';

/** Signals and starts that are lost, doubled, late, or meet a timer. */

const began = async (): Promise<World> => {
  const world = await World.make({ start: START });
  await world.record(invoiceOf('i1'));
  return world;
};
const transitions = (world: World): number => world.runtime.engine.counters.get('invoice-lifecycle')!.transitions;

/** The platform with its wakes replaced: `TaskClosed` as where the task timed out right before. */
const withWake = (world: World, wakes: Platform['workflows']['wake']): Platform => ({
  ...world.platform,
  workflows: {
    start: (...call) => world.platform.workflows.start(...call),
    stop: (...call) => world.platform.workflows.stop(...call),
    wake: wakes,
  },
});

it('a token that timed out right before the signal is read again, and the newer one is signalled once', async () => {
  const world = await began();
  await world.to('2026-03-05T00:00:00Z');
  const first = (await world.case())!.parked!;
  await world.arrivesUnheard(paymentOf('i1'));
  const signalled: string[] = [];
  await wake(
    withWake(world, async (token) => {
      signalled.push(token);
      if (token !== first.token) return world.platform.workflows.wake(token, {});
      // The timer fires at this very moment, and the case parks anew before the signal is through.
      await world.table.write({
        update: caseKey('c1', 'i1'),
        set: { parked: { ...first, token: 'newer' } },
      });
      throw new TaskClosed('timed out');
    }),
    await world.keyOf(),
  ).catch((error: unknown) => {
    if (!(error instanceof TaskClosed)) throw error;
  });
  expect(signalled).toEqual([first.token, 'newer']);
});

it('a timer and a signal at the same instant: the hub looks once and sees the fact', async () => {
  const world = await began();
  const { until } = (await world.case())!.parked!;
  await world.to(new Date(Date.parse(until) - 1).toISOString());
  const before = transitions(world);
  world.clock.moveTo(Date.parse(until));
  await world.record(paymentOf('i1'));
  await world.to(new Date(Date.parse(until) + 60_000).toISOString());
  expect((await world.case())!.status).toBe('closed');
  expect(transitions(world) - before).toBe(3);
});

it('a stale park of an older entry does not take the place of a newer token', async () => {
  const world = await began();
  const { parked, decision } = (await world.case())!;
  const of = { invoiceId: 'i1', customerId: 'c1', cycle: 1, restart: 0 };
  const earlier = new Date(Date.parse(parked!.enteredAt) - 1).toISOString();
  await park(world.platform, of, { token: 'stale', enteredAt: earlier, retryCount: 5 }, decision!);
  await park(world.platform, { ...of, restart: 1 }, { ...parked!, token: 'foreign' }, decision!);
  expect((await world.case())!.parked).toEqual(parked);
});

describe('wakes of the stream', () => {
  it('that come twice and out of order change nothing the second time', async () => {
    const world = await began();
    await world.to('2026-03-05T00:00:00Z');
    await world.arrivesUnheard({
      type: 'promise.made',
      promiseId: 'a',
      invoiceId: 'i1',
      amount: '100.00',
      promisedOn: '2026-03-12',
    });
    await world.arrivesUnheard(paymentOf('i1'));
    const before = transitions(world);
    for (let time = 0; time < 3; time++) {
      await world.wake('i1');
      await world.runtime.settle();
    }
    expect(transitions(world) - before).toBe(3);
    expect((await world.case())!.status).toBe('closed');
  });

  it('that come twice before the execution has moved leave one more look to the sweep, and no restart', async () => {
    const world = await began();
    await world.to('2026-03-05T00:00:00Z');
    await world.arrivesUnheard(paymentOf('i1', '40.00'));
    await world.arrivesUnheard({
      type: 'promise.made',
      promiseId: 'a',
      invoiceId: 'i1',
      amount: '60.00',
      promisedOn: '2026-03-12',
    });
    await world.wake('i1');
    await world.wake('i1');
    await world.runtime.settle();
    await world.to('2026-03-05T02:00:00Z');
    expect(await world.case()).toMatchObject({ restart: 0, decision: { state: 'Promise to pay' } });
    expect(await world.table.get(await world.keyOf())).not.toHaveProperty('agenda');
  });

  it('that are lost are taken up by the sweep', async () => {
    const world = await began();
    await world.to('2026-03-04T08:50:00Z');
    await world.arrivesUnheard(paymentOf('i1'));
    await world.to('2026-03-04T08:59:00Z');
    expect((await world.case())!.status).toBe('open');
    await world.to('2026-03-04T09:00:00Z');
    expect((await world.case())!.status).toBe('closed');
    expect(world.posted()).toBe(0);
  });
});

describe('a start that is reserved', () => {
  it('and whose call was lost on the way is made by the sweep', async () => {
    const world = await World.make({
      start: START,
      tolerant: true,
      faults: [{ port: 'workflows', method: 'start', call: 1, fault: 'throw-before' }],
    });
    await world.arrivesUnheard(invoiceOf('i1'));
    await expect(world.wake('i1')).rejects.toThrow(ServiceUnavailable);
    expect(await world.case()).toMatchObject({ status: 'open', restart: 0 });
    await world.to('2026-03-05T00:00:00Z');
    expect(await world.case()).toMatchObject({ restart: 0 });
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
  });

  it('and whose answer was lost is its own: nothing starts twice', async () => {
    const world = await World.make({
      start: START,
      tolerant: true,
      faults: [{ port: 'workflows', method: 'start', call: 1, fault: 'lost-acknowledgement' }],
    });
    await world.record(invoiceOf('i1'));
    await world.to('2026-03-05T00:00:00Z');
    expect(await world.case()).toMatchObject({ restart: 0 });
    expect(world.runtime.engine.counters.get('invoice-lifecycle')!.started).toBe(1);
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
  });

  it('and whose reservation was written while its answer was lost is started by whoever finds it', async () => {
    const world = await World.make({ start: START });
    await world.arrivesUnheard(invoiceOf('i1'));
    const table = world.platform.table;
    const lost: Platform = {
      ...world.platform,
      table: {
        ...table,
        get: (key) => table.get(key),
        batchGet: (keys) => table.batchGet(keys),
        query: (...of) => table.query(...of),
        queryIndex: (...of) => table.queryIndex(...of),
        transact: (writes) => table.transact(writes),
        // The adapter asks again after a lost answer, and meets its own write.
        write: async (write) => {
          if ('put' in write && write.put.status === 'open') await table.write(write);
          await table.write(write);
        },
      },
    };
    await wake(lost, await world.keyOf());
    await world.runtime.settle();
    expect((await world.case())?.parked).toBeDefined();
  });
});

it('one entry that fails keeps the sweep from nothing else, and is tried again', async () => {
  const world = await began();
  await world.record(invoiceOf('i2'));
  await world.to('2026-03-05T00:00:00Z');
  await world.arrivesUnheard(paymentOf('i1'));
  await world.arrivesUnheard(paymentOf('i2'));
  const failing = withWake(world, async (token, output) => {
    if (token === (await world.case('i1'))!.parked?.token) throw new ServiceUnavailable('no answer');
    return world.platform.workflows.wake(token, output);
  });
  await expect(sweep(failing)).rejects.toThrow('could not work off 1 of');
  await world.runtime.settle();
  expect([(await world.case('i1'))!.status, (await world.case('i2'))!.status]).toEqual(['open', 'closed']);
  await world.to('2026-03-05T00:15:00Z');
  expect((await world.case('i1'))!.status).toBe('closed');
});

it('a process that ends right after a park forgets nothing: the timer is set already', async () => {
  const world = await World.make({ start: START, tolerant: true, prove: true });
  world.hooks.after(parks, crash);
  await world.record(invoiceOf('i1'));
  expect(world.hooks.waiting).toBe(0);
  await world.to('2026-03-20T00:00:00Z');
  expect(world.sent().slice(0, 1)).toEqual(['2026-03-04 c1 reminder-1 sent']);
  expect(await world.steps()).toEqual(['reminder-1 letter', 'call task', 'reminder-2 letter']);
});

it('schedules that are delivered twice, and runs in between, do nothing twice', async () => {
  const world = await began();
  const { engine } = world.runtime;
  await world.to('2026-03-04T09:00:00Z');
  for (const name of ['again-1', 'again-2']) await engine.start('correspondence', name, {});
  await engine.drain();
  await world.runtime.reviewNight();
  await world.runtime.reviewNight();
  expect(world.posted()).toBe(1);
  expect(await world.steps()).toEqual(['reminder-1 letter']);
  expect(engine.counters.get('invoice-lifecycle')!.started).toBe(1);
});
