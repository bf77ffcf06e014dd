import { daysInMonth } from '../../platform/civil-date.ts';
import { BadInput } from '../../platform/errors.ts';

/** Dates as tables write them. */

/** Reads the beginning of a field; undefined where it is no date. The date comes back as `YYYY-MM-DD`. */
export type DateReader = (text: string) => string | undefined;

/** A typing error such as 0202 would stretch a ledger over centuries. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2099;

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** The date of three numbers; undefined where the calendar, or the years 1970 to 2099, do not have it. */
const dateFrom = (year: number, month: number, day: number): string | undefined =>
  year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
    ? `${year}-${two(month)}-${two(day)}`
    : undefined;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL = 'january february march april may june july august september october november december'.split(' ');

/** The month (1 to 12) that an English name or its first letters mean; 0 for anything else. */
const monthNamed = (text: string): number => {
  const word = text.toLowerCase();
  const month = MONTHS.indexOf(word.slice(0, 3));
  return month >= 0 && (word.length === 3 || word === 'sept' || word === FULL[month]) ? month + 1 : 0;
};

type Part = { field: 'year' | 'month' | 'day'; least: number; most: number } | { name: true } | { literal: string };

const TOKENS: Readonly<Record<string, Part>> = {
  YYYY: { field: 'year', least: 4, most: 4 },
  YY: { field: 'year', least: 2, most: 2 },
  MMMM: { name: true },
  MMM: { name: true },
  MM: { field: 'month', least: 2, most: 2 },
  M: { field: 'month', least: 1, most: 2 },
  DD: { field: 'day', least: 2, most: 2 },
  D: { field: 'day', least: 1, most: 2 },
};

const EXPECTED = 'expected one like "YYYY-MM-DD", "M/D/YYYY", "DD.MM.YYYY", "YYYYMMDD" or "D MMM YYYY"';

/** The parts up to the end of the date; what a format says of the time after it is not needed. */
const partsOf = (format: string): Part[] => {
  const parts: Part[] = [];
  const missing = new Set(['Y', 'M', 'D']);
  for (const [token] of format.matchAll(/Y+|M+|D+|[^YMD]/g)) {
    if (missing.size === 0) break;
    const part = TOKENS[token];
    if (part === undefined && token.length === 1 && !/[A-Za-z0-9]/.test(token)) parts.push({ literal: token });
    else if (part !== undefined && missing.delete(token.charAt(0))) parts.push(part);
    else throw new BadInput([`is no date format: ${EXPECTED}`]);
  }
  if (missing.size > 0) throw new BadInput([`is no date format, it lacks the year, month or day: ${EXPECTED}`]);
  // A day or month before a separator may be written without its zero.
  return parts.map((part, index) => {
    const next = parts[index + 1];
    const isOpen = next === undefined ? index > 0 && 'literal' in parts[index - 1]! : 'literal' in next;
    return 'field' in part && part.field !== 'year' && isOpen ? { ...part, least: 1 } : part;
  });
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const CAPITAL_T = 84;

/** Whether a date may end here: at the end, or before a time. Not inside a number or a word. */
const endsAt = (text: string, at: number): boolean => {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return !isDigit(code) && (!isLetter(code) || (code === CAPITAL_T && isDigit(text.charCodeAt(at + 1))));
};

/**
 * A reader for a format of `YYYY`, `YY` (70 to 99 are 19xx), `M`, `MM`, `MMM` (English month names), `D`, `DD` and
 * separators. It reads the beginning of the field; a time after the date is ignored. Throws `BadInput` where the
 * format is not understood.
 */
export const compileDateFormat = (format: string): DateReader => {
  const parts = partsOf(format);
  return (text) => {
    let at = 0;
    let year = 0;
    let month = 0;
    let day = 0;
    for (const part of parts) {
      if ('literal' in part) {
        if (text.charAt(at) !== part.literal) return undefined;
        at += 1;
        continue;
      }
      const start = at;
      if ('name' in part) {
        while (isLetter(text.charCodeAt(at))) at += 1;
        month = monthNamed(text.slice(start, at));
        if (month === 0) return undefined;
        continue;
      }
      let number = 0;
      while (at - start < part.most && isDigit(text.charCodeAt(at))) {
        number = number * 10 + text.charCodeAt(at) - 48;
        at += 1;
      }
      if (at - start < part.least) return undefined;
      if (part.field === 'day') day = number;
      else if (part.field === 'month') month = number;
      else year = part.most === 4 ? number : number + (number < 70 ? 2000 : 1900);
    }
    return endsAt(text, at) ? dateFrom(year, month, day) : undefined;
  };
};
