import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Platform } from '../platform/platform.ts';
import type { Problem } from './acts/act-input.ts';
import { drop, keep, keptIn } from './kept-cookie.ts';
import { failed, type StaffContext } from './staff-pages.ts';

/**
 * A form that was refused is shown again on the page that it came from, by a redirect: the browser's way back, and a
 * reload, then send nothing a second time.
 */

/** What was sent, and what is wrong with it. */
export interface Refused {
  act: string;
  problems: readonly Problem[];
  form(name: string): string;
}

const NAMES = ['refused', 'refused-more'] as const;
const KEPT_S = 120;
/** A cookie holds 4,096 bytes; two of them hold all but the longest that two free texts could be. */
const MOST_OF_COOKIE = 3600;
/** What was packed is not taken for more than a form may hold. */
const MOST_BYTES = 65_536;
/** In the address of a page that shows a form again. */
const REFUSED = 'refused';

interface Kept {
  at: string;
  act: string;
  problems: readonly Problem[];
  fields: Readonly<Record<string, string>>;
}

const isKept = (value: unknown): value is Kept => {
  if (typeof value !== 'object' || value === null) return false;
  const { at, act, problems, fields } = value as Partial<Kept>;
  return (
    typeof at === 'string' &&
    typeof act === 'string' &&
    Array.isArray(problems) &&
    problems.every((problem) => typeof problem?.field === 'string' && typeof problem.text === 'string') &&
    typeof fields === 'object' &&
    fields !== null &&
    Object.values(fields).every((field) => typeof field === 'string')
  );
};

const unpacked = (text: string): unknown => {
  try {
    const packed = Buffer.from(text, 'base64url');
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Leads back to the page of a form, `to`, which shows it with what is wrong. Where more was written than cookies hold, what
 * is wrong is said on a page of its own, and the browser's way back has what was written.
 */
export const backToForm = (
  platform: Platform,
  context: StaffContext,
  to: { path: string; query?: Readonly<Record<string, string>> },
  { act, problems }: Pick<Refused, 'act' | 'problems'>,
): Response | Promise<Response> => {
  const { nonce: _nonce, ...fields } = context.var.fields;
  const kept: Kept = { at: to.path, act, problems, fields };
  const text = deflateRawSync(JSON.stringify(kept)).toString('base64url');
  if (text.length > MOST_OF_COOKIE * NAMES.length)
    return failed(
      context,
      'refused',
      problems.map((problem) => problem.text),
    );
  NAMES.forEach((name, index) => {
    const part = text.slice(index * MOST_OF_COOKIE, (index + 1) * MOST_OF_COOKIE);
    if (part !== '') keep(platform, context, name, part, { seconds: KEPT_S });
    else if (keptIn(platform, context, name) !== undefined) drop(platform, context, name);
  });
  const query = new URLSearchParams({ ...to.query, act, [REFUSED]: '1' });
  return context.redirect(`${to.path}?${query}#act-${act}`, 303);
};

/** The form that was refused and is to be shown on this page, once. */
export const takeRefused = (platform: Platform, context: StaffContext): Refused | undefined => {
  if (context.req.query(REFUSED) === undefined) return undefined;
  let text = '';
  for (const name of NAMES) {
    const part = keptIn(platform, context, name);
    if (part === undefined) break;
    text += part;
    drop(platform, context, name);
  }
  const kept = text === '' ? undefined : unpacked(text);
  if (!isKept(kept) || kept.at !== context.req.path) return undefined;
  const { act, problems, fields } = kept;
  return { act, problems, form: (name) => (Object.hasOwn(fields, name) ? fields[name]! : '') };
};
