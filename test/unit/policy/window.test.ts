import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDay } from '../../../functions/platform/civil-date.ts';
import { BadInput } from '../../../functions/platform/errors.ts';
import { localDay, localMinutes } from '../../../functions/platform/zone.ts';
import { isWorkingDay, makeCalendar } from '../../../functions/policy/calendar.ts';
import { nextOpening, nextRun, wakeInstant, windowOn } from '../../../functions/policy/window.ts';

const OFFICE = { from: '09:00', to: '17:00' };
const ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Pacific/Honolulu',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Berlin',
] as const;
const calendar = makeCalendar({ weekend: ['saturday', 'sunday'], holidays: ['2026-12-25'] }, () => []);
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2017, 0, 1), max: Date.UTC(2035, 0, 1) });
const iso = (at: number) => new Date(at).toISOString();
const open = (at: string, name: string, window = OFFICE) => iso(nextOpening(window, calendar, name, Date.parse(at)));

describe('the window of a day', () => {
  it('keeps its local hours across daylight saving', () => {
    const opens = (date: string) => iso(windowOn(OFFICE, toDay(date), 'America/New_York').opens);
    expect([opens('2026-03-06'), opens('2026-03-09')]).toEqual([
      '2026-03-06T14:00:00.000Z',
      '2026-03-09T13:00:00.000Z',
    ]);
    expect([opens('2026-10-30'), opens('2026-11-02')]).toEqual([
      '2026-10-30T13:00:00.000Z',
      '2026-11-02T14:00:00.000Z',
    ]);
  });

  it('lies 24 hours apart for the same date on the two sides of the date line', () => {
    const day = toDay('2026-03-02');
    const east = windowOn(OFFICE, day, 'Pacific/Kiritimati').opens;
    expect(iso(east)).toBe('2026-03-01T19:00:00.000Z');
    expect(windowOn(OFFICE, day, 'Pacific/Honolulu').opens - east).toBe(24 * 3_600_000);
  });
});

describe('the next opening', () => {
  it('is the instant itself inside the window, the opening belonging to it and the close not', () => {
    expect(open('2026-03-02T14:00:00Z', 'America/New_York')).toBe('2026-03-02T14:00:00.000Z');
    expect(open('2026-03-02T21:59:59.999Z', 'America/New_York')).toBe('2026-03-02T21:59:59.999Z');
    expect(open('2026-03-02T22:00:00Z', 'America/New_York')).toBe('2026-03-03T14:00:00.000Z');
    expect(open('2026-03-02T13:59:59.999Z', 'America/New_York')).toBe('2026-03-02T14:00:00.000Z');
  });

  it('passes over a weekend with a clock change', () => {
    expect(open('2026-03-06T22:00:00Z', 'America/New_York')).toBe('2026-03-09T13:00:00.000Z');
  });

  it('passes over a holiday and the weekend after it', () => {
    expect(open('2026-12-25T10:00:00Z', 'Europe/Berlin')).toBe('2026-12-28T08:00:00.000Z');
  });

  it('goes by the local weekday: Friday evening in London is Saturday at UTC+14, Sunday evening is Monday', () => {
    expect(open('2026-03-06T20:00:00Z', 'Pacific/Kiritimati')).toBe('2026-03-08T19:00:00.000Z');
    expect(open('2026-03-08T20:00:00Z', 'Pacific/Kiritimati')).toBe('2026-03-08T20:00:00.000Z');
    expect(open('2026-03-07T02:00:00Z', 'Pacific/Honolulu')).toBe('2026-03-07T02:00:00.000Z');
  });

  it('passes over the Friday that Apia never had', () => {
    expect(open('2011-12-30T09:00:00Z', 'Pacific/Apia')).toBe('2012-01-01T19:00:00.000Z');
  });

  it('passes over a window that the clocks skipped', () => {
    const everyDay = makeCalendar({ weekend: [], holidays: [] }, () => []);
    const night = { from: '02:15', to: '02:45' };
    const at = Date.parse('2026-03-08T05:00:00Z');
    expect(iso(nextOpening(night, everyDay, 'America/New_York', at))).toBe('2026-03-09T06:15:00.000Z');
  });

  it('refuses a window that does not end after it begins', () => {
    expect(() => open('2026-03-02T14:00:00Z', 'UTC', { from: '17:00', to: '09:00' })).toThrow(BadInput);
    expect(() => open('2026-03-02T14:00:00Z', 'UTC', { from: '09:00', to: '09:00' })).toThrow(BadInput);
  });

  it('is never earlier, always inside, and the first such instant, in every zone', () => {
    fc.assert(
      fc.property(instant, zone, (at, name) => {
        const opening = nextOpening(OFFICE, calendar, name, at);
        const minutes = localMinutes(opening, name);
        expect(opening).toBeGreaterThanOrEqual(at);
        expect(minutes >= 540 && minutes < 1020 && isWorkingDay(calendar, localDay(opening, name))).toBe(true);
        expect(nextOpening(OFFICE, calendar, name, opening)).toBe(opening);
        if (opening > at) expect(windowOn(OFFICE, localDay(opening, name), name).opens).toBe(opening);
      }),
    );
  });
});

it('a window that closes before it opens is refused with both times', () => {
  const calendar = { weekend: [], holidays: new Set<number>() };
  const wrong = () => nextOpening({ from: '17:00', to: '09:00' }, calendar, 'UTC', 0);
  expect(wrong).toThrow('sendWindow: "09:00" is not after "17:00"; "to" must be later than "from"');
});

describe('the next run', () => {
  it('starts on the quarter hour, after the instant', () => {
    const at = (time: string) => new Date(nextRun(Date.parse(`2026-03-05T${time}Z`))).toISOString().slice(11, 19);
    expect([at('10:00:00'), at('10:00:01'), at('10:14:59'), at('23:45:00')]).toEqual([
      ...['10:15:00', '10:15:00', '10:15:00', '00:00:00'],
    ]);
  });
});

describe('the waking of a case', () => {
  it('falls between 00:05 and 00:49 of its local day, or from 03:05 where the clocks skip that hour', () => {
    fc.assert(
      fc.property(instant, zone, fc.string(), (at, name, key) => {
        const day = localDay(at, name);
        const wake = wakeInstant(day, name, key);
        const minutes = localMinutes(wake, name);
        expect(localDay(wake, name)).toBe(day);
        expect((minutes >= 5 && minutes <= 49) || (minutes >= 185 && minutes <= 229)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['2018-11-04', 'America/Sao_Paulo'],
    ['2026-04-24', 'Africa/Cairo'],
    ['2026-03-29', 'Asia/Beirut'],
    ['2026-09-06', 'America/Santiago'],
  ])('on %s, when %s goes from midnight to one, waits until after three', (date, name) => {
    const minutes = localMinutes(wakeInstant(toDay(date), name, 'INV-1'), name);
    expect(minutes).toBeGreaterThanOrEqual(185);
    expect(minutes).toBeLessThanOrEqual(229);
  });

  it.each([
    ['2026-03-29', 'Europe/Lisbon'],
    ['2026-03-05', 'UTC'],
  ])('is before one at night where the clocks are not moved at midnight: on %s in %s', (date, name) => {
    expect(localMinutes(wakeInstant(toDay(date), name, 'INV-1'), name)).toBeLessThan(60);
  });

  it('is always the same for the same case', () => {
    expect(wakeInstant(20_500, 'UTC', 'INV-1')).toBe(wakeInstant(20_500, 'UTC', 'INV-1'));
  });

  it('spreads the cases of a day over its minutes', () => {
    const perMinute = new Map<number, number>();
    for (let number = 0; number < 45_000; number += 1) {
      const at = wakeInstant(20_500, 'UTC', `INV-${number}`);
      perMinute.set(at, (perMinute.get(at) ?? 0) + 1);
    }
    expect(perMinute.size).toBe(45);
    expect(Math.max(...perMinute.values())).toBeLessThan(2000);
  });
});
