import { BadInput } from './errors.ts';

/**
 * Calendar dates without a zone, as `YYYY-MM-DD` text outside and as days since 1970-01-01 inside. The proleptic
 * Gregorian calendar, years 0000 to 9999. Integers only: dates are counted millions of times in a rehearsal.
 *
 * Formulas: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
 */

const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01, where the eras begin, to 1970-01-01. */
const EPOCH = 719_468;
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;
const yearIn = (date: string): number =>
  digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3);
const monthIn = (date: string): number => digit(date, 5) * 10 + digit(date, 6);
const dayIn = (date: string): number => digit(date, 8) * 10 + digit(date, 9);

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** How many days the month (1 to 12) of the year has. */
export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** Days since 1970-01-01 of a year, a month (1 to 12) and a day of the month. */
export const dayOf = (year: number, month: number, dayOfMonth: number): number => {
  // The year begins in March, so that the leap day is its last day.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH;
};

/** Days since 1970-01-01 of a date that has passed `parseDate`; nothing is checked again. */
export const toDay = (date: string): number => dayOf(yearIn(date), monthIn(date), dayIn(date));

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** The date `YYYY-MM-DD` of a day since 1970-01-01. Throws `BadInput` outside the years 0000 to 9999. */
export const fromDay = (day: number): string => {
  if (!(day >= FIRST_DAY && day <= LAST_DAY))
    throw new BadInput([`day ${day} since 1970-01-01 is outside the years 0000 to 9999`]);
  const shifted = day + EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${`${year}`.padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
};

/** The date so many days later (earlier, where `days` is negative). Throws `BadInput` outside the years 0000 to 9999. */
export const addDays = (date: string, days: number): string => fromDay(toDay(date) + days);

/**
 * The date so many months later (earlier, where `months` is negative); a day that the month does not have becomes its
 * last. Throws `BadInput` outside the years 0000 to 9999.
 */
export const addMonths = (date: string, months: number): string => {
  const count = yearIn(date) * 12 + monthIn(date) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return fromDay(dayOf(year, month, Math.min(dayIn(date), daysInMonth(year, month))));
};

/** The month `YYYY-MM` of a date. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** The day of the month, 1 to 31. */
export const dayOfMonth = (date: string): number => dayIn(date);

/** The weekday of a day since 1970-01-01: 0 is Sunday, 6 is Saturday. */
export const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** The text itself where it is a date of the calendar as `YYYY-MM-DD`; undefined for anything else, also 2026-02-30. */
export const parseDate = (text: string): string | undefined => {
  if (!SHAPE.test(text)) return undefined;
  const month = monthIn(text);
  const day = dayIn(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(yearIn(text), month) ? text : undefined;
};
