import { createHash } from 'node:crypto';
import { event } from '../ledger/event.ts';
import { recordEvent } from '../ledger/record-event.ts';
import { companyOf } from '../platform/company.ts';
import { defined } from '../platform/defined.ts';
import { OtherContent } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { answeredLetter, findReplier } from './find-replier.ts';
import { plainAddress } from './plain-address.ts';
import { type ReadReply, readReply } from './read-reply.ts';

export interface Received {
  replyId: string;
  outcome: 'recorded' | 'repeated' | 'ignored';
}

/** What is said of a message that cannot be read: a person has to look at the file. */
const UNREADABLE: ReadReply = {
  ...{ from: '', subject: 'a message that cannot be read', text: '', quoted: '', words: '' },
  ...{ to: [], answers: [], attachments: [] },
};

/** The same message is the same reply, however often it is delivered. */
export const replyIdOf = (raw: Uint8Array): string =>
  `reply-${createHash('sha256').update(raw).digest('hex').slice(0, 40)}`;

const ignore = (platform: Platform, replyId: string, because: NonNullable<ReadReply['ignored']>): Received => {
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    what: 'reply-ignored',
    why: { rule: because, text: 'Nobody has to read this message.', facts: { reply: replyId } },
  });
  return { replyId, outcome: 'ignored' };
};

/**
 * Takes in a message from outside: finds out whose answer it is, and records it. What machines send is told and left
 * alone. `file` says where the message is kept. The same message twice does nothing.
 */
export const receiveReply = async (platform: Platform, raw: Uint8Array, file?: string): Promise<Received> => {
  const replyId = replyIdOf(raw);
  const now = platform.clock.now();
  const { settings } = await companyOf(platform.table, now);
  const reply = await readReply(raw).catch(() => UNREADABLE);
  // Our own letters never answer themselves, whoever sends them back.
  const isOurs = reply.from !== '' && plainAddress(reply.from) === plainAddress(settings.sender.email);
  if (reply.ignored !== undefined || isOurs) return ignore(platform, replyId, reply.ignored ?? 'automatic-reply');
  const replier = await findReplier(platform, reply);
  const letterId = replier === undefined ? undefined : await answeredLetter(platform, replier.customerId, reply);
  const { from, subject, text, quoted, attachments } = reply;
  const act = event.parse(
    defined({
      ...{ id: replyId, source: 'mail', at: new Date(now).toISOString(), by: 'customer', type: 'reply.received' },
      ...{ replyId, ...replier, letterId, from, subject, text, file },
      quoted: quoted === '' ? undefined : quoted,
      attachments: attachments.length === 0 ? undefined : attachments,
    }),
  );
  try {
    return { replyId, outcome: await recordEvent(platform, act) };
  } catch (error) {
    // It came before, at another instant, or when we knew less of whose it is.
    if (error instanceof OtherContent) return { replyId, outcome: 'repeated' };
    throw error;
  }
};
