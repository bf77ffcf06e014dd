import type { Context } from 'hono';

/**
 * Whether a form was sent by a page of ours. A page that names no referrer sends `Origin: null`; browsers since 2023 say
 * in `Sec-Fetch-Site` where it came from. What says neither is judged by its nonce alone.
 */
export const isFromOwnPage = (context: Context, publicUrl: string): boolean => {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = context.req.header('origin');
  if (origin === undefined || origin === 'null') return true;
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === new URL(publicUrl).host || host === context.req.header('host');
};
