import type { PayerView } from '../correspondence/payer-view.ts';
import { displayDate, readerLocale } from '../correspondence/reader-format.ts';
import { recipientsOf } from '../correspondence/recipients.ts';
import { languageCode } from '../correspondence/templates/language-code.ts';
import { fromDay } from '../platform/civil-date.ts';
import { displayMoney } from '../platform/money.ts';
import { customerGerman } from './words/customer-de.ts';
import { type CustomerWords, customerEnglish } from './words/customer-en.ts';

/** The words of a customer's page, and how it writes dates and money: as their letters do. */
export interface CustomerReader {
  words: CustomerWords;
  company: string;
  /** How they write numbers: BCP 47. */
  locale: string;
  /** Minor units as `$1,500.00`. */
  money(minor: number, currency: string): string;
  /** A day since 1970. */
  day(day: number): string;
  /** A civil date, `YYYY-MM-DD`. */
  date(date: string): string;
}

const wordsIn = (language: string): CustomerWords =>
  languageCode(language) === 'de' ? customerGerman : customerEnglish;

export const customerReaderOf = ({ company, payer }: Pick<PayerView, 'company' | 'payer'>): CustomerReader => {
  const { settings } = company;
  const named = recipientsOf(payer, 'billing').find(({ language }) => language !== undefined)?.language;
  const locale = payer.locale ?? settings.locale;
  const words = wordsIn(named ?? locale);
  const own = readerLocale(words.lang, locale);
  return {
    words,
    company: settings.company,
    locale: own,
    money: (minor, currency) => displayMoney(minor, currency, own),
    day: (day) => displayDate(fromDay(day), own, 'medium'),
    date: (date) => displayDate(date, own, 'medium'),
  };
};

/** The words for somebody of whom nothing is known but what their browser says (`Accept-Language`). */
export const customerWordsFor = (acceptLanguage: string | undefined): CustomerWords =>
  wordsIn(acceptLanguage?.trim() ?? '');
