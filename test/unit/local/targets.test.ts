import { describe, expect, it } from 'vitest';
import { settings } from '../../../functions/platform/settings.contract.ts';
import { makeCalendar } from '../../../functions/policy/calendar.ts';
import { holidaysOfRegion } from '../../../functions/policy/holidays/holidays-of-region.ts';
import { targetOf } from '../../../local/server/targets.ts';

const company = {
  settings: settings.parse({ timeZone: 'America/New_York' }),
  staff: [],
  policies: [],
  calendar: makeCalendar({ weekend: ['saturday', 'sunday'], holidays: ['2026-03-23'] }, holidaysOfRegion),
};

const target = (now: string, to: string, date = '', time = ''): string => {
  const found = targetOf(company, Date.parse(now), { to, date, time });
  if (typeof found === 'string') return found;
  return 'to' in found ? new Date(found.to).toISOString() : 'until something happens';
};

describe('where the clock can be moved to', () => {
  it('goes to the next quarter hour of working time', () => {
    expect(target('2026-03-17T16:25:00Z', 'run')).toBe('2026-03-17T16:30:00.000Z');
    expect(target('2026-03-17T16:30:00Z', 'run')).toBe('2026-03-17T16:45:00.000Z');
  });

  it('goes to the opening of the next working day after work, over weekends and holidays', () => {
    expect(target('2026-03-17T05:00:00Z', 'run')).toBe('2026-03-17T12:00:00.000Z');
    expect(target('2026-03-17T23:00:00Z', 'run')).toBe('2026-03-18T12:00:00.000Z');
    expect(target('2026-03-20T22:10:00Z', 'run')).toBe('2026-03-24T12:00:00.000Z');
  });

  it('goes to the next working morning', () => {
    expect(target('2026-03-17T12:00:00Z', 'morning')).toBe('2026-03-17T13:00:00.000Z');
    expect(target('2026-03-20T13:00:00Z', 'morning')).toBe('2026-03-24T13:00:00.000Z');
  });

  it('keeps the time of day over a change of the clocks', () => {
    expect(target('2026-03-07T15:00:00Z', 'day')).toBe('2026-03-08T14:00:00.000Z');
    expect(target('2026-03-07T15:00:00Z', 'week')).toBe('2026-03-14T14:00:00.000Z');
  });

  it('goes to a date and time of the company', () => {
    expect(target('2026-03-17T16:25:00Z', 'date', '2026-04-01', '09:00')).toBe('2026-04-01T13:00:00.000Z');
  });

  it.each([
    ['2026-02-30', '09:00', 'is no date'],
    ['2026-04-01', '25:00', 'is no time'],
    ['2026-03-17', '12:25', 'does not go back'],
    ['2027-05-01', '09:00', 'too far'],
  ])('says what is wrong with %s %s', (date, time, words) => {
    expect(target('2026-03-17T16:25:00Z', 'date', date, time)).toContain(words);
  });

  it('does not know other ways', () => {
    expect(target('2026-03-17T16:25:00Z', 'yesterday')).toContain('Choose one');
  });
});
