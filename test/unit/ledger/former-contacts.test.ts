import { expect, test } from 'vitest';
import { CUSTOMER, START, World } from '../../support/world.ts';

const carla = { name: 'Carla', email: 'carla@c1.test', roles: ['billing'] };
const update = (contacts: readonly object[]) =>
  ({ type: 'customer.updated', customer: { ...CUSTOMER, contacts } }) as const;

test('contacts that the books take out are kept nowhere on the account, whatever was entered before', async () => {
  const world = await World.make({ start: START, findable: true });
  const customerId = CUSTOMER.id;
  await world.record({ type: 'contact.corrected', by: 'anna', customerId, contacts: [carla] });
  await world.record({ type: 'contact.corrected', by: 'anna', customerId, contacts: [{ ...carla, name: 'Carl' }] });
  await world.to('2026-03-04T12:00:00Z');
  await world.record(update([{ name: 'Erased', roles: ['billing'] }]));
  const kept = JSON.stringify([...world.table.scan('')].filter(({ sk }) => sk === 'HEAD' || sk.startsWith('FIND#')));
  expect(kept).toContain('Erased');
  expect(kept).not.toMatch(/carl/i);
});

test('what a colleague entered stays, with what stood before it, while the books say the same', async () => {
  const world = await World.make({ start: START });
  await world.record({ type: 'contact.corrected', by: 'anna', customerId: CUSTOMER.id, contacts: [carla] });
  await world.to('2026-03-04T12:00:00Z');
  await world.record(update(CUSTOMER.contacts));
  expect(await world.head()).toMatchObject({ correctedContacts: [carla], contactsBefore: CUSTOMER.contacts });
});
