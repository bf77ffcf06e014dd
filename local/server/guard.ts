import type { Context, MiddlewareHandler } from 'hono';

/** What keeps other web pages away from this server, which answers whoever can reach it on this machine. */

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** No script at all, nothing from elsewhere, and forms only to ourselves. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * A letter brings its own styles; it may run nothing and load nothing. Out of its frame it leads only when its reader
 * presses a link, to this server's own pages.
 */
export const LETTER_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

const nameIn = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

const refusal = (context: Context): string | undefined => {
  const host = context.req.header('host') ?? '';
  // A name that somebody else makes point at this machine (DNS rebinding) shows here.
  if (!LOCAL_NAMES.has(nameIn(host))) return `This server answers only to 127.0.0.1 and localhost, not to "${host}".`;
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return undefined;
  if (context.req.method !== 'POST') return 'Only GET and POST are answered here.';
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  if (site !== undefined && site !== 'same-origin') return 'This request comes from another page: it changes nothing.';
  // A page that names no referrer sends "null" as its origin; then the browser itself has to say where it comes from.
  const isOwn = origin === `http://${host}` || (site === 'same-origin' && (origin === undefined || origin === 'null'));
  return isOwn
    ? undefined
    : 'This request does not say that it comes from this server’s own pages: it changes nothing.';
};

/** Refuses requests from elsewhere, and sets the headers that every answer carries. */
export const guard: MiddlewareHandler = async (context, next) => {
  const refused = refusal(context);
  if (refused !== undefined) {
    context.res = context.text(refused, 403);
  } else await next();
  const headers = context.res.headers;
  // A page may be stricter than the rest.
  for (const [name, value] of Object.entries(HEADERS)) if (!headers.has(name)) headers.set(name, value);
};
