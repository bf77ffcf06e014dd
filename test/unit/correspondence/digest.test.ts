import { describe, expect, it } from 'vitest';
import { type Digest, renderDigest } from '../../../functions/correspondence/digest-mail.ts';
import sendDigests from '../../../functions/correspondence/send-digests.handler.ts';
import { customerPartition } from '../../../functions/ledger/entities.ts';
import type { OutgoingMail } from '../../../functions/platform/ports.ts';
import { CUSTOMER, invoiceOf, paymentOf, STAFF, World, type WorldOptions } from '../../support/world.ts';
import { oneBlank, seen } from './sample-letter.ts';

/** A Friday evening: the call that falls due on Monday the 9th is what is on a list then. */
const FRIDAY = '2026-03-06T18:00:00Z';
const CALLS = {
  id: 'calls',
  version: 1,
  sendWindow: { from: '09:00', to: '17:00' },
  steps: [
    { id: 'call', kind: 'task', when: { anchor: 'due', days: 6 }, role: 'specialist', title: 'Call the customer' },
  ],
};

const textOf = (mail: OutgoingMail): string =>
  Buffer.from(
    Buffer.from(mail.raw)
      .toString('latin1')
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
const subjectsOf = (world: World): string[] =>
  world.mails.map((mail) => `${mail.to.join()}: ${/^Subject: (.*)$/m.exec(textOf(mail))![1]!.trim()}`);

/** One invoice, due on Tuesday the 3rd: the specialist's call is raised on Monday the 9th. */
const withCall = async (options: Partial<WorldOptions> = {}): Promise<World> => {
  const world = await World.make({ start: FRIDAY, policies: [CALLS], digests: true, ...options });
  await world.record(invoiceOf('i1'));
  return world;
};

describe('the mail in the morning', () => {
  it('comes once on each working day to whoever has items, and to nobody else', async () => {
    const world = await withCall();
    await world.to('2026-03-09T06:59:00Z');
    expect(world.mails).toEqual([]);
    await world.to('2026-03-10T06:59:00Z');
    // Raised at midnight of Monday, in time for the morning.
    expect(subjectsOf(world)).toEqual(['anna@company.test: Your list: 1 item']);
    expect(world.mails[0]!.audience).toBe('staff');
    await world.to('2026-03-10T23:00:00Z');
    expect(subjectsOf(world)).toHaveLength(2);
    await world.record(paymentOf('i1'));
    await world.to('2026-03-12T23:00:00Z');
    expect(subjectsOf(world)).toHaveLength(2);
  });

  it('rests on weekends and holidays', async () => {
    const world = await withCall({ settings: { calendar: { holidays: ['2026-03-10', '2026-03-11'] } } });
    await world.to('2026-03-11T23:00:00Z');
    expect(subjectsOf(world)).toHaveLength(1);
  });

  it('names what is first, with a link to the list', async () => {
    const world = await withCall();
    await world.to('2026-03-09T08:00:00Z');
    const text = textOf(world.mails[0]!);
    for (const part of ['Call the customer', 'Customer One', '$100.00', 'due Mar 3, 2026', 'answer by', '/list'])
      expect(text).toContain(part);
  });

  it('says what a promise missed as its reader writes amounts', async () => {
    for (const [locale, said] of [
      ['en-US', 'Broken promise: $100.00 is missing'],
      ['de-DE', 'Zusage nicht gehalten: 100,00 $ fehlen'],
    ]) {
      const world = await withCall({ staff: STAFF.map((member) => ({ ...member, locale })) });
      const promise = { promiseId: 'p1', invoiceId: 'i1', amount: '100.00', promisedOn: '2026-03-09' };
      await world.record({ type: 'promise.made', by: 'customer', ...promise });
      await world.to('2026-03-11T08:00:00Z');
      expect(textOf(world.mails.at(-1)!).replaceAll('\u00a0', ' ')).toContain(said);
    }
  });

  it('comes once where its call comes twice, and after a call that failed in the middle', async () => {
    const world = await withCall({ staff: STAFF.map((member) => ({ ...member, roles: ['specialist'] })) });
    await world.to('2026-03-09T08:00:00Z');
    expect(await sendDigests.call(world.platform, { scheduledTime: 'x' })).toEqual({ sent: 0 });
    await world.table.write({ delete: { pk: 'COMPANY', sk: 'DIGESTS' } });
    expect(await sendDigests.call(world.platform, {})).toEqual({ sent: 0 });
    expect(world.mails).toHaveLength(1);
  });

  it('is not sent in the afternoon, when the morning was missed', async () => {
    const world = await withCall();
    await world.to('2026-03-09T06:00:00Z');
    world.clock.moveTo(Date.parse('2026-03-09T12:00:00Z'));
    expect(await sendDigests.call(world.platform, {})).toEqual({ sent: 0 });
    world.clock.moveTo(Date.parse('2026-03-10T11:59:00Z'));
    expect(await sendDigests.call(world.platform, {})).toEqual({ sent: 1 });
  });

  it('knows the morning of the company', async () => {
    const world = await withCall({ settings: { timeZone: 'America/New_York' } });
    await world.to('2026-03-09T10:59:00Z');
    expect(world.mails).toEqual([]);
    await world.to('2026-03-09T11:00:00Z');
    expect(world.mails).toHaveLength(1);
  });

  it('tells of a department in which nobody is: its manager, else whoever looks after what is nobody’s', async () => {
    for (const [departments, told] of [
      [{ sales: { manager: 'max' } }, ['max@company.test: Your list is blank, but something is waiting']],
      [{}, ['anna@company.test: Your list is blank, but something is waiting']],
    ] as const) {
      const world = await World.make({ start: FRIDAY, policies: [CALLS], digests: true, settings: { departments } });
      const item = { itemId: 'x', work: 'department#sales', workAt: '2026-03-08T12:00:00.000Z#x#task#' };
      await world.table.write({ put: { pk: customerPartition('c1'), sk: 'ITEM#x', ...item, v: 0 } });
      await world.to('2026-03-09T12:00:00Z');
      expect(subjectsOf(world)).toEqual(told);
    }
  });

  it('tells the manager of a department of what nobody in it has, or the department where it has none', async () => {
    for (const [departments, told] of [
      [{ 'client-relations': { manager: 'max' } }, ['max@company.test']],
      [{}, ['anna@company.test', 'max@company.test']],
    ] as const) {
      const world = await withCall({ settings: { departments } });
      const [pk, sk] = [customerPartition('c1'), 'ITEM#x'];
      await world.to('2026-03-08T12:00:00Z');
      await world.table.write({
        put: { pk, sk, itemId: 'x', work: 'department#client-relations', workAt: '2026-03-08T12:00:00.000Z#x#task#' },
      });
      await world.to('2026-03-09T06:59:00Z');
      await world.record({
        type: 'hold.placed',
        holdId: 'h',
        scope: { customerId: 'c1' },
        owner: 'max',
        reason: 'r',
        until: '2026-03-20',
      });
      await sendDigests.call(world.platform, {});
      world.mails.length = 0;
      world.clock.moveTo(Date.parse('2026-03-09T07:00:00Z'));
      await world.table.write({ delete: { pk: 'COMPANY', sk: 'DIGESTS' } });
      await sendDigests.call(world.platform, {});
      const shared = world.mails.filter((mail) => textOf(mail).includes('client-relations: 1 item'));
      expect(shared.flatMap(({ to }) => to)).toEqual(expect.arrayContaining([...told]));
    }
  });

  it('is written in the language of the colleague', async () => {
    const world = await withCall({ staff: [{ ...STAFF[0]!, locale: 'de-DE' }, STAFF[1]!], customers: [CUSTOMER] });
    await world.to('2026-03-09T08:00:00Z');
    const text = textOf(world.mails[0]!);
    expect(text).toContain('Ihre Liste: 1 Eintrag');
    expect(text).toContain('fällig am 03.03.2026');
  });
});

describe('the words of the mail in the morning', () => {
  const reader = {
    language: 'en',
    locale: 'en-US',
    company: 'Harbor Alarm',
    sender: { name: 'Good Standing', email: 'accounts@harbor.example' },
    to: [{ name: 'Mo Field', email: 'mo@harbor.example' }],
  };
  const digest: Digest = {
    own: { count: 200, more: true },
    lines: [{ title: 'Call <b>Acme</b>\u202e', customer: '<script>\r\nx', amount: 185_000, currency: 'USD' }],
    shared: [
      { department: 'service', count: 2, more: false },
      { count: 1, more: false },
    ],
    link: 'https://app.example/list',
  };

  it('says the same in both forms', () => {
    const { subject, text, html } = renderDigest(digest, reader);
    expect(subject).toBe('Your list: 200+ items');
    for (const said of [text, seen(html)])
      for (const part of ['200+ items are waiting for you', '$1,850.00', 'Nobody in particular has'])
        expect(oneBlank(said)).toContain(part);
    expect(text).toContain('* service: 2 items\r\n* everybody: 1 item');
  });

  it('shows what others wrote as text, and tells nobody that it was read', () => {
    const { html, text } = renderDigest(digest, reader);
    expect(html).not.toMatch(/<script|<b>Acme|<img|url\(/);
    expect(text + html).not.toContain('\u202e');
  });

  it('says that the own list is blank where only the department’s is not', () => {
    const { subject, text } = renderDigest({ ...digest, own: { count: 0, more: false }, lines: [] }, reader);
    expect(subject).toBe('Your list is blank, but something is waiting');
    expect(text).not.toContain('Where acting now');
    const german = renderDigest(digest, { ...reader, language: 'de', locale: 'de-DE' });
    expect(german.text).toContain('* alle: 1 Eintrag');
  });
});
