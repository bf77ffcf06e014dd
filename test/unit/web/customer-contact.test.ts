import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../local/server/mime.ts';
import { CustomerBrowser, tokenIn, writtenWorld } from '../../support/customer-page.ts';
import { CUSTOMER } from '../../support/world.ts';

const NEW = { name: 'Nina New', email: 'nina@c1.test' };

const askedWorld = async (...of: Parameters<typeof writtenWorld>) => {
  const made = await writtenWorld(...of);
  await made.browser.open();
  expect((await made.browser.answer('contact', NEW)).status).toBe(303);
  await made.world.to('2026-03-04T12:15:00Z');
  const mail = made.world.mails.filter(({ audience }) => audience === 'customer').at(-1)!;
  return { ...made, mail, old: new CustomerBrowser(made.pages, tokenIn(mail)) };
};

const billed = async ({ world }: Awaited<ReturnType<typeof askedWorld>>) =>
  ((await world.head()).correctedContacts ?? (await world.head()).contacts)
    .filter(({ roles }) => roles.includes('billing'))
    .map(({ email }) => email);

describe('"please write to …"', () => {
  it('asks the old address, and changes nothing until it is confirmed there', async () => {
    const made = await askedWorld();
    expect(made.mail.to).toEqual(['bill@c1.test']);
    const { subject, text } = readMessage(made.mail.raw);
    expect(subject).toBe('Should our letters go to somebody else?');
    expect(text).toContain('Name: Nina New');
    expect(text).toContain('E-mail: nina@c1.test');
    expect(text).not.toContain('$100.00');
    const before = JSON.stringify([...made.world.table.scan('')]);
    const { status, text: shown, body } = await made.old.open();
    expect(status).toBe(200);
    expect(shown).toContain('nina@c1.test');
    expect(shown).toContain('Opening this page has changed nothing');
    expect(body).not.toContain('$100.00');
    expect(JSON.stringify([...made.world.table.scan('')])).toBe(before);
    expect(await billed(made)).toEqual(['bill@c1.test']);
  });

  it('writes to the new one from the confirmation on', async () => {
    const made = await askedWorld();
    await made.old.open();
    expect((await made.old.answer('yes')).status).toBe(303);
    expect((await made.old.open('?done=yes')).text).toContain('the change is made');
    expect(await billed(made)).toEqual(['nina@c1.test']);
    expect((await made.old.answer('no')).status).toBe(409);
    expect(await billed(made)).toEqual(['nina@c1.test']);
    await made.world.to('2026-03-13T12:00:00Z');
    expect(made.world.mails.filter(({ audience }) => audience === 'customer').at(-1)!.to).toEqual(['nina@c1.test']);
    expect(made.world.items().filter(({ itemId }) => itemId.startsWith('contact-asked'))).toEqual([]);
  });

  it('stays as it is where the old address says no', async () => {
    const made = await askedWorld();
    await made.old.open();
    await made.old.answer('no');
    expect((await made.old.open('?done=no')).text).toContain('nothing changes');
    expect(await billed(made)).toEqual(['bill@c1.test']);
    expect(made.world.items().filter(({ itemId }) => itemId.startsWith('contact-asked'))).toEqual([]);
  });

  it('becomes an item for a person where nobody confirms', async () => {
    const { world } = await askedWorld();
    const item = () => world.items().find(({ itemId }) => itemId.startsWith('contact-asked'))!;
    expect(item().work).toBeUndefined();
    await world.to('2026-03-10T12:00:00Z');
    expect(item()).toMatchObject({ kind: 'task', work: 'person#anna', title: expect.stringContaining('nina@c1.test') });
    expect((await world.head()).correctedContacts).toBeUndefined();
  });

  it('is an item at once where there is nobody to ask', async () => {
    const { world, browser } = await writtenWorld();
    await world.record({ type: 'letter.bounced', customerId: 'c1', email: 'bill@c1.test' });
    await browser.open();
    await browser.answer('contact', NEW);
    expect(world.items().find(({ itemId }) => itemId.startsWith('contact-asked'))?.work).toBe('person#anna');
  });

  it('of several requests takes the newest; the link of an older one answers nothing', async () => {
    const made = await askedWorld();
    await made.browser.open();
    await made.browser.answer('contact', { name: 'Otto Other', email: 'otto@c1.test' });
    expect((await made.old.open()).text).toContain('no longer open');
    await made.world.to('2026-03-04T12:30:00Z');
    const newest = made.world.mails.filter(({ audience }) => audience === 'customer').at(-1)!;
    const browser = new CustomerBrowser(made.pages, tokenIn(newest));
    await browser.open();
    await browser.answer('yes');
    expect(await billed(made)).toEqual(['otto@c1.test']);
  });

  it('is not confirmed by the link of an ordinary letter, by another page, or after a month', async () => {
    const made = await askedWorld();
    await made.old.open();
    expect((await made.browser.answer('yes')).status).toBe(404);
    expect((await made.old.answer('yes', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await made.old.answer('yes', { nonce: 'x' })).status).toBe(403);
    expect((await made.old.answer('well')).status).toBe(404);
    expect((await made.old.open('/statement-USD.csv')).status).toBe(404);
    made.world.clock.moveTo(Date.parse('2026-04-04T12:00:00Z'));
    expect((await made.old.open()).text).toContain('no longer open');
    expect((await made.old.answer('yes')).status).toBe(409);
    expect(await billed(made)).toEqual(['bill@c1.test']);
  });

  it.each([
    ['no address', { name: 'Nina', email: 'nina' }],
    ['two addresses', { name: 'Nina', email: 'a@c1.test,b@c1.test' }],
    ['a header', { name: 'Nina', email: 'a@c1.test\r\nBcc: x@y.test' }],
    ['hidden characters', { name: 'Nina', email: 'a\u202e@c1.test' }],
    ['no name', { name: ' \u200b', email: 'nina@c1.test' }],
  ])('is refused with %s', async (_what, fields) => {
    const { world, browser } = await writtenWorld();
    await browser.open();
    expect((await browser.answer('contact', fields)).status).toBe(422);
    expect((await world.head()).askedContact).toBeUndefined();
  });

  it('keeps the language and the other roles of whom it replaces', async () => {
    const bill = { name: 'Bill', email: 'bill@c1.test', roles: ['billing', 'site'], language: 'de' };
    const made = await askedWorld({ customers: [{ ...CUSTOMER, contacts: [bill] }] });
    expect(readMessage(made.mail.raw).subject).toBe('Sollen unsere Schreiben an jemand anderen gehen?');
    await made.old.open();
    await made.old.answer('yes');
    expect((await made.world.head()).correctedContacts).toEqual([
      { ...NEW, roles: ['billing'], language: 'de' },
      { ...bill, roles: ['site'] },
    ]);
  });
});
