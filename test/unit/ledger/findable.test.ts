import { expect, test } from 'vitest';
import { TableInFront } from '../../../functions/adapters/embedded/table-in-front.ts';
import { headKey } from '../../../functions/ledger/entities.ts';
import { event } from '../../../functions/ledger/event.ts';
import { recordInOrder } from '../../../functions/ledger/record-in-order.ts';
import type { Write } from '../../../functions/platform/ports.ts';
import { invoiceOf, paymentOf, START, World } from '../../support/world.ts';

const contactsOf = (id: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ name: `Person ${index} of ${id}`, email: `p${index}@${id}.test`, phone: `+1 555 ${id.slice(1)}${index}` },
    roles: ['billing'],
  }));

test('customers with many contacts come in together, each as many as one transaction holds, and none is marked', async () => {
  const world = await World.make({ start: START, findable: true, customers: [] });
  const transactions: number[] = [];
  class Counting extends TableInFront {
    override transact(writes: readonly Write[]): Promise<void> {
      transactions.push(writes.length);
      return super.transact(writes);
    }
  }
  const platform = { ...world.platform, table: new Counting(world.table) };
  const events = [1, 1, 1, 12, 10, 1, 0, 3, 200, ...Array.from({ length: 30 }, () => 1)].map((count, index) => {
    const id = `c${1000 + index}`;
    const customer = { id, name: `Customer ${id}`, segment: 'commercial', contacts: contactsOf(id, count) };
    return event.parse({ id, source: 'test', at: START, type: 'customer.updated', customer });
  });
  const told: unknown[] = [];
  expect(await recordInOrder(platform, events, (...refused) => told.push(refused))).toMatchObject({ recorded: 39 });
  expect(told).toEqual([]);
  expect(Math.max(...transactions)).toBeLessThanOrEqual(100);
  expect(transactions.length).toBeLessThan(10);
  expect((await world.table.get(headKey('c1008')))!.findable).toBe(true);
  const entries = [...world.table.scan('FIND#')];
  expect(entries.filter(({ pk }) => pk === 'C#c1006')).toHaveLength(2);
  expect(entries.filter(({ pk }) => pk === 'C#c1008')).toHaveLength(2 + 10 * 4 + 1);
  expect(await recordInOrder(platform, events, () => undefined)).toMatchObject({ repeated: 39 });
});

test('an invoice is entered by its number where that is not its id: no item more, and no change of the index later', async () => {
  const world = await World.make({ start: START, findable: true });
  const written = async (id: string, fields: object): Promise<number> => {
    const before = world.table.usage().writeUnits;
    await world.record(invoiceOf(id, fields));
    return world.table.usage().writeUnits - before;
  };
  await written('i0', {});
  const plain = await written('i1', {});
  expect(await written('i2', { number: 'i2' })).toBe(plain);
  expect(await written('i3', { number: 'N-3' })).toBe(plain + 1);
  const money = async (id: string): Promise<number> => {
    const before = world.table.usage().writeUnits;
    await world.record(paymentOf(id, '1.00'));
    return world.table.usage().writeUnits - before;
  };
  expect(await money('i3')).toBe(await money('i1'));
});

test('a rehearsal enters nobody', async () => {
  const world = await World.make({ start: START });
  await world.record(invoiceOf('i3', { number: 'N-3' }));
  expect((await world.table.get(await world.keyOf('i3')))!.work).toBeUndefined();
  expect([...world.table.scan('FIND#')]).toEqual([]);
});
