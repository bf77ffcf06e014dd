import { displayDate, displayInstant, readerLocale } from '../correspondence/reader-format.ts';
import { languageCode } from '../correspondence/templates/language-code.ts';
import { displayMoney } from '../platform/money.ts';
import type { Settings } from '../platform/settings.contract.ts';
import { german } from './words/de.ts';
import { english, type Words } from './words/en.ts';

/** The words of a page, and how it writes dates, instants and money: in the company's language, locale and zone. */
export interface Reader {
  words: Words;
  company: string;
  /** The page that somebody came from, where it is one of ours. */
  back?: string;
  /** Minor units as `$1,500.00`. */
  money(minor: number, currency: string): string;
  /** A civil date, `YYYY-MM-DD`. */
  date(date: string): string;
  /** Milliseconds since 1970, or ISO 8601, in the company's zone. */
  instant(instant: number | string): string;
}

export const readerOf = ({ company, locale, timeZone }: Settings): Reader => {
  const words = languageCode(locale) === 'de' ? german : english;
  const own = readerLocale(words.lang, locale);
  const instants = new Intl.DateTimeFormat(own, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    words,
    company,
    money: (minor, currency) => displayMoney(minor, currency, own),
    date: (date) => displayDate(date, own, 'long'),
    instant: (instant) => displayInstant(instants, typeof instant === 'string' ? Date.parse(instant) : instant),
  };
};

/** The words for somebody of whom nothing is known but what their browser says (`Accept-Language`). */
export const wordsFor = (acceptLanguage: string | undefined): Words =>
  languageCode(acceptLanguage?.trim() ?? '') === 'de' ? german : english;
