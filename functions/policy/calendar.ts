import { toDay, weekday } from '../platform/civil-date.ts';
import { BadInput } from '../platform/errors.ts';

/**
 * The business calendar: which local days are working days, and how business days are counted. Days are integers,
 * days since 1970-01-01.
 */

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

export interface Calendar {
  weekend: readonly Weekday[];
  /** Days since 1970-01-01. */
  holidays: ReadonlySet<number>;
}

/** The company's own setting: dates are `YYYY-MM-DD`; a region adds its public holidays. */
export interface CalendarSetting {
  weekend: readonly Weekday[];
  holidays: readonly string[];
  region?: string | undefined;
}

/**
 * The calendar of a setting.
 * Throws `BadInput` where no weekday is left to work on, and whatever `holidaysOfRegion` throws for its region.
 */
export const makeCalendar = (
  setting: CalendarSetting,
  holidaysOfRegion: (region: string) => readonly string[],
): Calendar => {
  if (WEEKDAYS.every((day) => setting.weekend.includes(day)))
    throw new BadInput(['calendar.weekend: all seven days are named; at least one day of the week must be worked on']);
  const dates = setting.region === undefined ? [] : holidaysOfRegion(setting.region);
  return { weekend: setting.weekend, holidays: new Set([...dates, ...setting.holidays].map(toDay)) };
};

export const isWorkingDay = (calendar: Calendar, day: number): boolean =>
  !calendar.holidays.has(day) && !calendar.weekend.includes(WEEKDAYS[weekday(day)]!);

/** The day itself where it is a working day, else the next one. */
export const nextWorkingDay = (calendar: Calendar, day: number): number => {
  let candidate = day;
  while (!isWorkingDay(calendar, candidate)) candidate += 1;
  return candidate;
};

/**
 * The day with whose close `count` business days end. They count from the next working day after `fromDay`; with a
 * count of 0 they end with `fromDay` itself.
 */
export const lastOfBusinessDays = (calendar: Calendar, fromDay: number, count: number): number => {
  let day = fromDay;
  for (let counted = 0; counted < count; counted += 1) day = nextWorkingDay(calendar, day + 1);
  return day;
};

/** The working day on which happens what follows `count` business days: the one after the last of them. */
export const afterBusinessDays = (calendar: Calendar, fromDay: number, count: number): number =>
  nextWorkingDay(calendar, lastOfBusinessDays(calendar, fromDay, count) + 1);
