import { beforeEach, describe, expect, it } from 'vitest';
import { claims, writesTo } from '../support/matches.ts';
import { CUSTOMER, crash, invoiceOf, START, World } from '../support/world.ts';

/** The sender dies between claim and send, between send and mark, and anywhere around: no letter leaves twice. */

let world: World;
beforeEach(async () => {
  world = await World.make({ start: START, tolerant: true });
  await world.record(invoiceOf('i1'));
  await world.to('2026-03-04T08:59:00Z');
});

describe('a function that dies', () => {
  const unknown = 'delivery-unknown-i1-letter-000001';

  it('after the claim and before the send leaves a letter that becomes unknown after 20 minutes', async () => {
    world.hooks.after(claims, crash);
    await world.to('2026-03-04T09:16:00Z');
    expect(world.sent()).toEqual([]);
    await world.to('2026-03-04T09:31:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 unknown']);
    expect(world.items().map(({ itemId }) => itemId)).toEqual([unknown]);
    expect((await world.case())?.decision?.rule).toBe('delivery-unknown');
    await world.to('2026-03-13T00:00:00Z');
    expect(world.posted()).toBe(0);
  });

  it('after the send and before its end is kept does so too: it is never sent again by itself', async () => {
    world.hooks.before(writesTo('LETTER#'), crash);
    await world.to('2026-03-13T00:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 unknown']);
    expect(world.posted()).toBe(1);
    expect(world.items().map(({ itemId }) => itemId)).toEqual([unknown]);
  });

  it('between the end and the record of the step is finished by the next run', async () => {
    world.hooks.after(writesTo('LETTER#'), crash);
    await world.to('2026-03-04T09:16:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
    await world.to('2026-03-05T00:00:00Z');
    expect(world.posted()).toBe(1);
  });

  it('between the unknown end and its item still raises the item', async () => {
    world.hooks.after(claims, crash);
    world.hooks.after(writesTo('LETTER#'), crash);
    await world.to('2026-03-04T12:00:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(world.items().map(({ itemId }) => itemId)).toEqual([unknown]);
  });

  it('just before the window closes: the reservation still becomes unknown on the same day', async () => {
    await world.record(invoiceOf('i2', { customerId: 'c2' }));
    await world.record({
      type: 'customer.updated',
      customer: { ...CUSTOMER, id: 'c2', contacts: [{ name: 'B', email: 'b@c2.test', roles: ['billing'] }] },
    });
    world.hooks.after(claims, crash, 2);
    await world.to('2026-03-04T09:16:00Z');
    world.clock.moveTo(Date.parse('2026-03-04T17:01:00Z'));
    await world.to('2026-03-04T17:31:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent', '2026-03-04 c2 reminder-1 unknown']);
  });
});
