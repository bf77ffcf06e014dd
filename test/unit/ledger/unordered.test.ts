import { expect, test } from 'vitest';
import { TableInFront } from '../../../functions/adapters/embedded/table-in-front.ts';
import { event } from '../../../functions/ledger/event.ts';
import { recordEvent } from '../../../functions/ledger/record-event.ts';
import type { Item, Key } from '../../../functions/platform/ports.ts';
import { POLICY } from '../../support/scenario-parts.ts';
import { type Happening, World } from '../../support/world.ts';

/** DynamoDB gives the keys of a map in any order: what was stored is the same all the same. */

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  );
};

class UnorderedTable extends TableInFront {
  override async get(key: Key): Promise<Item | undefined> {
    return reversed(await super.get(key)) as Item | undefined;
  }
}

test('the same content in another order of its fields is no change and no conflict', async () => {
  const world = await World.make({
    start: '2026-03-02T06:00:00Z',
    wrap: (ports) => ({ ...ports, table: new UnorderedTable(ports.table) }),
  });
  let count = 0;
  const record = (happening: Happening) => {
    count += 1;
    const at = `2026-03-02T07:${count + 10}:00Z`;
    return recordEvent(world.platform, event.parse({ id: `u${count}`, source: 'erp', at, ...happening }));
  };
  const allocations = [{ invoiceId: 'i1', amount: '4.00' }];
  const paid = {
    paymentId: 'p1',
    customerId: 'c1',
    amount: '4.00',
    currency: 'USD',
    receivedOn: '2026-03-01',
    allocations,
  };
  for (const _again of [1, 2]) await record({ type: 'payment.received', ...paid });
  for (const _again of [1, 2]) await record({ type: 'policy.published', policy: { ...POLICY, version: 7 } });
  const contacts = [{ name: 'Bill', email: 'bill@c1.test', roles: ['billing'] }];
  const customer = { id: 'c1', name: 'One', segment: 'commercial', contacts };
  await record({ type: 'customer.updated', customer });
  await record({ type: 'contact.corrected', customerId: 'c1', contacts: [{ name: 'Ann', email: 'ann@c1.test' }] });
  await record({ type: 'customer.updated', customer: { ...customer, name: 'Uno' } });
  expect(await world.head()).toMatchObject({ name: 'Uno', correctedContacts: [{ email: 'ann@c1.test' }] });
});
