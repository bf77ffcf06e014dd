import { describe, expect, test } from 'vitest';
import { BadInput } from '../../../functions/platform/errors.ts';
import { WorkSite } from '../../support/work-site.ts';
import { invoiceOf, START, World } from '../../support/world.ts';

/** A letter of which nobody knows whether it left: the answer of the mail service was lost. */
const withUnknown = async (): Promise<World> => {
  const world = await World.make({
    start: START,
    faults: [{ port: 'mailer', call: 1, fault: 'lost-acknowledgement' }],
  });
  await world.record(invoiceOf('i1'));
  await world.to('2026-03-04T12:00:00Z');
  return world;
};

const unknown = (world: World) => world.items().find(({ kind }) => kind === 'delivery-unknown')!;
const lost = (world: World, letterId = unknown(world).letterId!) =>
  ({ type: 'letter.lost', customerId: 'c1', letterId, by: 'anna' }) as const;

describe('a letter of which nobody knows', () => {
  test('goes again, once, when somebody found that it did not arrive', async () => {
    const world = await withUnknown();
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 unknown']);
    await world.record(lost(world));
    expect(unknown(world)).toBeUndefined();
    await world.to('2026-03-05T12:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 failed', '2026-03-04 c1 reminder-1 sent']);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
    await world.to('2026-03-06T08:00:00Z');
    expect(world.posted()).toBe(2);
  });

  test('is lost only once, and never after it was delivered', async () => {
    const world = await withUnknown();
    const { letterId } = world.letters()[0]!;
    await world.record(lost(world));
    await world.record({ ...lost(world, letterId), id: 'again' });
    await world.to('2026-03-05T12:00:00Z');
    expect(world.posted()).toBe(2);
    const sent = world.letters().find(({ status }) => status === 'sent')!;
    await expect(world.record(lost(world, sent.letterId))).rejects.toThrow(BadInput);
    await expect(world.record(lost(world, 'nothing'))).rejects.toThrow('there is no letter');
  });

  test('is answered on its item’s page, where each answer says what follows', async () => {
    const world = await withUnknown();
    const site = await WorkSite.over(world);
    const anna = await site.signIn();
    const { itemId } = unknown(world);
    const { body } = await anna.ask(`/items/${itemId}?of=c1`);
    expect(body).toContain('It reached them');
    expect(body).toContain('this letter is not sent again');
    expect(body).toContain('It did not arrive: send it again');
    expect((await anna.send(`/items/${itemId}/resend`, { seen: `${unknown(world).v}` })).status).toBe(303);
    expect(site.item(itemId)).toMatchObject({ closedBy: 'anna' });
    await world.to('2026-03-05T12:00:00Z');
    expect(world.posted()).toBe(2);
  });
});
