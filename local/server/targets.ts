import { addDays, fromDay, parseDate, toDay } from '../../functions/platform/civil-date.ts';
import type { Company } from '../../functions/platform/company.ts';
import { instantOf, localDay, localMinutes } from '../../functions/platform/zone.ts';
import { isWorkingDay, nextWorkingDay } from '../../functions/policy/calendar.ts';
import type { Target } from './mover.ts';

/** Where the clock can be moved to, in the company's own time. */

const QUARTER = 15;
const OPENS = 8 * 60;
const CLOSES = 18 * 60;
const MORNING = 9 * 60;
const MOST_DAYS = 366;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** The next quarter hour, or the first of the next working day where working time is over. */
const nextRun = ({ settings, calendar }: Company, now: number): number => {
  const zone = settings.timeZone;
  const today = localDay(now, zone);
  const minute = (Math.floor(localMinutes(now, zone) / QUARTER) + 1) * QUARTER;
  if (isWorkingDay(calendar, today) && minute < CLOSES) return instantOf(today, Math.max(minute, OPENS), zone);
  return instantOf(nextWorkingDay(calendar, today + 1), OPENS, zone);
};

const laterBy = (zone: string, now: number, days: number): number =>
  Math.max(instantOf(localDay(now, zone) + days, localMinutes(now, zone), zone), now + 1);

const ofDate = (zone: string, now: number, date: string, time: string): Target | string => {
  const [, hours, minutes] = TIME.exec(time) ?? [];
  if (parseDate(date) === undefined) return `“${date}” is no date: choose one like 2026-04-01.`;
  if (hours === undefined) return `“${time}” is no time: choose one like 09:00.`;
  const to = instantOf(date, Number(hours) * 60 + Number(minutes), zone);
  if (to <= now) return 'The clock does not go back: choose a later date or time.';
  const last = addDays(fromDay(localDay(now, zone)), MOST_DAYS);
  return toDay(date) > toDay(last) ? `That is too far: choose a date up to ${last}.` : { to };
};

/** The target of a request to move the clock, or the sentence that says what would be right. */
export const targetOf = (
  company: Company,
  now: number,
  form: { to: string; date: string; time: string },
): Target | string => {
  const zone = company.settings.timeZone;
  switch (form.to) {
    case 'event':
      return { untilSomethingHappens: true };
    case 'run':
      return { to: nextRun(company, now) };
    case 'morning': {
      const today = localDay(now, zone);
      const first = localMinutes(now, zone) < MORNING ? today : today + 1;
      return { to: instantOf(nextWorkingDay(company.calendar, first), MORNING, zone) };
    }
    case 'day':
      return { to: laterBy(zone, now, 1) };
    case 'week':
      return { to: laterBy(zone, now, 7) };
    case 'date':
      return ofDate(zone, now, form.date, form.time);
    default:
      return 'Choose one of the ways to move the clock.';
  }
};
