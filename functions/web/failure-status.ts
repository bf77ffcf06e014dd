import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** All that can go wrong with a page for people without a session, and its status. */
const STATUS = {
  unknown: 404,
  expired: 410,
  revoked: 410,
  'not-asked': 403,
  elsewhere: 403,
  'too-large': 413,
  'no-form': 415,
  method: 405,
  changing: 503,
  unavailable: 503,
  unclear: 503,
  failure: 500,
  missing: 404,
} as const satisfies Readonly<Record<string, ContentfulStatusCode>>;

const RETRY_AFTER_S: Partial<Record<keyof typeof STATUS, string>> = {
  changing: '60',
  unavailable: '30',
  unclear: '30',
};

/** The status of an answer that failed; where it is worth it, the answer says when to try again. */
export const statusOf = (context: Context, failure: keyof typeof STATUS): ContentfulStatusCode => {
  const again = RETRY_AFTER_S[failure];
  if (again !== undefined) context.header('retry-after', again);
  return STATUS[failure];
};
