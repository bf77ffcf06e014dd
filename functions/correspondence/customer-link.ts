import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CustomerHead } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { type LinkKeys, secretOf, signingKeys } from './customer-link-keys.ts';

/**
 * The link in a letter, by which a customer answers without signing in. Nothing is stored for it: it says whose it is
 * and until when, and a signature by a secret of this company says that we wrote so.
 *
 * Its bytes, in base64url: the secret's version, the purpose, the last day (16 bits, since 1970), the revision of the
 * customer's links (16 bits), the first 128 bits of an HMAC-SHA-256 over all the rest, and the subject.
 */

/** Longer than a case lasts; a letter that is found again years later is no key any more. */
export const LINK_DAYS = 180;

/** What a link is for. The numbers stand in links that were sent. */
const PURPOSES = { account: 1, contact: 2 } as const;
export type LinkPurpose = keyof typeof PURPOSES;

export interface CustomerLink {
  purpose: LinkPurpose;
  payerId: string;
  /** What beside the payer it is about: the id of a request. */
  about?: string;
  /** The last day, of the payer's calendar, on which it opens anything; days since 1970. */
  lastDay: number;
  revision: number;
}

const HEAD_BYTES = 6;
const MAC_BYTES = 16;
/** A link of the longest ids; anything longer is not looked at. */
const MOST_CHARACTERS = 256;
const TOKEN = /^[A-Za-z0-9_-]+$/;
const SUBJECT = /^([A-Za-z0-9_-]{1,64})(?: ([A-Za-z0-9_-]{1,64}))?$/;

const macOf = (secret: string, head: Uint8Array, subject: Uint8Array): Buffer =>
  createHmac('sha256', secret).update('customer-link').update(head).update(subject).digest().subarray(0, MAC_BYTES);

const tokenOf = (keys: LinkKeys, link: CustomerLink): string => {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(keys.newest, 0);
  head.writeUInt8(PURPOSES[link.purpose], 1);
  head.writeUInt16BE(link.lastDay, 2);
  head.writeUInt16BE(link.revision, 4);
  const subject = Buffer.from(link.about === undefined ? link.payerId : `${link.payerId} ${link.about}`);
  const mac = macOf(keys.secretOf(keys.newest)!, head, subject);
  return Buffer.concat([head, mac, subject]).toString('base64url');
};

/** How often a customer's links were revoked. */
export const linkRevision = (head: Pick<CustomerHead, 'linkRevision'>): number => head.linkRevision ?? 0;

/** The address of a page of a payer's own, for a letter of a day (since 1970). Writes only the company's first secret. */
export const customerLink = async (
  platform: Platform,
  payer: Pick<CustomerHead, 'customerId' | 'linkRevision'>,
  today: number,
  purpose: LinkPurpose = 'account',
  about?: string,
): Promise<string> => {
  const link: CustomerLink = {
    purpose,
    payerId: payer.customerId,
    ...(about === undefined ? {} : { about }),
    lastDay: today + LINK_DAYS,
    revision: linkRevision(payer),
  };
  return `${platform.publicUrl}/c/${tokenOf(await signingKeys(platform), link)}`;
};

/** What a token says, where one of our secrets signed exactly this; whether it still opens anything is not asked. */
export const readLink = async (platform: Platform, token: string): Promise<CustomerLink | undefined> => {
  if (token.length > MOST_CHARACTERS || !TOKEN.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  // One spelling only: the last character of another could differ in bits that mean nothing.
  if (bytes.length <= HEAD_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return undefined;
  const secret = await secretOf(platform, bytes.readUInt8(0));
  if (secret === undefined) return undefined;
  const [head, subject] = [bytes.subarray(0, HEAD_BYTES), bytes.subarray(HEAD_BYTES + MAC_BYTES)];
  if (!timingSafeEqual(macOf(secret, head, subject), bytes.subarray(HEAD_BYTES, HEAD_BYTES + MAC_BYTES)))
    return undefined;
  const said = SUBJECT.exec(subject.toString('utf8'));
  const purpose = (Object.keys(PURPOSES) as LinkPurpose[]).find((name) => PURPOSES[name] === head.readUInt8(1));
  if (said === null || purpose === undefined) return undefined;
  const [, payerId, about] = said;
  return {
    purpose,
    payerId: payerId!,
    ...(about === undefined ? {} : { about }),
    lastDay: head.readUInt16BE(2),
    revision: head.readUInt16BE(4),
  };
};
