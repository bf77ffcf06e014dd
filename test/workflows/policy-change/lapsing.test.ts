import { expect, test } from 'vitest';
import { policy } from '../../../functions/policy/contract.ts';
import { QUICK } from '../../support/world.ts';
import { cameWithin, changed, customerNamed, draftIn, ledgerOf, publish } from './changing.ts';

/** As QUICK, with a second call before the final notice. */
const SECOND_CALL = policy.parse({
  ...QUICK,
  version: 2,
  steps: [
    ...QUICK.steps.slice(0, 3),
    {
      ...QUICK.steps[1]!,
      id: 'second-call',
      when: { anchor: 'due', days: 8 },
      title: 'Call the customer a second time',
    },
    QUICK.steps[3]!,
  ],
});

/** A final notice is asked for: due on March 2, asked on the 11th. */
const asked = async () => {
  const world = await ledgerOf(1);
  await world.to('2026-03-12T10:00:00Z');
  expect(world.items().map(({ kind }) => kind)).toContain('approval');
  return world;
};

test('moving to a policy with a call before what is asked for: the preview says so, and it comes so', async () => {
  const world = await asked();
  await world.record({ type: 'policy.published', by: 'max', policy: SECOND_CALL });
  const preview = await changed(world, { kind: 'preview' });
  expect(preview.change.totals).toMatchObject({ cases: 1, changed: 1, lapsing: 1 });
  const [foretold] = preview.parts[0]!.cases;
  expect(foretold).toMatchObject({
    before: { step: null, standing: 'on-list' },
    after: { step: 'second-call', on: '2026-03-12' },
    lapses: true,
  });
  const { change } = await changed(world, { kind: 'move' });
  expect(change.totals).toMatchObject({ moved: 1, lapsing: 1 });
  const open = () => world.items();
  expect(open().map(({ kind, title }) => [kind, title])).toEqual(
    expect.arrayContaining([['task', 'Call the customer a second time']]),
  );
  expect(open().map(({ kind }) => kind)).not.toContain('approval');
  expect((await world.invoice('i1')).steps.at(-1)).toMatchObject({ step: foretold!.after.step });
  await world.to('2026-03-16T10:00:00Z');
  expect(open().map(({ kind }) => kind)).toContain('approval');
});

test('a rehearsal foretells the call and the request that follow from moving', async () => {
  const world = await asked();
  const draft = await draftIn(world, SECOND_CALL);
  const { change } = await changed(world, { kind: 'rehearse', draft, days: 20, moveRunning: true });
  expect(change.totals).toMatchObject({ cases: 1, changed: 1, lapsing: 1 });
  await world.record({ type: 'policy.published', by: 'max', policy: SECOND_CALL });
  await changed(world, { kind: 'move' });
  const { costMicros: _cost, ...foretold } = change.totals.draft!;
  expect(await cameWithin(world, 20)).toMatchObject({ approvals: foretold.approvals, letters: foretold.letters });
});

test('a case that stays with what is asked for lapses nothing', async () => {
  const world = await asked();
  await publish(world);
  const { change, parts } = await changed(world, { kind: 'preview' });
  expect(change.totals.lapsing).toBe(0);
  expect(parts[0]!.cases[0]).not.toHaveProperty('lapses');
});

test('a case that nobody can be written to is foretold as one', async () => {
  const world = await ledgerOf(1);
  await world.to('2026-03-06T18:00:00Z');
  await world.record({ type: 'customer.updated', customer: customerNamed('c1', { contacts: [] }) });
  await world.record({ type: 'policy.published', by: 'max', policy: { ...QUICK, version: 2 } });
  const { parts } = await changed(world, { kind: 'preview' });
  expect(parts[0]!.cases).toMatchObject([
    { before: { step: 'reminder-2', unreachable: true }, after: { step: 'reminder-2', unreachable: true } },
  ]);
});
