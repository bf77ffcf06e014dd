import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import type { Platform } from '../platform/platform.ts';
import { drop, keep, keptIn } from './kept-cookie.ts';

/** The session's token in the browser, and what ties a form to it. */

const NAME = 'session';
/** No longer than a session lasts. */
const KEPT_S = 12 * 3600;

export const sessionTokenIn = (platform: Platform, context: Context): string | undefined =>
  keptIn(platform, context, NAME);

export const keepSessionToken = (platform: Platform, context: Context, token: string): void =>
  keep(platform, context, NAME, token, { seconds: KEPT_S });

export const dropSessionToken = (platform: Platform, context: Context): void => drop(platform, context, NAME);

/** What a form brings back: a page from elsewhere can neither read the cookie nor make this of it. */
export const formNonce = (token: string): string => createHash('sha256').update(`form.${token}`).digest('base64url');

export const isFormNonce = (token: string, given: string): boolean => {
  const [wanted, found] = [Buffer.from(formNonce(token)), Buffer.from(given)];
  return wanted.length === found.length && timingSafeEqual(wanted, found);
};
