import { parseDate } from '../platform/civil-date.ts';
import type { Reader } from './reader.ts';

const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g;
const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** A sentence of a decision, with a capital, its dates and instants as its reader writes them. */
export const sentence = (reader: Reader, text: string): string =>
  text
    .replace(/^[a-z]/, (letter) => letter.toUpperCase())
    .replace(INSTANT, (instant) => reader.instant(instant))
    .replace(DATE, (date) => (parseDate(date) === undefined ? date : reader.date(date)));
