import { describe, expect, it } from 'vitest';
import { begins, parks, writesTo } from '../../support/matches.ts';
import { invoiceOf, paymentOf, START, World } from '../../support/world.ts';

/** A fact comes in between two writes of the lifecycle: the case follows the fact all the same. */

const began = async (): Promise<World> => {
  const world = await World.make({ start: START });
  await world.record(invoiceOf('i1'));
  return world;
};

describe('a fact between the decision and the park', () => {
  it('is seen by the fence, even where its own wake came too early and found no token', async () => {
    const world = await World.make({ start: START });
    world.hooks.before(parks, () => world.arrivesAndWakes(paymentOf('i1'), 'i1'));
    await world.record(invoiceOf('i1'));
    expect(world.hooks.waiting).toBe(0);
    expect(await world.invoice()).toMatchObject({ standing: 'settled', balance: '0.00' });
    expect((await world.case())?.status).toBe('closed');
    await world.to('2026-03-10T00:00:00Z');
    expect(world.posted()).toBe(0);
  });

  it('is seen where the park is not the first one', async () => {
    const world = await began();
    await world.to('2026-03-05T00:00:00Z');
    world.hooks.before(parks, () => world.arrivesAndWakes(paymentOf('i1'), 'i1'));
    await world.to('2026-03-06T02:00:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect((await world.case())?.status).toBe('closed');
    expect(world.items()).toEqual([]);
  });

  it('of the whole payer is seen as well: a hold on the customer stops the letter that was just planned', async () => {
    const world = await World.make({ start: START });
    world.hooks.before(parks, () =>
      world.arrivesUnheard({
        type: 'hold.placed',
        holdId: 'h1',
        scope: { customerId: 'c1' },
        reason: 'A word first',
        owner: 'anna',
        until: '2026-03-09',
      }),
    );
    await world.record(invoiceOf('i1'));
    expect((await world.case())?.decision?.state).toBe('On hold');
    await world.to('2026-03-08T00:00:00Z');
    expect(world.posted()).toBe(0);
    await world.to('2026-03-10T00:00:00Z');
    expect(world.sent()).toEqual(['2026-03-09 c1 reminder-1 sent']);
  });
});

describe('a fact between the last decision and the closing of a case', () => {
  const more = { amount: '150.00' };
  const changed = { ...invoiceOf('i1', more), type: 'invoice.changed' as const };

  it('opens it again: the amount grew after the hub had seen it paid', async () => {
    const world = await began();
    world.hooks.before(
      (write) => 'update' in write && write.set?.status === 'closed',
      () => world.arrivesAndWakes(changed, 'i1'),
    );
    await world.record(paymentOf('i1'));
    expect(world.hooks.waiting).toBe(0);
    expect(await world.case()).toMatchObject({ status: 'open', restart: 1 });
    await world.to('2026-03-05T00:00:00Z');
    expect(world.letters().map(({ status, total }) => [status, total])).toEqual([['sent', 5000]]);
  });

  it('that is a reversal opens the next cycle, whose case the old execution does not close', async () => {
    const world = await began();
    world.hooks.before(
      (write) => 'update' in write && write.set?.status === 'closed',
      () => world.arrivesAndWakes({ type: 'payment.reversed', paymentId: 'p-i1', reason: 'Bounced' }, 'i1'),
    );
    await world.record(paymentOf('i1'));
    expect(world.hooks.waiting).toBe(0);
    expect(await world.case()).toMatchObject({ status: 'open', cycle: 2, restart: 0 });
    await world.to('2026-03-05T00:00:00Z');
    expect(world.letters().map(({ template }) => template)).toEqual(['reversal']);
  });
});

it('a reversal while the old execution still runs: it ends, and the next cycle has its own', async () => {
  const world = await began();
  await world.to('2026-03-04T12:00:00Z');
  await world.arrivesUnheard(paymentOf('i1'));
  await world.record({ type: 'payment.reversed', paymentId: 'p-i1', reason: 'Bounced' });
  const { engine } = world.runtime;
  expect(engine.execution('invoice-lifecycle', 'i1-c1-r0')?.status).toBe('SUCCEEDED');
  expect(engine.execution('invoice-lifecycle', 'i1-c2-r0')?.status).toBe('RUNNING');
  await world.to('2026-03-05T12:00:00Z');
  expect(world.letters().map(({ template }) => template)).toEqual(['reminder-1', 'reversal']);
});

it('a payment between the decision and the raising of a task leaves no task behind', async () => {
  const world = await began();
  await world.to('2026-03-05T00:00:00Z');
  world.hooks.before(writesTo('ITEM#'), () => world.arrivesAndWakes(paymentOf('i1'), 'i1'));
  await world.to('2026-03-07T00:00:00Z');
  expect(world.hooks.waiting).toBe(0);
  expect(world.items()).toEqual([]);
  expect((await world.case())?.status).toBe('closed');
});

it('two starts at once reserve one execution, and both may start it', async () => {
  const world = await World.make({ start: START });
  await world.arrivesUnheard(invoiceOf('i1'));
  world.hooks.before(begins, () => world.wake('i1'));
  await world.wake('i1');
  await world.runtime.settle();
  expect(world.hooks.waiting).toBe(0);
  expect(await world.case()).toMatchObject({ restart: 0, status: 'open' });
  expect(world.runtime.engine.counters.get('invoice-lifecycle')?.started).toBe(1);
});
