import { expect, it } from 'vitest';
import { displayInstant } from '../../../functions/correspondence/reader-format.ts';

it.each([
  ['en-CA', '9:00 am'],
  ['es-US', '9:00 am'],
  ['en-US', '9:00\u202fAM'],
])('a time of day in %s ends without a dot, so that it can end a sentence', (locale, time) => {
  const format = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  expect(displayInstant(format, Date.parse('2026-03-02T09:00:00Z')).replace(/\s/g, ' ')).toBe(time.replace(/\s/g, ' '));
});
