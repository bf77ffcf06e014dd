import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { seededIds } from '../../../functions/adapters/embedded/ids.ts';
import { CollectingMailer, MailboxMailer } from '../../../functions/adapters/embedded/mailbox.ts';
import type { OutgoingMail } from '../../../functions/platform/ports.ts';

const mail = (subject: string): OutgoingMail => ({
  from: 'accounts@company.test',
  to: ['ap@customer.test', 'boss@customer.test'],
  raw: new TextEncoder().encode(`Subject: ${subject}\r\n\r\nGrüße`),
  tags: { letter: 'letter-000001' },
  audience: 'customer',
});

describe('the mailbox', () => {
  it('lists the newest first, page by page', async () => {
    const clock = new VirtualClock(1000);
    const mailbox = new MailboxMailer(openDatabase(), clock, seededIds(1));
    for (const subject of ['one', 'two', 'three']) {
      clock.moveTo(clock.now() + 1);
      await mailbox.send(mail(subject));
    }
    const first = mailbox.newest(2);
    expect(first.map((entry) => [entry.messageId, entry.at])).toEqual([
      ['message-000003', 1003],
      ['message-000002', 1002],
    ]);
    expect(mailbox.newest(2, first[1]?.number).map((entry) => entry.messageId)).toEqual(['message-000001']);
  });

  it('keeps the whole message, also when it is opened again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
    const file = join(folder, 'mailbox.sqlite');
    const first = openDatabase(file);
    const { messageId } = await new MailboxMailer(first, new VirtualClock(5), seededIds(1)).send(mail('one'));
    first.close();
    const second = openDatabase(file);
    const mailbox = new MailboxMailer(second, new VirtualClock(9), seededIds(2));
    const { raw, ...rest } = mail('one');
    expect(mailbox.message(messageId)).toEqual({ ...rest, raw: Uint8Array.from(raw), messageId, at: 5, number: 1 });
    expect(mailbox.message('message-000009')).toBeUndefined();
    second.close();
    await rm(folder, { recursive: true });
  });
});

describe('the collecting mailer', () => {
  it('hands each message on with the id that it answers', async () => {
    const collected: string[] = [];
    const mailer = new CollectingMailer(
      seededIds(1),
      ({ to }, messageId) => collected.push(`${messageId} ${to[0]}`),
      new VirtualClock(1000),
    );
    const { messageId } = await mailer.send(mail('one'));
    expect(collected).toEqual([`${messageId} ap@customer.test`]);
  });
});
