import { expect, test } from 'vitest';
import receiveEvents from '../../../functions/ledger/receive-events.handler.ts';
import { OtherContent } from '../../../functions/platform/errors.ts';
import { World } from '../../support/world.ts';

const invoice = (id: string, more: object = {}): object => ({
  id: `e-${id}`,
  source: 'erp',
  at: '2026-03-01T00:00:00Z',
  type: 'invoice.issued',
  invoice: {
    id,
    customerId: 'c1',
    issuedOn: '2026-03-01',
    dueOn: '2026-03-20',
    amount: '10.00',
    currency: 'USD',
    ...more,
  },
});

const made = (): Promise<World> => World.make({ start: '2026-03-02T06:00:00Z' });
const isThere = async (world: World, id: string): Promise<boolean> =>
  (await world.table.get({ pk: `I#${id}`, sk: 'OWNER' })) !== undefined;

test('one envelope and a list of them are recorded, and a second delivery is a repeat', async () => {
  const world = await made();
  expect(await receiveEvents.call(world.platform, invoice('a'))).toMatchObject({ recorded: 1, repeated: 0 });
  const detail = { events: [invoice('a'), invoice('b')] };
  expect(await receiveEvents.call(world.platform, detail)).toMatchObject({ recorded: 1, repeated: 1 });
  expect(await receiveEvents.call(world.platform, detail)).toMatchObject({ recorded: 0, repeated: 2 });
});

test('one wrong event refuses all of them, and the sentence tells no value', async () => {
  const world = await made();
  const secret = 'Jane Roe jane@roe.example';
  const wrong = [
    {
      ...invoice('b'),
      type: 'customer.updated',
      customer: { id: secret, name: 7, segment: 'x', contacts: [{ email: secret }] },
    },
    invoice('c', { amount: secret, dueOn: '2026-02-30', [secret]: 1 }),
    { type: secret },
    secret,
  ];
  const call = receiveEvents.call(world.platform, { events: [invoice('a'), ...wrong] });
  const { message } = await call.then(
    () => expect.fail('it was taken'),
    (error: Error) => error,
  );
  expect(message).toContain('[1].customer.id: is not as agreed');
  expect(message).toContain('[2].invoice.amount: is not as agreed');
  expect(message).not.toMatch(/Jane|roe/);
  expect(await isThere(world, 'a')).toBe(false);
});

test('one event that came before with other content refuses all of them', async () => {
  const world = await made();
  await receiveEvents.call(world.platform, invoice('a'));
  const events = [invoice('b'), invoice('a', { amount: '11.00' }), invoice('c')];
  await expect(receiveEvents.call(world.platform, { events })).rejects.toThrow(OtherContent);
  expect([await isThere(world, 'b'), await isThere(world, 'c')]).toEqual([false, false]);
});
