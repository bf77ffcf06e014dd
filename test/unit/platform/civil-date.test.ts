import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  dayOfMonth,
  daysInMonth,
  fromDay,
  monthOf,
  parseDate,
  toDay,
  weekday,
} from '../../../functions/platform/civil-date.ts';
import { BadInput } from '../../../functions/platform/errors.ts';

const anyDay = fc.integer({ min: -719_528, max: 2_932_896 });
const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe('civil dates', () => {
  test('agree with the calendar of the platform for every year from 0000 to 9999', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = isoOf(day);
        expect(fromDay(day)).toBe(date);
        expect(toDay(date)).toBe(day);
        expect(weekday(day)).toBe(new Date(day * 86_400_000).getUTCDay());
        expect(parseDate(date)).toBe(date);
      }),
      { numRuns: 2000 },
    );
  });

  test('agree with it on every single day from 1899 to 2101', () => {
    for (let day = -25_933; day <= 48_000; day += 1) {
      const date = fromDay(day);
      if (date !== isoOf(day) || toDay(date) !== day) expect.fail(`day ${day} became ${date}`);
    }
  });

  test('1970-01-01 is day 0 and a Thursday', () => {
    expect(toDay('1970-01-01')).toBe(0);
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(weekday(0)).toBe(4);
    expect(weekday(toDay('2026-03-01'))).toBe(0);
  });

  test('a day is added across a leap day and across a year', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  test('a month later than the 31st is the last day of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 14)).toBe('2028-01-30');
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15');
  });

  test('a century is a leap year only every 400 years', () => {
    expect(daysInMonth(2000, 2)).toBe(29);
    expect(daysInMonth(1900, 2)).toBe(28);
    expect(daysInMonth(2026, 4)).toBe(30);
    expect(daysInMonth(2026, 12)).toBe(31);
  });

  test('month and day are read from the text', () => {
    expect(monthOf('2026-03-09')).toBe('2026-03');
    expect(dayOfMonth('2026-03-09')).toBe(9);
  });

  test.each(['2026-02-29', '2026-04-31', '2026-00-10', '2026-13-01', '2026-01-00', '26-01-01', '2026-1-1', ''])(
    '%j is no date',
    (text) => expect(parseDate(text)).toBeUndefined(),
  );

  test.each(['2026-03-01T00:00:00Z', ' 2026-03-01', '2026-03-01\n', '２０２６-03-01'])(
    '%j is more than a date',
    (text) => expect(parseDate(text)).toBeUndefined(),
  );

  test('a day outside the years 0000 to 9999 is refused, also one that is no number', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(BadInput);
    expect(() => addDays('0000-01-01', -1)).toThrow('outside the years 0000 to 9999');
    expect(() => fromDay(Number.NaN)).toThrow(BadInput);
  });
});
