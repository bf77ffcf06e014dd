import { addDays } from '../../functions/platform/civil-date.ts';
import { instantOf } from '../../functions/platform/zone.ts';
import { ZONE } from './company.ts';

/** The days of the sample. Day 0 is the day of the first page. */

/** A Tuesday. */
const FIRST_DAY = '2026-03-17';

/** The date so many days after the first page's; before it, where `offset` is negative. */
export const day = (offset: number): string => addDays(FIRST_DAY, offset);

/** An instant of a day, in the company's time: ISO 8601 in UTC. */
export const at = (offset: number, hour = 10, minute = 0): string =>
  new Date(instantOf(day(offset), hour * 60 + minute, ZONE)).toISOString();

/** The company begins to use the product ten weeks before the first page. */
export const BEGINS = Date.parse(at(-71, 1));
/** Letters to the east have left, those to the west wait for fresh books. */
export const FIRST_PAGE = Date.parse(at(0, 12, 25));
/** What happens by itself is known so far ahead. */
export const LAST_DAY = 75;
