import { type CustomerHead, customerPartition, headKey } from '../ledger/entities.ts';
import { addressTerm } from '../ledger/record/findable.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import { foundUnder } from '../platform/shard.ts';
import { readLink } from './customer-link.ts';
import type { LetterRecord } from './letter-record.ts';
import { plainAddress } from './plain-address.ts';
import type { ReadReply } from './read-reply.ts';
import { contactsOf } from './recipients.ts';
import { customerOfAddress } from './reply-address.ts';

/** Whose reply it is, and how that is known. */
export interface Replier {
  customerId: string;
  foundBy: 'tag' | 'link' | 'sender';
}

/** Several with the same address are as good as none. */
const AT_ONCE = 100;
/** Links in a text that are looked at; our letters have one. */
const MOST_LINKS = 5;

const byTag = async (platform: Platform, { to }: ReadReply): Promise<string | undefined> => {
  for (const address of to) {
    const found = await customerOfAddress(platform, address);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A letter is quoted with its link, which is signed; one that ended still says whose it was. */
const byLink = async (platform: Platform, { words }: ReadReply): Promise<string | undefined> => {
  const tokens = [...words.matchAll(/\/c\/([A-Za-z0-9_-]{30,256})/g)].map(([, token]) => token!);
  for (const token of [...new Set(tokens)].slice(0, MOST_LINKS)) {
    const link = await readLink(platform, token);
    if (link !== undefined) return link.payerId;
  }
  return undefined;
};

const isTheirs = (head: CustomerHead, address: string): boolean =>
  contactsOf(head).some(({ email }) => email !== undefined && plainAddress(email) === address);

/** The one customer with a contact of this address; none where there are several. */
const bySender = async ({ table }: Platform, { from }: ReadReply): Promise<string | undefined> => {
  if (!from.includes('@')) return undefined;
  const term = addressTerm(from);
  const { items } = await table.queryIndex('work', foundUnder(term), `${term}#~`, undefined, AT_ONCE, `${term}#`);
  if (items.length === 0) return undefined;
  const heads = await table.batchGet([...new Set(items.map(({ pk }) => pk))].map((pk) => ({ pk, sk: 'HEAD' })));
  const address = plainAddress(from);
  const theirs = (heads as (CustomerHead | undefined)[]).filter(
    (head) => head !== undefined && isTheirs(head, address),
  );
  return theirs.length === 1 ? theirs[0]!.customerId : undefined;
};

/** Finds out whose reply it is: by what only our letters know, else by who sent it. */
export const findReplier = async (platform: Platform, reply: ReadReply): Promise<Replier | undefined> => {
  const ways = [
    ['tag', byTag],
    ['link', byLink],
    ['sender', bySender],
  ] as const;
  for (const [foundBy, find] of ways) {
    const customerId = await find(platform, reply);
    if (customerId === undefined) continue;
    const head = (await platform.table.get(headKey(customerId))) as CustomerHead | undefined;
    if (head?.known === true) return { customerId, foundBy };
  }
  return undefined;
};

/** The letter that a message answers: by the id in its header, which is ours, or the mail service's. */
export const answeredLetter = async (
  platform: Platform,
  customerId: string,
  { answers }: ReadReply,
): Promise<string | undefined> => {
  if (answers.length === 0) return undefined;
  const letters = await everyItem<LetterRecord>(platform.table, customerPartition(customerId), 'LETTER#');
  for (const answer of answers) {
    const own = answer.slice(0, answer.indexOf('.'));
    const found = letters.find(({ letterId, messageId }) => messageId === answer || letterId === own);
    if (found !== undefined) return found.letterId;
  }
  return undefined;
};
