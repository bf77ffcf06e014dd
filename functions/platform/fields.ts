import * as z from 'zod';
import { parseDate } from './civil-date.ts';
import { CONTROL_OR_BIDI } from './clean-text.ts';
import { isCurrency } from './money.ts';
import { isTimeZone } from './zone.ts';

/** The primitive fields of the contracts: one schema each, with the sentence that a wrong value gets. */

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

const isRealDate = (text: string): boolean => parseDate(text) !== undefined;

export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is no id: 1 to 64 of A–Z a–z 0–9 _ -');
export const date = z
  .string()
  .regex(DATE, 'is no date: YYYY-MM-DD')
  .refine((text) => !DATE.test(text) || isRealDate(text), 'is no date of the calendar');
export const instant = z
  .string()
  .regex(INSTANT, 'is no instant: ISO 8601 in UTC, like 2026-03-02T06:00:00Z')
  .refine((text) => !INSTANT.test(text) || (isRealDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))), {
    message: 'is no instant of the calendar',
  })
  // One spelling, so that instants compare as texts: seconds may be left out, and 06:00Z is not after 06:00:30Z.
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()));
/** A decimal string; its object checks the number of decimals against the currency beside it. */
export const money = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'is no amount: a decimal string like "150.00"');
export const currency = z
  .string()
  .refine(isCurrency, { message: 'is no currency: an ISO 4217 code like "USD"', abort: true });
export const timeZone = z.string().refine(isTimeZone, 'is no time zone: an IANA name like "America/New_York"');
const isLocale = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
};
export const locale = z.string().refine(isLocale, 'is no locale: a language tag like "en-US"');
export const name = z.string().min(1, 'is empty').max(200, 'is longer than 200 characters');
export const text = z.string().max(200, 'is longer than 200 characters');
export const description = z.string().max(2000, 'is longer than 2,000 characters');
export const email = z
  .string()
  .max(254, 'is longer than 254 characters')
  .refine((value) => !CONTROL_OR_BIDI.test(value), 'holds a control or bidi character, which an address may not')
  .regex(/^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]+$/, 'is no e-mail address');
export const count = z.int().min(0, 'is below zero').max(100_000);
export const tag = z.string().regex(/^[\w .:/-]{1,64}$/, 'is no tag');

const show = (value: unknown): string => {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
};

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);

/** A path as people write it: `events[3].invoice.amount`. */
const pathText = (path: readonly PropertyKey[], root = ''): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    root,
  );

/** The problems of a refused record, one clear sentence each: where, which value, what would be right. */
export const problemsOf = (error: z.ZodError, value: unknown, root = ''): string[] =>
  error.issues.flatMap((issue) => {
    const path = pathText(issue.path, root) || 'the record';
    const found = at(value, issue.path);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => `${pathText([...issue.path, key], root)}: is no field that is known here`);
      case 'invalid_type':
        return [
          found === undefined ? `${path}: is missing` : `${path}: ${show(found)} is wrong: expected ${issue.expected}`,
        ];
      case 'invalid_value':
        return [`${path}: ${show(found)} is none of ${issue.values.map(show).join(', ')}`];
      case 'invalid_union':
        return [`${path}: ${show(found)} is wrong: ${issue.message}`];
      default:
        return [`${path}: ${show(found)} ${issue.message}`];
    }
  });

/** As `problemsOf`, with paths and reasons only: for logs and queues, where no value of a record may go. */
export const problemsWithoutValues = (error: z.ZodError, _value: unknown, root = ''): string[] =>
  error.issues.flatMap((issue) => {
    const path = pathText(issue.path, root) || 'the record';
    switch (issue.code) {
      case 'unrecognized_keys':
        return [`${path}: has ${issue.keys.length} fields that are not known here`];
      case 'invalid_type':
        return [`${path}: is missing, or is no ${issue.expected}`];
      case 'invalid_value':
        return [`${path}: is none of ${issue.values.map(show).join(', ')}`];
      default:
        return [
          `${path}: ${issue.code === 'custom' || issue.code === 'invalid_format' ? 'is not as agreed' : issue.message}`,
        ];
    }
  });
