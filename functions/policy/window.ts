import { BadInput } from '../platform/errors.ts';
import { instantOf, localDay, localMinutes } from '../platform/zone.ts';
import { type Calendar, nextWorkingDay } from './calendar.ts';

/** Send windows and wake times. Instants are ms since 1970, days are days since 1970-01-01. */

/** Local wall-clock times `HH:MM`; `from` belongs to the window, `to` does not. */
export interface Window {
  from: string;
  to: string;
}

const minutesOf = (time: string): number =>
  (time.charCodeAt(0) - 48) * 600 +
  (time.charCodeAt(1) - 48) * 60 +
  (time.charCodeAt(3) - 48) * 10 +
  (time.charCodeAt(4) - 48);

/** The window on a local day: open at `opens` and at every instant before `closes`. */
export const windowOn = (window: Window, day: number, zone: string): { opens: number; closes: number } => ({
  opens: instantOf(day, minutesOf(window.from), zone),
  closes: instantOf(day, minutesOf(window.to), zone),
});

/**
 * The first instant, not before the given one, that lies inside the window on a working day: the given one itself
 * where it does. Throws `BadInput` where the window does not end after it begins.
 */
export const nextOpening = (window: Window, calendar: Calendar, zone: string, instantMs: number): number => {
  if (minutesOf(window.from) >= minutesOf(window.to))
    throw new BadInput([`sendWindow: "${window.to}" is not after "${window.from}"; "to" must be later than "from"`]);
  let day = nextWorkingDay(calendar, localDay(instantMs, zone));
  for (;;) {
    const { opens, closes } = windowOn(window, day, zone);
    // A window that a clock change left out is empty: both ends fall on the first instant after the gap.
    if (opens < closes && instantMs < closes) return Math.max(opens, instantMs);
    day = nextWorkingDay(calendar, day + 1);
  }
};

/** Sending runs start on the quarter hour. */
const RUN_EVERY_MS = 15 * 60_000;

/** The first sending run after an instant. */
export const nextRun = (instantMs: number): number => (Math.floor(instantMs / RUN_EVERY_MS) + 1) * RUN_EVERY_MS;

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), over the code units. */
const hash = (key: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193);
  return value >>> 0;
};

const FIRST_WAKE = 5;
const SPREAD = 45;
const QUIET_FROM = 60;
const QUIET_TO = 180;

/**
 * When a case wakes on a local day: 00:05 to 00:49, always the same minute for the same key, so that a day's cases
 * spread out. Where the clocks skip that hour it is 03:05 to 03:49: nothing happens between 01:00 and 03:00.
 */
export const wakeInstant = (day: number, zone: string, jitterKey: string): number => {
  const minutes = FIRST_WAKE + (hash(jitterKey) % SPREAD);
  const instant = instantOf(day, minutes, zone);
  const shown = localMinutes(instant, zone);
  return shown >= QUIET_FROM && shown < QUIET_TO ? instantOf(day, QUIET_TO + minutes, zone) : instant;
};
