import { describe, expect, it } from 'vitest';
import startNextRestart from '../../../functions/lifecycle/start-next-restart.handler.ts';
import { begins } from '../../support/matches.ts';
import { crash, invoiceOf, paymentOf, QUICK, START, World } from '../../support/world.ts';

/** A restart is technical: it goes on where the case stands, and repeats nothing. */

const stop = (world: World, restart = 0): Promise<void> =>
  world.runtime.engine.stop('invoice-lifecycle', `i1-c1-r${restart}`, 'Stopped by hand');
const began = async (prove: boolean): Promise<World> => {
  const world = await World.make({ start: START, prove, deaf: true });
  await world.record(invoiceOf('i1'));
  return world;
};
const LIFE = ['reminder-1 letter', 'call task', 'reminder-2 letter'];

describe('an execution that was stopped, where the word of it is lost', () => {
  it('is followed by the next restart once its timer is overdue: no step is lost or repeated', async () => {
    const world = await began(true);
    await world.to('2026-03-05T00:00:00Z');
    await stop(world);
    await world.to('2026-03-13T00:00:00Z');
    expect(await world.case()).toMatchObject({ restart: 1, status: 'open' });
    expect(await world.steps()).toEqual(LIFE);
    expect(world.told('orphan-found')).toHaveLength(1);
    expect(world.told('case-started').map(({ why }) => why.rule)).toEqual(['case-begins', 'restarted']);
  });

  it('is followed within half an hour where a fact comes and its signal is not taken', async () => {
    const world = await began(false);
    await world.to('2026-03-05T00:00:00Z');
    await stop(world);
    await world.record({
      type: 'promise.made',
      promiseId: 'a',
      invoiceId: 'i1',
      amount: '100.00',
      promisedOn: '2026-03-12',
    });
    expect(await world.case()).toMatchObject({ restart: 0 });
    await world.to('2026-03-05T00:30:00Z');
    expect(await world.case()).toMatchObject({ restart: 1, decision: { state: 'Promise to pay' } });
  });

  it('and whose invoice is paid is closed by its restart', async () => {
    const world = await began(false);
    await world.to('2026-03-06T12:00:00Z');
    await stop(world);
    await world.record(paymentOf('i1'));
    await world.to('2026-03-06T13:00:00Z');
    expect((await world.case())?.status).toBe('closed');
    expect(world.items()).toEqual([]);
  });

  it('twice is followed twice', async () => {
    const world = await began(true);
    await world.to('2026-03-05T00:00:00Z');
    await stop(world);
    await world.to('2026-03-08T12:00:00Z');
    await stop(world, 1);
    await world.to('2026-03-20T12:00:00Z');
    expect(await world.case()).toMatchObject({ restart: 2 });
    expect(await world.steps()).toEqual(LIFE);
    expect(world.sent()).toHaveLength(2);
  });

  it('before it ever parked is followed as well', async () => {
    const world = await World.make({ start: START, prove: true, deaf: true });
    world.hooks.after(begins, () => Promise.resolve());
    await world.arrivesUnheard(invoiceOf('i1'));
    await world.wake('i1');
    await stop(world);
    expect((await world.case())?.parked).toBeUndefined();
    await world.to('2026-03-05T12:00:00Z');
    expect(await world.case()).toMatchObject({ restart: 1 });
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
  });
});

it('an execution that fails for good is followed by the next restart', async () => {
  const failing = new Map<string, number>();
  const world = await World.make({
    start: START,
    prove: true,
    deaf: true,
    tasks: (tasks) =>
      new Map(
        [...tasks].map(([name, task]) => [
          name,
          {
            name,
            call: async (platform, payload) => {
              const count = (failing.get(name) ?? 0) + 1;
              failing.set(name, count);
              if (name === 'CarryOutStep' && count === 2) throw new TypeError('A fault in the program');
              return task.call(platform, payload);
            },
          },
        ]),
      ),
  });
  await world.record(invoiceOf('i1'));
  await world.to('2026-03-13T00:00:00Z');
  expect(world.runtime.engine.execution('invoice-lifecycle', 'i1-c1-r0')?.status).toBe('FAILED');
  expect(await world.case()).toMatchObject({ restart: 1 });
  expect(await world.steps()).toEqual(LIFE);
});

describe('after 90 days', () => {
  const slow = {
    ...QUICK,
    steps: [
      QUICK.steps[0],
      { id: 'late', kind: 'reminder', when: { anchor: 'due', days: 120 }, letter: 'reminder-2' },
      { id: 'last', kind: 'task', when: { anchor: 'due', days: 130 }, role: 'specialist', title: 'Decide' },
    ],
  };

  it('an execution hands over to the next restart, which goes on with the same steps', async () => {
    const world = await World.make({ start: START, policies: [slow] });
    await world.record(invoiceOf('i1'));
    await world.to('2026-07-20T00:00:00Z');
    const { engine } = world.runtime;
    expect(engine.execution('invoice-lifecycle', 'i1-c1-r0')).toMatchObject({
      status: 'SUCCEEDED',
      state: 'Continued',
    });
    expect(engine.execution('invoice-lifecycle', 'i1-c1-r1')?.status).toBe('RUNNING');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent', '2026-07-01 c1 late sent']);
    expect(world.told('case-started')).toHaveLength(2);
  });

  it('a hand-over whose start was lost is made by the repeated call', async () => {
    const world = await World.make({ start: START, policies: [slow], deaf: true });
    await world.record(invoiceOf('i1'));
    await stop(world);
    world.hooks.after(begins, crash);
    const input = { case: { invoiceId: 'i1', customerId: 'c1', cycle: 1, restart: 0 } };
    await expect(startNextRestart.call(world.platform, input)).rejects.toThrow('ended');
    await startNextRestart.call(world.platform, input);
    await world.runtime.settle();
    expect((await world.case())?.parked).toBeDefined();
    expect(await world.case()).toMatchObject({ restart: 1 });
  });
});
