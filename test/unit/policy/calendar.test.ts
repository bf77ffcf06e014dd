import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDay, toDay, weekday } from '../../../functions/platform/civil-date.ts';
import { BadInput } from '../../../functions/platform/errors.ts';
import {
  afterBusinessDays,
  isWorkingDay,
  lastOfBusinessDays,
  makeCalendar,
  nextWorkingDay,
  type Weekday,
} from '../../../functions/policy/calendar.ts';

const WEEK: Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const noRegion = (): never => {
  throw new Error('no region was set');
};
const christmas = makeCalendar({ weekend: ['saturday', 'sunday'], holidays: ['2026-12-25'] }, noRegion);
const last = (date: string, count: number) => fromDay(lastOfBusinessDays(christmas, toDay(date), count));
const followUp = (date: string, count: number) => fromDay(afterBusinessDays(christmas, toDay(date), count));

describe('working days', () => {
  it('leave out weekend and holidays', () => {
    expect(isWorkingDay(christmas, toDay('2026-12-24'))).toBe(true);
    expect(isWorkingDay(christmas, toDay('2026-12-25'))).toBe(false);
    expect(isWorkingDay(christmas, toDay('2026-12-26'))).toBe(false);
    expect(fromDay(nextWorkingDay(christmas, toDay('2026-12-25')))).toBe('2026-12-28');
    expect(fromDay(nextWorkingDay(christmas, toDay('2026-12-28')))).toBe('2026-12-28');
  });

  it('follow a weekend of Friday and Saturday', () => {
    const gulf = makeCalendar({ weekend: ['friday', 'saturday'], holidays: [] }, noRegion);
    expect(isWorkingDay(gulf, toDay('2026-03-06'))).toBe(false);
    expect(isWorkingDay(gulf, toDay('2026-03-08'))).toBe(true);
  });

  it('leave out the holidays of the region beside the company’s own', () => {
    const asked: string[] = [];
    const calendar = makeCalendar({ weekend: [], holidays: ['2026-08-03'], region: 'US' }, (region) => {
      asked.push(region);
      return ['2026-07-03'];
    });
    expect(asked).toEqual(['US']);
    expect(isWorkingDay(calendar, toDay('2026-07-03'))).toBe(false);
    expect(isWorkingDay(calendar, toDay('2026-08-03'))).toBe(false);
  });

  it('are refused where no day of the week is left', () => {
    expect(() => makeCalendar({ weekend: WEEK, holidays: [] }, noRegion)).toThrow(BadInput);
    expect(() => makeCalendar({ weekend: ['monday', ...WEEK.slice(2)], holidays: [] }, noRegion)).not.toThrow();
  });
});

describe('business days', () => {
  it('count from the next working day and end with the Nth; what follows is on the working day after', () => {
    expect([last('2026-12-22', 2), followUp('2026-12-22', 2)]).toEqual(['2026-12-24', '2026-12-28']);
    expect([last('2026-12-24', 1), followUp('2026-12-24', 1)]).toEqual(['2026-12-28', '2026-12-29']);
  });

  it('count the same from any day of a weekend', () => {
    expect([last('2026-03-07', 2), last('2026-03-08', 2), last('2026-03-06', 2)]).toEqual(Array(3).fill('2026-03-10'));
  });

  it('of a count of 0 end at once', () => {
    expect([last('2026-12-24', 0), followUp('2026-12-24', 0)]).toEqual(['2026-12-24', '2026-12-28']);
  });

  it('hold exactly the count of working days, for any calendar', () => {
    const setting = fc.record({
      weekend: fc.subarray(WEEK, { maxLength: 6 }),
      holidays: fc.array(fc.integer({ min: 20_000, max: 20_040 }).map(fromDay), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(
        setting,
        fc.integer({ min: 19_990, max: 20_050 }),
        fc.integer({ min: 0, max: 15 }),
        (chosen, from, count) => {
          const calendar = makeCalendar(chosen, noRegion);
          const end = lastOfBusinessDays(calendar, from, count);
          const follows = afterBusinessDays(calendar, from, count);
          const worked = (first: number, final: number) => {
            let total = 0;
            for (let day = first; day <= final; day += 1)
              if (!chosen.weekend.includes(WEEK[weekday(day)]!) && !chosen.holidays.includes(fromDay(day))) total += 1;
            return total;
          };
          expect(worked(from + 1, end)).toBe(count);
          expect(worked(end + 1, follows)).toBe(1);
          expect(isWorkingDay(calendar, follows)).toBe(true);
        },
      ),
    );
  });
});
