import { describe, expect, it } from 'vitest';
import { TableInFront } from '../../../functions/adapters/embedded/table-in-front.ts';
import { event } from '../../../functions/ledger/event.ts';
import { recordEvent } from '../../../functions/ledger/record-event.ts';
import type { IndexName, Item, Key, Page, Ports } from '../../../functions/platform/ports.ts';
import { live, outcomeOf } from '../../support/life.ts';
import { CUSTOMER, invoiceOf, START, World } from '../../support/world.ts';

/** DynamoDB keeps a map without the order of its keys: nothing that is decided may depend on it. */

const turned = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(turned) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, turned(part)]),
  ) as T;
};

/** A table that gives every map back with its keys the other way round. */
class Forgetful extends TableInFront {
  override async get(key: Key): Promise<Item | undefined> {
    return turned(await super.get(key));
  }

  override async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    return turned(await super.batchGet(keys));
  }

  override async query(...of: Parameters<TableInFront['query']>): Promise<Page<Item>> {
    return turned(await super.query(...of));
  }

  override async queryIndex(index: IndexName, ...of: [string, string?, string?, number?]): Promise<Page<Item>> {
    return turned(await super.queryIndex(index, ...of));
  }
}
const wrap = (ports: Ports): Ports => ({ ...ports, table: new Forgetful(ports.table) });
const transitions = (world: World): number[] =>
  [...world.runtime.engine.counters.values()].map((counters) => counters.transitions);

it('a whole life comes to the same, in as many transitions', async () => {
  const [plain, forgetful] = [await live(), await live({ wrap })];
  expect(await outcomeOf(forgetful)).toEqual(await outcomeOf(plain));
  expect(transitions(forgetful)).toEqual(transitions(plain));
});

it('a case with something left to do is not signalled where nothing has changed', async () => {
  const world = await World.make({ start: START, wrap, customers: [{ ...CUSTOMER, contacts: [] }] });
  await world.record(invoiceOf('i1'));
  await world.to('2026-03-04T12:00:00Z');
  expect((await world.case())!.decision!.parts).not.toEqual([]);
  const before = transitions(world);
  await world.wake('i1');
  await world.runtime.settle();
  expect(transitions(world)).toEqual(before);
});

describe('a change in parts that the sweep finished', () => {
  it('is recognised as the same event when it comes again', async () => {
    const world = await World.make({ start: START, wrap, tolerant: true });
    const count = 120;
    for (let index = 0; index < count; index++) await world.record(invoiceOf(`i${index}`));
    const payment = event.parse({
      id: 'a-payment',
      source: 'books',
      at: '2026-03-03T18:00:00Z',
      type: 'payment.received',
      paymentId: 'p1',
      customerId: CUSTOMER.id,
      amount: '120.00',
      currency: 'USD',
      receivedOn: '2026-03-03',
      allocations: Array.from({ length: count }, (_, index) => ({ invoiceId: `i${index}`, amount: '1.00' })),
    });
    let part = 0;
    world.hooks.after(
      (write) => 'put' in write && write.put.sk.endsWith('#FACTS') && ++part === 1,
      () => Promise.reject(new TypeError('The process ends here')),
    );
    await expect(recordEvent(world.platform, payment)).rejects.toThrow('ends here');
    expect((await world.head()).applying).toBeDefined();
    await world.to('2026-03-03T18:45:00Z');
    expect((await world.head()).applying).toBeUndefined();
    expect(await recordEvent(world.platform, payment)).toBe('repeated');
  });
});
