import { expect, test } from 'vitest';
import type { ChangePlace } from '../../../functions/policy-change/entities.ts';
import { nextFamilies } from '../../../functions/policy-change/next-families.ts';
import { invoiceOf, World } from '../../support/world.ts';

const START = '2026-03-02T06:00:00Z';
const PAYERS = Array.from({ length: 12 }, (_, index) => `c${index}`);

/** Payers with three open invoices each. */
const ledger = async (): Promise<World> => {
  const customers = PAYERS.map((id) => ({ id, name: `Same ${id}`, segment: 'commercial', contacts: [] }));
  const world = await World.make({ start: START, customers });
  for (const customerId of PAYERS)
    for (const number of [1, 2, 3])
      await world.record(invoiceOf(`${customerId}-${number}`, { customerId, dueOn: '2026-04-30' }));
  return world;
};

test('a part holds one family more than fits at the most, and none is left out or met twice', async () => {
  const { table } = await ledger();
  const met: string[] = [];
  let customers = 0;
  let place: ChangePlace | null = { shard: 0, after: null };
  while (place !== null) {
    const part = await nextFamilies(table, place, 8);
    expect(part.openInvoices).toBeLessThan(8 + 3);
    met.push(...part.families.map(({ payer }) => payer.customerId));
    customers += part.customers;
    place = part.next;
  }
  expect(met.toSorted()).toEqual(PAYERS.toSorted());
  expect(customers).toBe(PAYERS.length);
});
