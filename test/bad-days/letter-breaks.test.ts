import { describe, expect, it } from 'vitest';
import type { Happening } from '../support/world.ts';
import { CUSTOMER, invoiceOf, paymentOf, START, World } from '../support/world.ts';

/** One customer whose record breaks the writing of a letter goes to a person; the run goes on. */

const customerOf = (id: string): typeof CUSTOMER => ({
  ...CUSTOMER,
  id,
  contacts: [{ name: 'B', email: `b@${id}.test`, roles: ['billing'] }],
});
const ids = ['c1', 'c2', 'c3'];
const contacts = (id: string, name: unknown) => ({
  update: { pk: `C#${id}`, sk: 'HEAD' },
  set: { contacts: [{ name, email: `b@${id}.test`, roles: ['billing'] }] },
});
const made = async (names: readonly string[] = ids): Promise<World> => {
  const world = await World.make({ start: START, customers: names.map(customerOf) });
  for (const id of names) await world.record(invoiceOf(`i-${id}`, { customerId: id }));
  return world;
};
const item = 'task-i-c2-letter-cannot-be-written';
const openItems = (world: World): string[] => world.items().map(({ itemId }) => itemId);
const runs = (world: World): Set<string> =>
  new Set(world.runtime.engine.executions({ workflow: 'correspondence' }).items.map(({ status }) => status));

describe('a letter that cannot be written', () => {
  it('keeps no other customer waiting, is on the list at once, and is not taken for sent', async () => {
    const world = await made();
    await world.table.write(contacts('c2', { no: 'name' }));
    await world.to('2026-03-04T09:01:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent', '2026-03-04 c3 reminder-1 sent']);
    expect(openItems(world)).toEqual([item]);
    expect(runs(world)).toEqual(new Set(['SUCCEEDED']));
    await world.to('2026-03-04T16:00:00Z');
    expect(world.told('item-raised').filter(({ why }) => why.rule === 'unwritable')).toHaveLength(1);
    expect(openItems(world)).toEqual([item]);
    expect(world.letters().filter(({ payerId }) => payerId === 'c2')).toEqual([]);
    expect((await world.invoice('i-c2')).standing).toBe('next-step');
  });

  it('leaves with the next run once the record is right, and its item closes by itself', async () => {
    const world = await made();
    await world.table.write(contacts('c2', { no: 'name' }));
    await world.to('2026-03-04T09:20:00Z');
    await world.table.write(contacts('c2', 'Bea'));
    await world.to('2026-03-04T09:31:00Z');
    expect(world.sent()).toContain('2026-03-04 c2 reminder-1 sent');
    expect(openItems(world)).toEqual([]);
    expect(world.posted()).toBe(3);
  });

  it('loses its item when the invoice is paid', async () => {
    const world = await made();
    await world.table.write(contacts('c2', { no: 'name' }));
    await world.to('2026-03-04T09:20:00Z');
    await world.record({ ...paymentOf('i-c2'), customerId: 'c2' } as Happening);
    expect(openItems(world)).toEqual([]);
  });
});

it('where nothing can be written at all, the run fails and a few people get an item, not everybody', async () => {
  const many = Array.from({ length: 30 }, (_, index) => `m${String(index).padStart(2, '0')}`);
  const world = await made(many);
  for (const id of many) await world.table.write(contacts(id, { no: 'name' }));
  await world.to('2026-03-04T09:01:00Z');
  expect(openItems(world)).toHaveLength(20);
  expect(world.told('execution-died').map(({ why }) => why.facts.workflow)).toEqual(['correspondence']);
});
