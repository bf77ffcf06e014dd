import { readFileSync, writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';

/**
 * Writes `holidays.json`, the public holidays of the regions that the calendar knows, so that nothing of
 * date-holidays (1.4 MB) is needed at run time.
 *
 *     npm run holidays               writes the file
 *     npm run holidays -- --check    exits 1 where the file is not what would be written
 */

const FIRST_YEAR = 2019;
const LAST_YEAR = 2035;
const DAY = 86_400_000;

const COUNTRIES = 'AT AU BE BR CA CH DE DK ES FI FR GB IE IT JP MX NL NO NZ PL PT SE US'.split(' ');
/** Countries whose parts have holidays that keep whole offices shut; all their parts are written. */
const WITH_PARTS = ['AU', 'CA', 'DE', 'GB', 'US'];

/** The public holidays of a year as month and day, `MMDD`, in order and without a separator. */
const yearOf = (region: Holidays, year: number): string => {
  const days = new Set<string>();
  for (const { type, date, start, end } of region.getHolidays(year)) {
    // Half days begin at noon: people are at work in the morning, so a letter may come.
    if (type !== 'public' || date.slice(11, 19) !== '00:00:00') continue;
    // Rounded, because a day with a clock change has 23 or 25 hours.
    const length = Math.round((end.getTime() - start.getTime()) / DAY);
    const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
    for (let day = 0; day < length; day += 1) {
      const text = new Date(first + day * DAY).toISOString();
      if (text.startsWith(`${year}-`)) days.add(text.slice(5, 7) + text.slice(8, 10));
    }
  }
  return [...days].toSorted().join('');
};

/** What `holidays.json` should hold: one line per region, one text per year from `firstYear` on. */
export const generateHolidays = (): string => {
  const parts = WITH_PARTS.flatMap((country) =>
    Object.keys(new Holidays().getStates(country)).map((part) => `${country}-${part}`),
  );
  const lines = [...COUNTRIES, ...parts].toSorted().map((region) => {
    const [country, part] = region.split('-');
    const calendar = part === undefined ? new Holidays(country!) : new Holidays(country!, part);
    const years: string[] = [];
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) years.push(yearOf(calendar, year));
    return `    ${JSON.stringify(region)}: ${JSON.stringify(years)}`;
  });
  return `{\n  "firstYear": ${FIRST_YEAR},\n  "regions": {\n${lines.join(',\n')}\n  }\n}\n`;
};

if (import.meta.main) {
  const file = new URL('holidays.json', import.meta.url);
  const text = generateHolidays();
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('holidays.json is not what date-holidays gives now; run "npm run holidays" and commit it\n');
    process.exitCode = 1;
  }
}
