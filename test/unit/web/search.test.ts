import { describe, expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';
import { CUSTOMER, invoiceOf } from '../../support/world.ts';

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

  test('finds an invoice by the number that is shown, however that stands to its id', async () => {
    const { world, signIn } = await site().then((made) => ({ world: made.world, signIn: () => made.signIn() }));
    const anna = await signIn();
    const found = async (asked: string): Promise<string[]> => {
      const { body } = await anna.ask(`/search?q=${encodeURIComponent(asked)}`);
      return [...body.matchAll(/href="\/accounts\/c1\/invoices\/([^"]+)"/g)].map(([, id]) => id!);
    };
    const numbers = { 'S-01-1': 'HL-S-01-1', 'C-017-003': 'HL-26685', x7: '4711/2026', x8: '26685', x9: 'RE <7> Ä' };
    for (const [id, number] of Object.entries(numbers)) await world.record(invoiceOf(id, { number }));
    expect(await found('hl-s-01-1')).toEqual(['S-01-1']);
    expect(await found('S-01-1')).toEqual(['S-01-1']);
    expect(await found(' HL-26685 ')).toEqual(['C-017-003']);
    expect(await found('26685')).toEqual(['x8']);
    expect(await found('4711/2026')).toEqual(['x7']);
    expect(await found('RE <7> Ä')).toEqual(['x9']);
    await world.record(invoiceOf('INV-9'));
    expect(await found('inv-9')).toEqual(['INV-9']);
    expect((await anna.ask('/search?q=HL-26685')).body).toContain('<bdi>HL-26685</bdi></a>');
    await world.record({
      ...{ type: 'payment.received', paymentId: 'p1', customerId: 'c1', amount: '1.00', currency: 'USD' },
      ...{ receivedOn: '2026-03-02', allocations: [{ invoiceId: 'S-01-1', amount: '1.00' }] },
    });
    expect(await found('HL-S-01-1')).toEqual(['S-01-1']);
    await world.to('2026-03-06T18:01:00Z');
    await world.record({ ...invoiceOf('x8', { number: '26686' }), type: 'invoice.changed' });
    expect(await found('26685')).toEqual([]);
    expect(await found('26686')).toEqual(['x8']);
  });

  test('finds a customer whose name has a digit beside invoices that are numbered like it', async () => {
    const { world, signIn } = await site().then((made) => ({ world: made.world, signIn: () => made.signIn() }));
    await world.record({ type: 'customer.updated', customer: { ...HARBOR, id: 'm3', name: 'Studio 54 Bau' } });
    await world.record(invoiceOf('x1', { number: 'Studio 54/1' }));
    const anna = await signIn();
    for (const asked of ['studio', 'studio 54', 'STUDIO 54 B'])
      expect((await anna.ask(`/search?q=${encodeURIComponent(asked)}`)).body).toContain('href="/accounts/m3"');
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
