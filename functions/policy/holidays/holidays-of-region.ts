import { BadInput } from '../../platform/errors.ts';
import holidays from './holidays.json' with { type: 'json' };

/** Looked at only when a region is asked for: most functions never ask. */
const regions = (): Readonly<Record<string, readonly string[]>> => holidays.regions;

const knownRegions = (): string => {
  const codes = Object.keys(regions());
  const countries = codes.filter((code) => !code.includes('-'));
  const withParts = countries.filter((country) => codes.some((code) => code.startsWith(`${country}-`)));
  return `${countries.join(', ')}, and parts of ${withParts.join(', ')} such as "US-CA"`;
};

/**
 * The public holidays, `YYYY-MM-DD` from 2019 to 2035, of a country or a part of it (ISO 3166, `DE` or `DE-BY`).
 * A part without holidays of its own here has those of the larger region. Throws `BadInput` where the country is
 * unknown.
 */
export const holidaysOfRegion = (region: string): readonly string[] => {
  let code = region;
  while (!Object.hasOwn(regions(), code) && code.includes('-')) code = code.slice(0, code.lastIndexOf('-'));
  if (!Object.hasOwn(regions(), code))
    throw new BadInput([`calendar.region: no holidays are known for "${region}"; known are ${knownRegions()}`]);
  return regions()[code]!.flatMap((monthsAndDays, index) =>
    (monthsAndDays.match(/\d{4}/g) ?? []).map(
      (text) => `${holidays.firstYear + index}-${text.slice(0, 2)}-${text.slice(2)}`,
    ),
  );
};
