import { describe, expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';
import { CUSTOMER } from '../../support/world.ts';

const HARBOR = {
  ...{ id: 'h1', name: 'Härbor <b>Hotel', segment: 'commercial' },
  contacts: [
    { name: 'Zoë Quist', email: 'Zoe.Quist@Harbor.test', phone: '+49 (0)30 555-0199', roles: ['billing'] },
    { name: '<i>Olaf</i>', phone: '12', roles: ['site'] },
  ],
};

const site = () => WorkSite.withCall({ customers: [CUSTOMER, HARBOR] });
const textOf = (body: string): string => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('a search', () => {
  test.each([
    ['the beginning of the customer’s name', 'harbor', 'Härbor'],
    ['the beginning of a contact’s name', 'zoe q', 'Zoë Quist'],
    ['a contact’s last name', 'QUIST', 'Zoë Quist'],
    ['an address, in any case', 'zoe.quist@harbor.test', 'Zoë Quist'],
    ['the beginning of an address', 'zoe.qu', 'Zoë Quist'],
    ['the last digits of a telephone number', '555 0199', 'Zoë Quist'],
    ['a telephone number as it is written', '+49 (0)30 555-0199', 'Zoë Quist'],
    ['a telephone number without what precedes it abroad', '030 5550199', '30 555-0199'],
  ])('finds by %s, with whose contact it is', async (_, asked, found) => {
    const anna = await (await site()).signIn();
    const { status, body } = await anna.ask(`/search?q=${encodeURIComponent(asked)}`);
    expect(status).toBe(200);
    expect(textOf(body)).toContain(found);
    expect(body).toContain('href="/accounts/h1"');
    expect(body).not.toContain('<b>Hotel');
    expect(body).not.toContain('<i>Olaf');
  });

  test('finds nobody by what is no longer so', async () => {
    const { world, signIn } = await site().then((made) => ({ world: made.world, signIn: () => made.signIn() }));
    const contacts = [{ name: 'Uma Voss', email: 'uma@harbor.test', roles: ['billing'] }];
    await world.record({ type: 'contact.corrected', by: 'anna', customerId: 'h1', contacts });
    const anna = await signIn();
    const found = async (asked: string): Promise<boolean> =>
      (await anna.ask(`/search?q=${encodeURIComponent(asked)}`)).body.includes('/accounts/h1');
    expect(await found('voss')).toBe(true);
    expect(await found('quist')).toBe(false);
    expect(await found('zoe.quist@harbor.test')).toBe(false);
    await world.record({ type: 'customer.updated', customer: { ...HARBOR, name: 'Bay Hotel' } });
    expect(await found('voss')).toBe(true);
    expect(await found('bay')).toBe(true);
    expect(await found('harbor h')).toBe(false);
    await world.record({ type: 'customer.updated', customer: { ...HARBOR, contacts: HARBOR.contacts.slice(1) } });
    expect(await found('voss')).toBe(false);
    expect([...world.table.scan('FIND#')].filter(({ pk }) => pk === 'C#h1')).toHaveLength(2);
  });

  test('keeps addresses and numbers out of the keys, which stand in messages about errors', async () => {
    const { world } = await site();
    for (const { sk } of world.table.scan('FIND#')) expect(sk).toMatch(/^FIND#[\w-]{16}$/);
  });

  test('asks the table three times, the session included, and says what it searches', async () => {
    const { world, signIn } = await site().then((made) => ({ world: made.world, signIn: () => made.signIn() }));
    const anna = await signIn();
    await anna.ask('/list');
    for (const asked of ['quist', 'zoe.quist@harbor.test', '555 0199', 'i1']) {
      const before = world.table.usage().requests;
      await anna.ask(`/search?q=${encodeURIComponent(asked)}`);
      expect(world.table.usage().requests - before).toBe(3);
    }
    expect((await anna.ask('/search')).body).toContain('Sites stand on the account of their customer');
  });

  test('finds nothing of what was never entered: bidi marks, wildcards, keys', async () => {
    const anna = await (await site()).signIn();
    for (const asked of ['~', '%', '#', '\u202e', 'FIND#', "' or 1=1", '+', '@', '(((((', '00000'])
      expect((await anna.ask(`/search?q=${encodeURIComponent(asked)}`)).status).toBe(200);
  });
});
