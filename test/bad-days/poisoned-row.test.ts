import { beforeEach, describe, expect, it } from 'vitest';
import wake from '../../functions/lifecycle/wake.handler.ts';
import { CUSTOMER, invoiceOf, paymentOf, START, World } from '../support/world.ts';

/** A record on which a rule fails: it fails alone, and goes to a person. Everybody else goes on. */

let world: World;
const poison = async (id: string): Promise<void> =>
  world.table.write({ update: await world.keyOf(id), set: { payments: { broken: null } } });
const heal = async (id: string): Promise<void> =>
  world.table.write({ update: await world.keyOf(id), set: { payments: {} } });
const stuck = (): string[] => [...world.table.scan('STUCK#')].map(({ sk }) => sk);
const item = 'task-i1-cannot-be-decided';
const openItems = (): string[] => world.items().map(({ itemId }) => itemId);

beforeEach(async () => {
  world = await World.make({ start: START, prove: true, customers: [CUSTOMER, { ...CUSTOMER, id: 'c2' }] });
  await world.record(invoiceOf('i1'));
  await world.record(invoiceOf('i2', { customerId: 'c2' }));
  await world.to('2026-03-05T00:00:00Z');
});

describe('in the stream', () => {
  it('fails alone, is tried with every sweep, and after three of them is on the list', async () => {
    await poison('i1');
    await world.arrivesUnheard(paymentOf('i2'));
    const keys = [await world.keyOf('i1'), await world.keyOf('i2')];
    expect(await wake.call(world.platform, { keys })).toEqual({
      failed: [{ ...keys[0], error: 'CannotBeDecided' }],
    });
    await world.runtime.settle();
    expect((await world.case('i2'))!.status).toBe('closed');
    expect(stuck()).toHaveLength(1);
    await world.to('2026-03-05T00:30:00Z');
    expect(openItems()).not.toContain(item);
    await world.to('2026-03-05T00:45:00Z');
    expect(openItems()).toContain(item);
    const told = world.told('item-raised').filter(({ why }) => why.rule === 'cannot-be-decided');
    expect(told).toHaveLength(1);
    await world.to('2026-03-05T06:00:00Z');
    expect(world.told('record-stuck')).toHaveLength(1);
  });

  it('that can be decided again is taken off the list by itself', async () => {
    await poison('i1');
    await wake.call(world.platform, { keys: [await world.keyOf('i1')] });
    await world.to('2026-03-05T03:00:00Z');
    expect(openItems()).toContain(item);
    await heal('i1');
    await world.to('2026-03-05T03:15:00Z');
    expect(openItems()).not.toContain(item);
    expect(stuck()).toEqual([]);
    expect((await world.case('i1'))!.status).toBe('open');
  });

  it('whose item somebody closed too early is on the list again a day later', async () => {
    await poison('i1');
    await wake.call(world.platform, { keys: [await world.keyOf('i1')] });
    await world.to('2026-03-05T03:00:00Z');
    await world.table.write({
      update: { pk: 'C#c1', sk: `ITEM#${item}` },
      set: { closedAt: world.now(), closedBy: 'anna' },
      remove: ['work', 'workAt', 'agenda', 'agendaAt'],
      add: { v: 1 },
    });
    await world.to('2026-03-05T23:00:00Z');
    expect(openItems()).not.toContain(item);
    await world.to('2026-03-06T01:00:00Z');
    expect(openItems()).toContain(item);
  });
});

it('keeps the wake of its whole customer from no other invoice', async () => {
  for (const id of ['i0', 'i3']) await world.record(invoiceOf(id));
  await poison('i1');
  const until = '2026-03-20';
  const hold = { holdId: 'h', scope: { customerId: 'c1' }, reason: 'A move', owner: 'anna', until };
  await world.record({ type: 'hold.placed', ...hold });
  expect(await world.head()).not.toHaveProperty('agenda');
  for (const id of ['i0', 'i3']) expect((await world.case(id))!.decision!.state).toBe('On hold');
  expect(stuck()).toHaveLength(1);
});

it("stops neither the night's admission nor its proof", async () => {
  for (const id of ['i3', 'i4'])
    await world.record(invoiceOf(id, { customerId: 'c2', issuedOn: '2026-03-04', dueOn: '2026-03-07' }));
  await poison('i3');
  await world.to('2026-03-08T01:00:00Z');
  expect(await world.case('i3')).toBeUndefined();
  expect((await world.case('i4'))!.status).toBe('open');
  const nights = world.runtime.engine.executions({ workflow: 'nightly-review' }).items;
  expect(nights.map(({ status }) => status)).toEqual(nights.map(() => 'SUCCEEDED'));
  expect(openItems()).toContain('task-i3-cannot-be-decided');
});

it('that stops the hub is restarted three times, then a person has it; the others go on', async () => {
  await poison('i1');
  await world.to('2026-03-11T00:00:00Z');
  expect(openItems()).toContain(item);
  expect(await world.steps('i2')).toEqual(['reminder-1 letter', 'call task', 'reminder-2 letter']);
  const restarts = world.told('case-started').filter(({ invoiceId }) => invoiceId === 'i1');
  expect(restarts.length).toBeLessThanOrEqual(1 + 3 * 6);
});

it('a fault of the program that stops everything raises a few items, not one for each', async () => {
  for (let index = 0; index < 40; index++) await world.record(invoiceOf(`n${index}`, { dueOn: '2026-03-20' }));
  for (let index = 0; index < 40; index++) {
    await poison(`n${index}`);
    await wake.call(world.platform, { keys: [await world.keyOf(`n${index}`)] });
  }
  await world.to('2026-03-05T00:45:00Z');
  expect(openItems().filter((id) => id.endsWith('cannot-be-decided'))).toHaveLength(20);
});
