/** Dates as their reader writes them. Civil dates have no zone: they are formatted in UTC and never shift. */

type Length = 'long' | 'medium';

/** A cache of formatted dates is dropped when it holds this many: more than ten years of days. */
const MOST_DATES = 4000;

const formats = new Map<string, { format: Intl.DateTimeFormat; texts: Map<string, string> }>();

/**
 * A civil date `YYYY-MM-DD` in the reader's way: `March 2, 2026` (`long`) or `Mar 2, 2026` (`medium`).
 * Throws `RangeError` where the locale is malformed: see `readerLocale`.
 */
export const displayDate = (date: string, locale: string, length: Length): string => {
  const key = `${length} ${locale}`;
  let entry = formats.get(key);
  if (entry === undefined) {
    entry = { format: new Intl.DateTimeFormat(locale, { dateStyle: length, timeZone: 'UTC' }), texts: new Map() };
    formats.set(key, entry);
  }
  let text = entry.texts.get(date);
  if (text === undefined) {
    if (entry.texts.size >= MOST_DATES) entry.texts.clear();
    text = entry.format.format(Date.parse(`${date}T00:00:00Z`));
    entry.texts.set(date, text);
  }
  return text;
};

/**
 * An instant, in milliseconds since 1970, as the format writes it. A time of day that ends in a dot of its own,
 * `9:00 a.m.`, loses its dots: it often ends a sentence.
 */
export const displayInstant = (format: Intl.DateTimeFormat, instant: number): string =>
  format.format(instant).replace(/([ap])\.\s?m\.$/i, '$1m');

const locales = new Map<string, string>();

const regionOf = (locale: string): string | undefined => {
  try {
    return new Intl.Locale(locale).region;
  } catch {
    // A ledger may hold any text as a locale; the reader then gets the usual form of the language.
    return undefined;
  }
};

/**
 * The locale in which a letter of this language writes dates and money: the letter's language as it is written in the
 * reader's region, so that no German month stands in an English sentence.
 */
export const readerLocale = (language: string, locale: string): string => {
  const key = `${language} ${locale}`;
  let chosen = locales.get(key);
  if (chosen === undefined) {
    const region = regionOf(locale);
    chosen = region === undefined ? language : `${language}-${region}`;
    locales.set(key, chosen);
  }
  return chosen;
};
