import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Platform } from '../platform/platform.ts';

/** Cookies that no script reads and no other host sets: `__Host-` on HTTPS; a server on one's own machine has none. */

const isSecure = ({ publicUrl }: Pick<Platform, 'publicUrl'>): boolean => publicUrl.startsWith('https:');

export const keptIn = (platform: Platform, context: Context, name: string): string | undefined =>
  isSecure(platform) ? getCookie(context, name, 'host') : getCookie(context, name);

/** Sets a cookie for the whole site, for `seconds`. Lax: a link from elsewhere brings it, a form from elsewhere does not. */
export const keep = (
  platform: Platform,
  context: Context,
  name: string,
  value: string,
  { seconds }: { seconds: number },
): void => {
  const options = { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: seconds } as const;
  if (isSecure(platform)) setCookie(context, name, value, { ...options, secure: true, prefix: 'host' });
  else setCookie(context, name, value, options);
};

export const drop = (platform: Platform, context: Context, name: string): void => {
  const secure = isSecure(platform);
  deleteCookie(context, secure ? `__Host-${name}` : name, { path: '/', secure });
};
