import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Platform } from '../platform/platform.ts';

/**
 * Ties a form to the browser that was shown it: the cookie holds a secret, the form its digest together with the page's
 * own token. A page from elsewhere can neither read the one nor make the other. Nothing of it is stored.
 */

/** A page may stay open over night. */
const KEPT_S = 86_400;

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('.')).digest('base64url');

/** A name for each link: several may be open side by side. */
const nameOf = (token: string): string => `decision-${digest('cookie', token).slice(0, 10)}`;

/** `__Host-` asks for HTTPS, which a server on one's own machine has not. */
const isSecure = ({ publicUrl }: Platform): boolean => publicUrl.startsWith('https:');

const SECRET = /^[A-Za-z0-9_-]{43}$/;

const secretIn = (platform: Platform, context: Context, token: string): string | undefined => {
  const secret = isSecure(platform) ? getCookie(context, nameOf(token), 'host') : getCookie(context, nameOf(token));
  return secret !== undefined && SECRET.test(secret) ? secret : undefined;
};

/** Sets the cookie, and returns what the form has to bring back. A secret that is there stays: so do forms shown before. */
export const issueNonce = (platform: Platform, context: Context, token: string): string => {
  const secret = secretIn(platform, context, token) ?? platform.ids.token();
  // Strict: a mail's link opens the page without the cookie, and the page's own form brings it back.
  const options = { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: KEPT_S } as const;
  if (isSecure(platform)) setCookie(context, nameOf(token), secret, { ...options, secure: true, prefix: 'host' });
  else setCookie(context, nameOf(token), secret, options);
  return digest(secret, token);
};

/** Whether a form comes from the browser that was last shown the page. */
export const bringsNonce = (platform: Platform, context: Context, token: string, given: string): boolean => {
  const secret = secretIn(platform, context, token);
  if (secret === undefined) return false;
  const [wanted, found] = [Buffer.from(digest(secret, token)), Buffer.from(given)];
  return wanted.length === found.length && timingSafeEqual(wanted, found);
};

/** Takes the cookie back once it has served. */
export const dropNonce = (platform: Platform, context: Context, token: string): void => {
  const options = { path: '/', secure: isSecure(platform) };
  deleteCookie(context, isSecure(platform) ? `__Host-${nameOf(token)}` : nameOf(token), options);
};
