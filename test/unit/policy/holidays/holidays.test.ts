import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDate, toDay } from '../../../../functions/platform/civil-date.ts';
import { BadInput } from '../../../../functions/platform/errors.ts';
import { isWorkingDay, makeCalendar } from '../../../../functions/policy/calendar.ts';
import { generateHolidays } from '../../../../functions/policy/holidays/generate.ts';
import { holidaysOfRegion } from '../../../../functions/policy/holidays/holidays-of-region.ts';

const FILE = new URL('../../../../functions/policy/holidays/holidays.json', import.meta.url);
const REGIONS = 'US US-CA US-NY GB GB-ENG DE DE-BY FR ES IT NL AT CH CA AU NZ IE MX BR JP SE DK NO FI PL BE PT'.split(
  ' ',
);

it('the checked-in holidays are what the generator writes', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(generateHolidays());
});

it.each(REGIONS)('%s has real dates, in order, in every year from 2019 to 2035', (region) => {
  const dates = holidaysOfRegion(region);
  expect(dates.every((date) => parseDate(date) === date)).toBe(true);
  expect(dates).toEqual([...new Set(dates)].toSorted());
  const perYear = Map.groupBy(dates, (date) => date.slice(0, 4));
  expect([...perYear.keys()]).toEqual(Array.from({ length: 17 }, (_, index) => `${2019 + index}`));
  // Switzerland as a whole has few; its cantons add theirs.
  for (const year of perYear.values()) expect(year.length).toBeGreaterThanOrEqual(5);
});

describe('known days', () => {
  it.each([
    ['US', '2026-11-26'],
    ['US', '2026-07-03'],
    ['US', '2021-12-31'],
    ['US-CA', '2026-03-31'],
    ['GB-ENG', '2026-12-28'],
    ['GB-SCT', '2026-11-30'],
    ['DE', '2026-10-03'],
    ['DE-BY', '2026-01-06'],
    ['FR', '2026-07-14'],
    ['JP', '2026-05-06'],
    ['NZ', '2026-02-06'],
    ['AT', '2031-10-26'],
  ])('%s does not work on %s', (region, date) => expect(holidaysOfRegion(region)).toContain(date));

  it('of a part are not those of the whole country', () => {
    expect(holidaysOfRegion('DE')).not.toContain('2026-01-06');
    expect(holidaysOfRegion('GB')).not.toContain('2026-11-30');
  });
});

describe('a region', () => {
  it('without holidays of its own has those of the larger one', () => {
    expect(holidaysOfRegion('FR-57')).toEqual(holidaysOfRegion('FR'));
    expect(holidaysOfRegion('DE-BY-A')).toEqual(holidaysOfRegion('DE-BY'));
  });

  it.each(['', 'XX', 'us', 'XX-YY', 'constructor'])(
    'that is unknown, "%s", is refused with those that are known',
    (region) => {
      expect(() => holidaysOfRegion(region)).toThrow(BadInput);
      expect(() => holidaysOfRegion(region)).toThrow(/"US-CA"/);
    },
  );

  it('fills the calendar of the company', () => {
    const calendar = makeCalendar({ weekend: ['saturday', 'sunday'], holidays: [], region: 'US' }, holidaysOfRegion);
    expect(isWorkingDay(calendar, toDay('2026-11-26'))).toBe(false);
    expect(isWorkingDay(calendar, toDay('2026-11-27'))).toBe(true);
  });
});
