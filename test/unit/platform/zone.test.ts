import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fromDay } from '../../../functions/platform/civil-date.ts';
import {
  instantOf,
  isTimeZone,
  localDate,
  localDay,
  localMinutes,
  startOfDay,
} from '../../../functions/platform/zone.ts';

const ZONES = [
  'UTC',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Honolulu',
  'Pacific/Chatham',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'America/New_York',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Europe/Dublin',
  'Asia/Gaza',
  'Antarctica/Troll',
] as const;

const DAY = 86_400_000;
const FIRST = Date.UTC(1970, 0, 2);
const LAST = Date.UTC(2040, 0, 1);

const zone = fc.constantFrom(...ZONES);

const transitionsOf = (name: string): number[] => {
  const found: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(FIRST).toZonedDateTimeISO(name);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= LAST) return found;
    found.push(next.epochMilliseconds);
    at = next;
  }
};
const TRANSITIONS = ZONES.flatMap((name) => transitionsOf(name).map((at) => ({ name, at })));

/** Half of the instants lie within two days of a clock change. */
const moment = fc.oneof(
  fc.record({ name: zone, at: fc.integer({ min: FIRST, max: LAST }) }),
  fc
    .tuple(fc.constantFrom(...TRANSITIONS), fc.integer({ min: -2 * DAY, max: 2 * DAY }))
    .map(([{ name, at }, shift]) => ({ name, at: Math.max(FIRST, at + shift) })),
);

const zoned = (at: number, name: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);

/** By the rules of the calendar: the earlier of two, and for a gap its end. */
const expectedInstant = (date: string, minutes: number, name: string): number => {
  const plain = Temporal.PlainDate.from(date).toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  const earlier = plain.toZonedDateTime(name, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(plain)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition('next')!.epochMilliseconds;
};

describe('local dates and times', () => {
  it('agree with Temporal everywhere, before, at and after clock changes', () => {
    fc.assert(
      fc.property(moment, ({ name, at }) => {
        const local = zoned(at, name);
        expect(localDate(at, name)).toBe(local.toPlainDate().toString());
        expect(fromDay(localDay(at, name))).toBe(local.toPlainDate().toString());
        expect(localMinutes(at, name)).toBe(local.hour * 60 + local.minute);
      }),
      { numRuns: 1500 },
    );
  });

  it('change at exactly the millisecond of each clock change', () => {
    for (const { name, at } of TRANSITIONS) {
      for (const instant of [at - 1, at]) {
        const local = zoned(instant, name);
        expect(localMinutes(instant, name), `${name} ${instant}`).toBe(local.hour * 60 + local.minute);
      }
    }
  });

  it('are right before 1970', () => {
    expect(localDate(-1, 'UTC')).toBe('1969-12-31');
    expect(localMinutes(-1, 'UTC')).toBe(1439);
    expect(localDate(Date.UTC(1960, 6, 1, 3), 'America/New_York')).toBe('1960-06-30');
  });

  it('put one instant on three dates of the world', () => {
    const at = Date.UTC(2026, 2, 2, 10, 30);
    expect(localDate(at, 'Pacific/Kiritimati')).toBe('2026-03-03');
    expect(localDate(at, 'Europe/Berlin')).toBe('2026-03-02');
    expect(localDate(Date.UTC(2026, 2, 2, 9, 59), 'Pacific/Honolulu')).toBe('2026-03-01');
  });
});

describe('the instant of a local time', () => {
  it('agrees with Temporal; a doubled time means the first, a left out one the end of the gap', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 1439 }), ({ name, at }, minutes) => {
        const date = zoned(at, name).toPlainDate().toString();
        expect(instantOf(date, minutes, name)).toBe(expectedInstant(date, minutes, name));
      }),
      { numRuns: 1500 },
    );
  });

  it('comes back as the same day and minute, unless the clocks left it out', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 1439 }), ({ name, at }, minutes) => {
        const day = localDay(at, name);
        const instant = instantOf(day, minutes, name);
        const shown = localDay(instant, name) * 1440 + localMinutes(instant, name);
        expect(shown).toBeGreaterThanOrEqual(day * 1440 + minutes);
        if (shown > day * 1440 + minutes)
          expect(localDay(instant - 1, name) * 1440 + localMinutes(instant - 1, name)).toBeLessThan(
            day * 1440 + minutes,
          );
      }),
      { numRuns: 1500 },
    );
  });

  it('moves 02:30 on a spring morning in New York to 03:00', () => {
    expect(new Date(instantOf('2026-03-08', 150, 'America/New_York')).toISOString()).toBe('2026-03-08T07:00:00.000Z');
  });

  it('takes the first 01:30 of an autumn night in New York', () => {
    expect(new Date(instantOf('2026-11-01', 90, 'America/New_York')).toISOString()).toBe('2026-11-01T05:30:00.000Z');
  });

  it('knows the half hour by which Lord Howe moves its clocks', () => {
    expect(new Date(instantOf('2026-10-04', 135, 'Australia/Lord_Howe')).toISOString()).toBe(
      '2026-10-03T15:30:00.000Z',
    );
  });

  it('begins the day that Apia left out with the day after it', () => {
    const next = Date.UTC(2011, 11, 30, 10);
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe(next);
    expect(startOfDay('2011-12-31', 'Pacific/Apia')).toBe(next);
  });
});

describe('the start of a day', () => {
  it('agrees with Temporal', () => {
    fc.assert(
      fc.property(moment, ({ name, at }) => {
        const date = zoned(at, name).toPlainDate();
        expect(startOfDay(date.toString(), name)).toBe(zoned(at, name).startOfDay().epochMilliseconds);
      }),
      { numRuns: 1000 },
    );
  });

  it('is 01:00 where the clocks skip midnight', () => {
    expect(new Date(startOfDay('2018-11-04', 'America/Sao_Paulo')).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(localMinutes(startOfDay('2018-11-04', 'America/Sao_Paulo'), 'America/Sao_Paulo')).toBe(60);
    expect(localMinutes(startOfDay('2026-04-24', 'Africa/Cairo'), 'Africa/Cairo')).toBe(60);
  });
});

describe('names of zones', () => {
  it('are known or not', () => {
    expect(ZONES.every(isTimeZone)).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
    expect(isTimeZone('')).toBe(false);
    expect(() => localDay(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});
