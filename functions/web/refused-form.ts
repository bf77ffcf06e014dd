import type { Platform } from '../platform/platform.ts';
import type { Problem } from './acts/act-input.ts';
import { drop, keep, keptIn } from './kept-cookie.ts';
import type { StaffContext } from './staff-pages.ts';

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

const NAME = 'refused';
const KEPT_S = 120;
/** A cookie holds 4,096 bytes. */
const MOST_BYTES = 3600;
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

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Leads back to the page of a form, `to`, which shows it with what is wrong. Undefined where more was written than a cookie
 * holds: then it has to be shown at once.
 */
export const backToForm = (
  platform: Platform,
  context: StaffContext,
  to: { path: string; query?: Readonly<Record<string, string>> },
  { act, problems }: Pick<Refused, 'act' | 'problems'>,
): Response | undefined => {
  const { nonce: _nonce, ...fields } = context.var.fields;
  const kept: Kept = { at: to.path, act, problems, fields };
  const text = Buffer.from(JSON.stringify(kept)).toString('base64url');
  if (text.length > MOST_BYTES) return undefined;
  keep(platform, context, NAME, text, { seconds: KEPT_S });
  const query = new URLSearchParams({ ...to.query, act, [REFUSED]: '1' });
  return context.redirect(`${to.path}?${query}#act-${act}`, 303);
};

/** The form that was refused and is to be shown on this page, once. */
export const takeRefused = (platform: Platform, context: StaffContext): Refused | undefined => {
  if (context.req.query(REFUSED) === undefined) return undefined;
  const text = keptIn(platform, context, NAME);
  if (text === undefined) return undefined;
  drop(platform, context, NAME);
  const kept = parsed(text);
  if (!isKept(kept) || kept.at !== context.req.path) return undefined;
  const { act, problems, fields } = kept;
  return { act, problems, form: (name) => (Object.hasOwn(fields, name) ? fields[name]! : '') };
};
