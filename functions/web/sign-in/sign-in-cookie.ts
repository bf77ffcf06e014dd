import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Platform } from '../../platform/platform.ts';
import { drop, keep, keptIn } from '../kept-cookie.ts';
import { ownPath } from '../own-path.ts';
import type { SignInSecrets } from './issuer.ts';

/**
 * A sign-in that is under way stands in the browser alone: one secret of 256 bits, of which state, nonce and verifier are
 * digests, and the page to come back to. Its name is of its state, so that two windows may sign in side by side.
 */

/** So long somebody may take at the issuer. */
const KEPT_S = 600;

const SECRET = /^[A-Za-z0-9_-]{43}$/;

const digest = (purpose: string, secret: string): string =>
  createHash('sha256').update(`${purpose}.${secret}`).digest('base64url');

const secretsOf = (secret: string): SignInSecrets => ({
  state: digest('state', secret),
  nonce: digest('nonce', secret),
  verifier: digest('verifier', secret),
});

const nameOf = (state: string): string => `sign-in-${state.slice(0, 10)}`;

/** Begins one: sets the cookie, and returns what the issuer is told. */
export const keepSignIn = (platform: Platform, context: Context, back: string): SignInSecrets => {
  const secret = platform.ids.token();
  const secrets = secretsOf(secret);
  const value = `${secret}.${Buffer.from(back).toString('base64url')}`;
  keep(platform, context, nameOf(secrets.state), value, { seconds: KEPT_S });
  return secrets;
};

/** The sign-in that a state belongs to, where it was begun in this browser; it is good for once. */
export const takeSignIn = (
  platform: Platform,
  context: Context,
  state: string,
): { secrets: SignInSecrets; back: string } | undefined => {
  if (!SECRET.test(state)) return undefined;
  const [secret = '', back = ''] = keptIn(platform, context, nameOf(state))?.split('.') ?? [];
  if (!SECRET.test(secret)) return undefined;
  const secrets = secretsOf(secret);
  if (secrets.state !== state) return undefined;
  drop(platform, context, nameOf(state));
  return { secrets, back: ownPath(Buffer.from(back, 'base64url').toString('utf8')) ?? '/list' };
};
