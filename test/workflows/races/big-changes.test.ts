import { beforeEach, describe, expect, it } from 'vitest';
import { Conflict } from '../../../functions/platform/errors.ts';
import type { Write } from '../../../functions/platform/ports.ts';
import { crash, type Happening, invoiceOf, START, World } from '../../support/world.ts';

/** A payment for 150 invoices does not fit one transaction: it is written in parts, and nobody sees half of it. */

const MANY = 150;
const ids = Array.from({ length: MANY }, (_, index) => `i${index + 1}`);
const payment: Happening = {
  type: 'payment.received',
  id: 'big',
  paymentId: 'p',
  customerId: 'c1',
  amount: '15000.00',
  currency: 'USD',
  receivedOn: '2026-03-03',
  allocations: ids.map((invoiceId) => ({ invoiceId, amount: '100.00' })),
};
const isPart = (write: Write): boolean => 'put' in write && write.put.sk.endsWith('#FACTS');
const open = async (world: World): Promise<number> => {
  let count = 0;
  for (const id of ids) if ((await world.invoice(id)).balance !== '0.00') count += 1;
  return count;
};

let world: World;
beforeEach(async () => {
  world = await World.make({ start: START, tolerant: true });
  for (const id of ids) await world.record(invoiceOf(id, { issuedOn: '2026-02-27', dueOn: '2026-03-02' }));
});

it('all of it holds after it was written, and every case ends', async () => {
  await world.record(payment);
  expect((await world.head()).applying).toBeUndefined();
  await world.to('2026-03-05T00:00:00Z');
  expect(await open(world)).toBe(0);
  expect(world.posted()).toBe(0);
  for (const id of ids) expect((await world.case(id))?.status ?? 'closed').toBe('closed');
});

describe('a process that ends in the middle of it', () => {
  beforeEach(async () => {
    await world.to('2026-03-03T22:50:00Z');
    // The second part never comes.
    world.hooks.before(isPart, crash, 2);
    await expect(world.arrives(payment)).rejects.toThrow('ended');
  });

  it('leaves the payer marked: nothing is decided or sent for it', async () => {
    expect((await world.head()).applying).toBe('test#big');
    await expect(world.invoice('i1')).rejects.toThrow('is being changed');
    await world.wake('i1');
    expect((await world.case('i1'))!.status).toBe('open');
  });

  it('is finished by the sweep, and the cases hear of it', async () => {
    await world.to('2026-03-03T23:30:00Z');
    expect((await world.head()).applying).toBeUndefined();
    expect(await open(world)).toBe(0);
    await world.to('2026-03-05T00:00:00Z');
    expect(world.posted()).toBe(0);
    for (const id of ids) expect((await world.case(id))!.status).toBe('closed');
  });

  it('lets another event of the payer wait: it is refused as a conflict, and holds when it is sent again', async () => {
    const more: Happening = { ...invoiceOf('i-new'), id: 'new' };
    await expect(world.arrives(more)).rejects.toThrow(Conflict);
    await world.to('2026-03-03T23:30:00Z');
    await world.record(more);
    await world.to('2026-03-05T00:00:00Z');
    expect(world.letters().map(({ lines }) => lines.map(({ invoiceId }) => invoiceId))).toEqual([['i-new']]);
  });

  it('and sent again by whoever sent it is finished at once, counted once', async () => {
    await world.record(payment);
    expect(await open(world)).toBe(0);
    expect((await world.head()).unapplied).toEqual({});
  });
});

it('an event that read the payer before the mark writes in vain and is recorded after it', async () => {
  const promise: Happening = {
    type: 'promise.made',
    promiseId: 'a',
    invoiceId: 'i150',
    amount: '10.00',
    promisedOn: '2026-03-20',
  };
  // The payment comes, and marks the payer, right before the promise is written; the promise is tried again meanwhile.
  let tried = 0;
  const marks = (write: Write): boolean => 'update' in write && write.set?.applying !== undefined;
  world.hooks.after(marks, async () => {
    tried += 1;
    await expect(world.arrives(promise)).rejects.toThrow(Conflict);
  });
  await world.record(payment);
  expect(tried).toBe(1);
  await world.record(promise);
  expect(Object.keys((await world.table.get(await world.keyOf('i150')))!.promises as object)).toEqual(['a']);
});

it('a writer that had read the head before it was marked does not take the mark away', async () => {
  const before = await world.head();
  world.hooks.before(isPart, crash);
  await expect(world.arrives(payment)).rejects.toThrow('ended');
  const stale = world.platform.table.transact([
    { put: { ...before, v: before.v + 1 }, if: { equals: { v: before.v } } },
  ]);
  await expect(stale).rejects.toThrow();
  expect((await world.head()).applying).toBe('test#big');
});
