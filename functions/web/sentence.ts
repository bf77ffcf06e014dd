import { parseDate } from '../platform/civil-date.ts';
import { inWords } from './acts/act-form.ts';
import type { Reader } from './reader.ts';

const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g;
const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** A step by what it is called: an id stands between spaces, or at an end. */
const named = (text: string, steps: Iterable<string>): string => {
  const ids = new Set(steps);
  return ids.size === 0
    ? text
    : text
        .split(' ')
        .map((word) => (ids.has(word) ? inWords(word) : word))
        .join(' ');
};

/** A sentence of a decision, with a capital, its dates and instants as its reader writes them, and `steps` in words. */
export const sentence = (reader: Reader, text: string, steps: Iterable<string> = []): string =>
  named(text, steps)
    .replace(/^[a-z]/, (letter) => letter.toUpperCase())
    .replace(INSTANT, (instant) => reader.instant(instant))
    .replace(DATE, (date) => (parseDate(date) === undefined ? date : reader.date(date)));
