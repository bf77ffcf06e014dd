import { fromDay, toDay } from './civil-date.ts';

/**
 * Time-zone arithmetic in integers. `Intl` is asked for the offsets at the two ends of each UTC day that is touched,
 * once per zone and process; everything after that is a look-up and an addition.
 *
 * Rests on one fact of the IANA data since 1970: no zone changes its offset twice within a UTC day.
 * All functions throw `RangeError` where the zone is unknown; check names with `isTimeZone` where they come in.
 */

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** More than any offset from UTC, so that a local time lies surely within it of its own number read as UTC. */
const FARTHEST = 16 * HOUR;

/** The offset before and after the instant at which it changes. */
interface Change {
  at: number;
  before: number;
  after: number;
}

interface Zone {
  format: Intl.DateTimeFormat;
  /** By UTC day: the offset in ms, or NaN for a day with a change. */
  offsets: Map<number, number>;
  changes: Map<number, Change>;
  lastDay: number;
  lastOffset: number;
}

const zones = new Map<string, Zone>();

const zoneOf = (name: string): Zone => {
  let zone = zones.get(name);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    zone = { format, offsets: new Map(), changes: new Map(), lastDay: Number.NaN, lastOffset: 0 };
    zones.set(name, zone);
  }
  return zone;
};

/** Asks `Intl`, whose answer ends in `GMT`, `GMT+05:45` or, long ago, `GMT-00:44:30`. */
const askOffset = (zone: Zone, instant: number): number => {
  const text = zone.format.format(instant);
  const sign = text.lastIndexOf('GMT') + 3;
  if (sign === text.length) return 0;
  const two = (at: number): number => Number(text.slice(sign + at, sign + at + 2));
  const offset = two(1) * HOUR + two(4) * MINUTE + two(7) * 1000;
  return text.charAt(sign) === '+' ? offset : -offset;
};

/** The first instant in (low, high] where `isAfter` holds; it does at `high`, and at `low` it does not. */
const firstInstant = (low: number, high: number, isAfter: (instant: number) => boolean): number => {
  let before = low;
  let after = high;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isAfter(middle)) after = middle;
    else before = middle;
  }
  return after;
};

const learnDay = (zone: Zone, utcDay: number): number => {
  const start = utcDay * DAY;
  const before = askOffset(zone, start);
  const after = askOffset(zone, start + DAY);
  if (before === after) return before;
  const at = firstInstant(start, start + DAY, (instant) => askOffset(zone, instant) === after);
  zone.changes.set(utcDay, { at, before, after });
  return Number.NaN;
};

const offsetAt = (zone: Zone, instant: number): number => {
  const utcDay = Math.floor(instant / DAY);
  if (utcDay === zone.lastDay) return zone.lastOffset;
  let offset = zone.offsets.get(utcDay);
  if (offset === undefined) {
    offset = learnDay(zone, utcDay);
    zone.offsets.set(utcDay, offset);
  }
  if (Number.isNaN(offset)) {
    const change = zone.changes.get(utcDay)!;
    return instant < change.at ? change.before : change.after;
  }
  zone.lastDay = utcDay;
  zone.lastOffset = offset;
  return offset;
};

/** Whether this runtime knows a time zone of that name (IANA names such as `America/New_York`). */
export const isTimeZone = (name: string): boolean => {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
};

/** The local calendar day, in days since 1970-01-01, at an instant in ms since 1970. */
export const localDay = (instantMs: number, zone: string): number =>
  Math.floor((instantMs + offsetAt(zoneOf(zone), instantMs)) / DAY);

/** The local calendar date, `YYYY-MM-DD`, at an instant in ms since 1970. */
export const localDate = (instantMs: number, zone: string): string => fromDay(localDay(instantMs, zone));

/** What the wall clock shows at an instant in ms since 1970: whole minutes since midnight, 0 to 1439. */
export const localMinutes = (instantMs: number, zone: string): number => {
  const local = instantMs + offsetAt(zoneOf(zone), instantMs);
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
};

/**
 * The instant, in ms since 1970, at which the wall clock shows so many minutes after midnight of a day (days since
 * 1970-01-01, or `YYYY-MM-DD`). A time that exists twice means the first; a time that was left out, or a whole day,
 * moves to the first instant after the gap.
 */
export const instantOf = (day: number | string, minutesOfDay: number, zone: string): number => {
  const known = zoneOf(zone);
  const local = (typeof day === 'string' ? toDay(day) : day) * DAY + minutesOfDay * MINUTE;
  const before = offsetAt(known, local - FARTHEST);
  const after = offsetAt(known, local + FARTHEST);
  const first = local - before;
  if (before === after || offsetAt(known, first) === before) return first;
  const second = local - after;
  if (offsetAt(known, second) === after) return second;
  return firstInstant(second, first, (instant) => offsetAt(known, instant) === after);
};

/** The first instant of a local day (days since 1970-01-01, or `YYYY-MM-DD`), in ms since 1970. */
export const startOfDay = (day: number | string, zone: string): number => instantOf(day, 0, zone);
