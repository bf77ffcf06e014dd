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

/** A letter brings its own styles; it may run nothing, load nothing and lead nowhere. */
export const LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

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
  if (origin !== undefined ? origin !== `http://${host}` : site === undefined)
    return 'This request does not say that it comes from this server’s own pages: it changes nothing.';
  return undefined;
};

/** Refuses requests from elsewhere, and sets the headers that every answer carries. */
export const guard: MiddlewareHandler = async (context, next) => {
  const refused = refusal(context);
  if (refused !== undefined) {
    context.res = context.text(refused, 403);
  } else await next();
  const headers = context.res.headers;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('cache-control', 'no-store');
};
