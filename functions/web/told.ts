import type { Context } from 'hono';
import type { Platform } from '../platform/platform.ts';
import { drop, keep, keptIn } from './kept-cookie.ts';
import { ownPath } from './own-path.ts';

/** What was just done: it is said on the next page, once. */
export interface Told {
  /** One sentence. */
  text: string;
  /** The form that takes it back: sent with one press, with these fields. */
  undo?: { to: string; fields?: Readonly<Record<string, string>> };
}

const NAME = 'told';
const KEPT_S = 60;
/** A cookie holds 4,096 bytes. */
const MOST_BYTES = 3000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const undoIn = (value: unknown): Told['undo'] | undefined => {
  if (!isRecord(value) || typeof value.to !== 'string') return undefined;
  const to = ownPath(value.to);
  const fields = isRecord(value.fields) ? value.fields : {};
  if (to === undefined || Object.values(fields).some((field) => typeof field !== 'string')) return undefined;
  return { to, fields: fields as Record<string, string> };
};

/** Has the page that is asked for next say what was done. */
export const announce = (platform: Platform, context: Context, told: Told): void => {
  const text = Buffer.from(JSON.stringify(told)).toString('base64url');
  if (text.length <= MOST_BYTES) keep(platform, context, NAME, text, { seconds: KEPT_S });
};

/** What is to be said on this page, and then no more. */
export const takeTold = (platform: Platform, context: Context): Told | undefined => {
  const kept = keptIn(platform, context, NAME);
  if (kept === undefined) return undefined;
  drop(platform, context, NAME);
  const told = parsed(Buffer.from(kept, 'base64url').toString('utf8'));
  if (!isRecord(told) || typeof told.text !== 'string') return undefined;
  const undo = undoIn(told.undo);
  return undo === undefined ? { text: told.text } : { text: told.text, undo };
};
