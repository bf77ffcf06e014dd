import fc from 'fast-check';
import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import { describe, expect, it } from 'vitest';
import { receiveReply } from '../../../functions/correspondence/receive-reply.ts';
import { customerOfAddress, replyAddress } from '../../../functions/correspondence/reply-address.ts';
import type { OutgoingMail } from '../../../functions/platform/ports.ts';
import { CUSTOMER, invoiceOf, QUICK, STAFF, START, World, type WorldOptions } from '../../support/world.ts';

const SENDER = { name: 'Client Relations', email: 'accounts@company.example', answersTo: 'answers@company.example' };

const office = async (options: Partial<WorldOptions> = {}): Promise<World> => {
  const world = await World.make({
    start: START,
    policies: [QUICK],
    settings: { sender: SENDER },
    findable: true,
    ...options,
  });
  await world.record(invoiceOf('i1'));
  return world;
};
/** A world in which the first reminder has left. */
const written = async (options: Partial<WorldOptions> = {}): Promise<{ world: World; letter: OutgoingMail }> => {
  const world = await office(options);
  await world.to('2026-03-04T10:00:00Z');
  return { world, letter: world.mails.find(({ audience }) => audience === 'customer')! };
};

const textOf = ({ raw }: OutgoingMail): string =>
  Buffer.from(raw).toString('utf8').replace(/=\r\n/g, '').replaceAll('=3D', '=');
const headerOf = (mail: OutgoingMail, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(textOf(mail))?.[1]?.replace(/\r\n\s+/g, '') ?? '';
const replyToOf = (mail: OutgoingMail): string => /<?([^<>\s]+@[^<>\s]+?)>?$/.exec(headerOf(mail, 'Reply-To'))![1]!;

const message = (fields: MailComposerOptions): Promise<Buffer> =>
  new MailComposer({
    from: { name: 'Bill', address: 'bill@c1.test' },
    to: 'answers@company.example',
    subject: 'Re: Your invoice',
    text: 'We paid last Friday.',
    ...fields,
  })
    .compile()
    .build();

describe('a reply to a letter', () => {
  it('stands on the list of whoever looks after the account, with the letter that it answers', async () => {
    const { world, letter } = await written();
    const raw = await message({
      from: 'somebody-else@elsewhere.test',
      to: replyToOf(letter),
      inReplyTo: headerOf(letter, 'Message-ID'),
      text: 'We paid\u202e last Friday.\r\n\r\nOn Mon, Mar 2, 2026 Harbor <accounts@company.example> wrote:\r\n> Your invoice',
    });
    expect(await receiveReply(world.platform, raw, 'mail/1')).toMatchObject({ outcome: 'recorded' });
    expect(world.items().filter(({ kind }) => kind === 'reply')).toMatchObject([
      {
        title: "Answer the customer's reply: Re: Your invoice",
        customerId: 'c1',
        assignee: 'anna',
        letterId: letter.tags.letter,
        stake: { amount: 10_000, currency: 'USD' },
        reply: {
          from: 'somebody-else@elsewhere.test',
          text: 'We paid last Friday.',
          quoted: expect.stringContaining('Your invoice'),
          foundBy: 'tag',
          file: 'mail/1',
        },
      },
    ]);
  });

  it('is recorded once, however often it is delivered', async () => {
    const { world, letter } = await written();
    const raw = await message({ to: replyToOf(letter) });
    await receiveReply(world.platform, raw);
    await world.to('2026-03-04T12:00:00Z');
    expect(await receiveReply(world.platform, raw)).toMatchObject({ outcome: 'repeated' });
    expect(world.items().filter(({ kind }) => kind === 'reply')).toHaveLength(1);
  });

  it('is found by the link that it quotes, and else by the sender, spelled in any case', async () => {
    const { world, letter } = await written();
    const link = /\/c\/[A-Za-z0-9_-]+/.exec(textOf(letter))![0];
    await receiveReply(
      world.platform,
      await message({ from: 'x@y.test', html: `<p>Paid</p><a href="https://h.example${link}">answer</a>`, text: '' }),
    );
    await receiveReply(world.platform, await message({ from: 'BILL@C1.test' }));
    const found = world.items().filter(({ kind }) => kind === 'reply');
    expect(found.map(({ customerId, reply }) => [customerId, reply!.foundBy]).sort()).toEqual([
      ['c1', 'link'],
      ['c1', 'sender'],
    ]);
  });

  it('stands on everybody’s list where nobody can say whose it is: unknown, or of several customers', async () => {
    const { world } = await written({ customers: [CUSTOMER, { ...CUSTOMER, id: 'c2' }] });
    await receiveReply(world.platform, await message({ from: 'stranger@nowhere.test' }));
    await receiveReply(world.platform, await message({ subject: 'Both' }));
    const found = world.items().filter(({ kind }) => kind === 'reply');
    expect(found.map(({ customerId, work }) => [customerId, work])).toEqual([
      [undefined, 'department#everybody'],
      [undefined, 'department#everybody'],
    ]);
    await world.record({ type: 'task.done', by: 'anna', taskId: found[0]!.itemId });
    expect(world.items().filter(({ kind }) => kind === 'reply')).toHaveLength(1);
  });

  it('keeps the names of attachments, and opens none', async () => {
    const { world, letter } = await written();
    const nested = await message({ text: 'inner', to: 'a@b.test' });
    await receiveReply(
      world.platform,
      await message({
        to: replyToOf(letter),
        attachments: [
          { filename: '../../etc/\u202epdf.exe', content: 'MZ' },
          { filename: 'forwarded.eml', content: nested, contentType: 'message/rfc822' },
        ],
      }),
    );
    const [item] = world.items().filter(({ kind }) => kind === 'reply');
    expect(item!.reply).toMatchObject({ text: 'We paid last Friday.' });
    expect(item!.reply!.attachments!.map(({ name }) => name)).toEqual(['.._.._etc_pdf.exe', 'forwarded.eml']);
  });

  it('is kept to what a person reads of it, however long', async () => {
    const { world, letter } = await written();
    await receiveReply(
      world.platform,
      await message({ to: replyToOf(letter), text: 'Ä'.repeat(3_000_000), subject: 's'.repeat(900) }),
    );
    const [item] = world.items().filter(({ kind }) => kind === 'reply');
    expect(item!.reply!.text).toHaveLength(2000);
    expect(item!.reply!.subject).toHaveLength(200);
  });

  it('asks a person to look where it cannot be read', async () => {
    const { world } = await written();
    const open = Array.from(
      { length: 60 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    );
    expect(
      await receiveReply(world.platform, Buffer.from(`From: x@y.test\r\n${open.join('')}`), 'mail/2'),
    ).toMatchObject({ outcome: 'recorded' });
    expect(world.items().filter(({ kind }) => kind === 'reply')[0]!.title).toBe(
      'Find out whose this reply is: a message that cannot be read',
    );
  });

  it('comes to something whatever the bytes are', async () => {
    const world = await office();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (raw) => {
        expect((await receiveReply(world.platform, raw)).replyId).toMatch(/^reply-[0-9a-f]{40}$/);
      }),
      { numRuns: 30 },
    );
  });
});

describe('mail that machines send', () => {
  it.each([
    ['an automatic reply', { headers: { 'Auto-Submitted': 'auto-replied' } }, 'automatic-reply'],
    ['an older one', { headers: { 'X-Autoreply': 'yes' } }, 'automatic-reply'],
    ['a mailing list', { headers: { Precedence: 'bulk' } }, 'automatic-reply'],
    ['a bounce', { from: 'MAILER-DAEMON@c1.test' }, 'delivery-report'],
    [
      'a report',
      {
        raw: 'From: a@b.test\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x--\r\n',
      },
      'delivery-report',
    ],
    ['spam', { headers: { 'X-SES-Spam-Verdict': 'FAIL' } }, 'unsafe-message'],
    ['a virus', { headers: { 'X-SES-Virus-Verdict': 'FAIL' } }, 'unsafe-message'],
    ['our own letter', { from: 'Accounts@Company.example' }, 'automatic-reply'],
  ])('%s stands on no list, and is told without a name', async (_, fields, rule) => {
    const { world, letter } = await written();
    const before = world.items().length;
    const raw = await message({ to: replyToOf(letter), ...fields });
    expect(await receiveReply(world.platform, raw)).toMatchObject({ outcome: 'ignored' });
    expect(world.items()).toHaveLength(before);
    expect(world.told('reply-ignored').map(({ why }) => why.rule)).toEqual([rule]);
    expect(JSON.stringify(world.told('reply-ignored'))).not.toContain('@');
  });

  it('a person who says that no machine wrote it is heard', async () => {
    const { world, letter } = await written();
    const raw = await message({ to: replyToOf(letter), headers: { 'Auto-Submitted': 'no' } });
    expect(await receiveReply(world.platform, raw)).toMatchObject({ outcome: 'recorded' });
  });
});

describe('the address for answers', () => {
  it('says whose it is to us alone, in any case', async () => {
    const { world, letter } = await written();
    const address = replyToOf(letter);
    expect(address).toMatch(/^answers\+[a-z2-7]+@company\.example$/);
    expect(await customerOfAddress(world.platform, address.toUpperCase())).toBe('c1');
    const other = await office();
    expect(
      await customerOfAddress(
        other.platform,
        address.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@')),
      ),
    ).toBeUndefined();
  });

  it('comes back for every id that fits, and none that was changed does', async () => {
    const world = await office();
    const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
    await fc.assert(
      fc.asyncProperty(ids, fc.nat(), async (id, at) => {
        const address = (await replyAddress(world.platform, SENDER, id))!;
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
        if (address === SENDER.answersTo) return expect(id.length).toBeGreaterThan(20);
        expect(await customerOfAddress(world.platform, address)).toBe(id);
        const place = 'answers+'.length + 2 + (at % 10);
        const changed = `${address.slice(0, place)}${address[place] === 'a' ? 'b' : 'a'}${address.slice(place + 1)}`;
        expect(await customerOfAddress(world.platform, changed)).toBeUndefined();
        return undefined;
      }),
      { numRuns: 60 },
    );
  });

  it('stands in no letter where none is set', async () => {
    const { letter } = await written({ settings: {} });
    expect(headerOf(letter, 'Reply-To')).toContain('anna@company.test');
  });
});

it('a reply stands with the owner of the account, where it has one', async () => {
  const { world, letter } = await written({ staff: STAFF, customers: [{ ...CUSTOMER, accountOwner: 'max' }] });
  await receiveReply(world.platform, await message({ to: replyToOf(letter) }));
  expect(world.items().filter(({ kind }) => kind === 'reply')[0]!.assignee).toBe('max');
});
