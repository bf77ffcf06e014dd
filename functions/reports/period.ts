import { addDays, dayOfMonth, monthOf } from '../platform/civil-date.ts';

/** The days from `from` to `until`, both included. */
export interface Period {
  from: string;
  until: string;
}

/** A period with what the figures of a month need to know about it. */
export interface MonthToDate extends Period {
  /** The day before the period, at whose end the opening balances stand. */
  opening: string;
  /** How many days the period has, 1 to 31. */
  days: number;
}

/** The calendar month of a date, up to and including the date. */
export const monthToDate = (asOf: string): MonthToDate => {
  const from = `${monthOf(asOf)}-01`;
  return { from, until: asOf, opening: addDays(from, -1), days: dayOfMonth(asOf) };
};

export const isWithin = (period: Period, date: string): boolean => period.from <= date && date <= period.until;
