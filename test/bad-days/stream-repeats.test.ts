import { describe, expect, it } from 'vitest';
import wake from '../../functions/lifecycle/wake.handler.ts';
import { Throttled } from '../../functions/platform/errors.ts';
import type { Key } from '../../functions/platform/ports.ts';
import { invoiceOf, paymentOf, START, World } from '../support/world.ts';

/** The table's stream tells at least once, in batches, and not in the order of what anybody needs. */

const began = async (...ids: string[]): Promise<World> => {
  const world = await World.make({ start: START });
  for (const id of ids) await world.record(invoiceOf(id));
  await world.to('2026-03-05T00:00:00Z');
  return world;
};
const transitions = (world: World): number => world.runtime.engine.counters.get('invoice-lifecycle')!.transitions;
const stream = async (world: World, keys: readonly Key[]): Promise<unknown> => {
  const answer = await wake.call(world.platform, { keys });
  await world.runtime.settle();
  return answer;
};

it('a batch with the same record many times, told many times, wakes a case once', async () => {
  const world = await began('i1', 'i2');
  await world.arrivesUnheard(paymentOf('i1'));
  await world.arrivesUnheard(paymentOf('i2'));
  const [one, two] = [await world.keyOf('i1'), await world.keyOf('i2')];
  const before = transitions(world);
  for (const batch of [[two, one, two, one], [one], [two, one]])
    expect(await stream(world, batch)).toEqual({ failed: [] });
  expect(transitions(world) - before).toBe(6);
  expect([(await world.case('i1'))!.status, (await world.case('i2'))!.status]).toEqual(['closed', 'closed']);
});

it('an old record that comes after newer ones decides nothing: the facts are read, not the record', async () => {
  const world = await began('i1');
  const promise = { type: 'promise.made', promiseId: 'a', invoiceId: 'i1', amount: '100.00', promisedOn: '2026-03-12' };
  await world.record({ ...promise, type: 'promise.made' });
  await world.record(paymentOf('i1'));
  const before = transitions(world);
  await stream(world, [await world.keyOf(), { pk: 'C#c1', sk: 'HEAD' }]);
  expect(transitions(world)).toBe(before);
  expect((await world.case())!.status).toBe('closed');
});

describe('a record that fails', () => {
  it('is named alone, with those beside it done', async () => {
    const world = await began('i1', 'i2', 'i3');
    for (const id of ['i1', 'i2', 'i3']) await world.arrivesUnheard(paymentOf(id));
    const keys = await Promise.all(['i1', 'i2', 'i3'].map((id) => world.keyOf(id)));
    world.hooks.before(
      (write) => 'update' in write && write.update.sk === 'INVOICE#i2#FACTS',
      async () => {
        throw new Throttled('the table asks to slow down');
      },
    );
    expect(await stream(world, keys)).toEqual({ failed: [{ ...keys[1], error: 'Throttled' }] });
    expect(await stream(world, [keys[1]!])).toEqual({ failed: [] });
    expect(world.told('case-closed')).toHaveLength(3);
  });

  it('of something that is gone, or nobody’s, is no failure', async () => {
    const world = await began('i1');
    const gone = [
      { pk: 'C#nobody', sk: 'HEAD' },
      { pk: 'C#c1', sk: 'INVOICE#never#FACTS' },
      { pk: 'P#p1', sk: 'PAYMENT' },
    ];
    expect(await stream(world, gone)).toEqual({ failed: [] });
  });
});
