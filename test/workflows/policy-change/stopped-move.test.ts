import { expect, test } from 'vitest';
import { askForChange, cancelChange } from '../../../functions/policy-change/ask.ts';
import { invoiceOf } from '../../support/world.ts';
import { changed, customerNamed, ledgerOf, read, SLOWER } from './changing.ts';

test('a move that somebody stops in the middle goes no further, and counts what was moved', async () => {
  const world = await ledgerOf(0, { customers: [customerNamed('c1')] });
  for (let index = 0; index < 60; index += 1)
    await world.record(invoiceOf(`n${index}`, { customerId: 'c1', dueOn: '2026-03-04' }));
  await world.to('2026-03-05T06:00:00Z');
  await world.record({ type: 'policy.published', by: 'max', policy: SLOWER });
  const changeId = await askForChange(world.platform, { kind: 'move', policyId: 'quick', version: 2, by: 'max' });
  const stop = async () => void (await cancelChange(world.platform, changeId));
  world.hooks.after((write) => 'put' in write && write.put.movedTo !== undefined, stop, 3);
  await world.runtime.settle();
  const { change, parts } = await read(world, changeId);
  expect(change).toMatchObject({ status: 'ended', because: 'cancelled', totals: { moved: 25 } });
  expect(parts.flatMap(({ cases }) => cases)).toHaveLength(25);
  expect(world.runtime.engine.execution('policy-change', changeId)).toMatchObject({ state: 'No longer wanted' });
  expect((await changed(world, { kind: 'preview' })).change.totals.cases).toBe(35);
});
