import { expect, it } from 'vitest';
import { MOST_READ } from '../../../functions/correspondence/kept-message.ts';
import receiveReply from '../../../functions/correspondence/receive-reply.handler.ts';
import { MemoryFiles } from '../../support/memory-files.ts';
import { START, World } from '../../support/world.ts';

const MESSAGE = 'From: bill@c1.test\r\nSubject: Re: Your invoice\r\n\r\nWe paid last Friday.\r\n';

it('a message that is kept as a file comes in once, and one that is gone does nothing', async () => {
  const world = await World.make({ start: START, findable: true });
  const files = new MemoryFiles();
  await files.write('mail/1', Buffer.from(MESSAGE));
  const platform = { ...world.platform, publicUrl: 'https://app.example', files };
  expect(await receiveReply.call(platform, { key: 'mail/1' })).toMatchObject({ outcome: 'recorded' });
  expect(await receiveReply.call(platform, { key: 'mail/1' })).toMatchObject({ outcome: 'repeated' });
  expect(await receiveReply.call(platform, { key: 'mail/2' })).toEqual({ outcome: 'gone' });
  expect(world.items()).toMatchObject([{ kind: 'reply', customerId: 'c1', reply: { file: 'mail/1' } }]);
});

it('of a message larger than anybody writes, the beginning is read', async () => {
  const world = await World.make({ start: START, findable: true });
  const files = new MemoryFiles();
  await files.write('mail/1', Buffer.concat([Buffer.from(MESSAGE), Buffer.alloc(MOST_READ + 1_000_000, 'x\r\n')]));
  const platform = { ...world.platform, publicUrl: 'https://app.example', files };
  expect(await receiveReply.call(platform, { key: 'mail/1' })).toMatchObject({ outcome: 'recorded' });
  expect(world.items()[0]!.reply!.text).toMatch(/^We paid last Friday\./);
}, 20_000);
