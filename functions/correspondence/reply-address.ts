import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Platform } from '../platform/platform.ts';
import type { Settings } from '../platform/settings.contract.ts';
import { secretOf, signingKeys } from './customer-link-keys.ts';

/**
 * The address that a customer answers to: `answers+TAG@mail.company.example`. The tag says whose it is, and a signature
 * by a secret of this company says that we wrote so; nothing is stored for it. Mail programs and servers change the case
 * of addresses, so it is base32: the secret's version, 80 bits of an HMAC-SHA-256, and the customer's id.
 */

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const MAC_BYTES = 10;
/** RFC 5321, 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

const toBase32 = (bytes: Uint8Array): string => {
  let [text, bits, count] = ['', 0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 5; count -= 5) text += ALPHABET[(bits >>> (count - 5)) & 31];
    bits &= 0xff;
  }
  return count === 0 ? text : text + ALPHABET[(bits << (5 - count)) & 31];
};

const fromBase32 = (text: string): Buffer | undefined => {
  const bytes: number[] = [];
  let [bits, count] = [0, 0];
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    bits = ((bits << 5) | value) & 0xfff;
    count += 5;
    if (count >= 8) {
      bytes.push((bits >>> (count - 8)) & 0xff);
      count -= 8;
    }
  }
  return Buffer.from(bytes);
};

const macOf = (secret: string, customerId: string): Buffer =>
  createHmac('sha256', secret).update('reply-address').update(customerId).digest().subarray(0, MAC_BYTES);

/** The address with a customer's tag; without one where the id is too long for it, and none where none is set. */
export const replyAddress = async (
  platform: Platform,
  { answersTo }: Settings['sender'],
  customerId: string,
): Promise<string | undefined> => {
  if (answersTo === undefined) return undefined;
  const place = answersTo.lastIndexOf('@');
  const keys = await signingKeys(platform);
  const mac = macOf(keys.secretOf(keys.newest)!, customerId);
  const tag = toBase32(Buffer.concat([Buffer.of(keys.newest), mac, Buffer.from(customerId)]));
  const local = `${answersTo.slice(0, place)}+${tag}`;
  return local.length > LONGEST_LOCAL_PART ? answersTo : `${local}${answersTo.slice(place)}`;
};

/** The customer whose tag an address carries, where one of our secrets signed it. */
export const customerOfAddress = async (platform: Platform, address: string): Promise<string | undefined> => {
  const tag = /\+([a-z2-7]{20,64})@/.exec(address.toLowerCase())?.[1];
  const bytes = tag === undefined ? undefined : fromBase32(tag);
  if (bytes === undefined || bytes.length <= MAC_BYTES + 1) return undefined;
  const customerId = bytes.subarray(1 + MAC_BYTES).toString('utf8');
  const secret = await secretOf(platform, bytes.readUInt8(0));
  if (secret === undefined || !ID.test(customerId)) return undefined;
  return timingSafeEqual(macOf(secret, customerId), bytes.subarray(1, 1 + MAC_BYTES)) ? customerId : undefined;
};
