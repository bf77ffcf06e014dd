import { describe, expect, it } from 'vitest';
import { MessageRefused } from '../../functions/platform/errors.ts';
import type { OutgoingMail } from '../../functions/platform/ports.ts';
import { CUSTOMER, invoiceOf, START, World } from '../support/world.ts';

/** Letters that the mail service refuses for good: a person looks, and they are not tried for ever. */

const customerOf = (id: string, contacts?: readonly object[]): typeof CUSTOMER => ({
  ...CUSTOMER,
  id,
  contacts: (contacts ?? [{ name: 'B', email: `b@${id}.test`, roles: ['billing'] }]) as typeof CUSTOMER.contacts,
});
const made = async (
  customers: readonly (typeof CUSTOMER)[],
  refuses: (mail: OutgoingMail) => boolean = () => false,
): Promise<{ world: World; tries: () => number }> => {
  const world = await World.make({ start: START, customers });
  for (const { id } of customers) await world.record(invoiceOf(`i-${id}`, { customerId: id }));
  const { mailer } = world.platform;
  let tries = 0;
  world.platform.mailer = {
    standing: () => mailer.standing(),
    send: async (mail) => {
      if (!refuses(mail)) return mailer.send(mail);
      tries += 1;
      throw new MessageRefused('Mail letter-1: refused');
    },
  };
  return { world, tries: () => tries };
};
const openItems = (world: World): string[] => world.items().map(({ itemId }) => itemId);

describe('a message that the service refuses for good', () => {
  const toSecond = ({ to }: OutgoingMail): boolean => to.includes('b@c2.test');
  const three = ['c1', 'c2', 'c3'].map((id) => customerOf(id));

  it('is an item of a person, tried once a day, and keeps no other letter at home', async () => {
    const { world, tries } = await made(three, toSecond);
    await world.to('2026-03-04T09:01:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent', '2026-03-04 c3 reminder-1 sent']);
    expect(openItems(world)).toEqual(['task-i-c2-letter-cannot-be-written']);
    await world.to('2026-03-04T20:00:00Z');
    expect(tries()).toBe(1);
    expect((await world.invoice('i-c2')).next?.on).toBe('2026-03-05');
    await world.to('2026-03-05T20:00:00Z');
    expect(tries()).toBe(2);
    expect(openItems(world)).toEqual(['task-i-c2-letter-cannot-be-written']);
    expect(world.told('item-raised').filter(({ why }) => why.rule === 'unwritable')).toHaveLength(1);
    expect(world.told('execution-died')).toEqual([]);
  });

  it('leaves with the next run once the customer has another contact, and the item closes', async () => {
    const { world } = await made(three, toSecond);
    await world.to('2026-03-04T09:01:00Z');
    const contacts = [{ name: 'Bea', email: 'bea@c2.test', roles: ['billing'] }];
    await world.record({ type: 'customer.updated', customer: customerOf('c2', contacts) });
    await world.to('2026-03-04T09:31:00Z');
    expect(world.sent()).toContain('2026-03-04 c2 reminder-1 sent');
    expect(openItems(world)).toEqual([]);
  });

  it('that is every message ends the run after ten, as where the service takes nothing', async () => {
    const { world, tries } = await made(
      Array.from({ length: 15 }, (_, index) => customerOf(`m${index + 10}`)),
      () => true,
    );
    await world.to('2026-03-04T09:01:00Z');
    expect([tries(), openItems(world).length]).toEqual([10, 10]);
    await world.to('2026-03-04T09:16:00Z');
    expect(tries()).toBe(15);
  });
});

describe('whom a message can go to', () => {
  it('is nobody whose address has a local part outside of ASCII: somebody finds another contact', async () => {
    const { world } = await made([customerOf('c1', [{ name: 'J', email: 'jörg@c1.test', roles: ['billing'] }])]);
    await world.to('2026-03-04T09:01:00Z');
    expect(world.posted()).toBe(0);
    expect(world.items()).toMatchObject([{ kind: 'find-contact', customerId: 'c1' }]);
  });

  it('are the others, and a domain outside of ASCII is written in it', async () => {
    const contacts = ['jörg@c1.test', 'ann@müller.test'].map((email) => ({ name: 'A', email, roles: ['billing'] }));
    const { world } = await made([customerOf('c1', contacts)]);
    await world.to('2026-03-04T09:01:00Z');
    expect(world.mails.map(({ to }) => to)).toEqual([['ann@xn--mller-kva.test']]);
  });

  it('are the first fifty that work, in the order of the contacts', async () => {
    const contacts = Array.from({ length: 60 }, (_, index) => ({
      ...{ name: 'A', roles: ['billing'] },
      email: index % 6 === 0 ? `é${index}@c1.test` : `a${index}@c1.test`,
    }));
    const { world } = await made([customerOf('c1', [...contacts, ...contacts.map((one) => ({ ...one, name: 'B' }))])]);
    await world.to('2026-03-04T09:01:00Z');
    const [mail] = world.mails;
    expect(mail!.to).toHaveLength(50);
    expect(mail!.to.slice(0, 6)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a7'].map((name) => `${name}@c1.test`));
  });
});
