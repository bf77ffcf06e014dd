import { displayDate, displayInstant } from '../../functions/correspondence/reader-format.ts';
import { fromDay, parseDate } from '../../functions/platform/civil-date.ts';
import { displayMoney } from '../../functions/platform/money.ts';
import type { Settings } from '../../functions/platform/settings.contract.ts';
import { localDate } from '../../functions/platform/zone.ts';

const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g;
const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** Dates, times and money as the company's own locale writes them, in the company's time. */
export class Formats {
  readonly zone: string;
  readonly currency: string;
  readonly #locale: string;
  readonly #instant: Intl.DateTimeFormat;
  readonly #long: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;

  constructor({ locale, timeZone, currency }: Pick<Settings, 'locale' | 'timeZone' | 'currency'>) {
    this.zone = timeZone;
    this.currency = currency;
    this.#locale = locale;
    this.#instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    this.#long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
    this.#number = new Intl.NumberFormat(locale);
  }

  /** Minor units as `$1,500.00`. */
  money(minor: number, currency: string): string {
    return displayMoney(minor, currency, this.#locale);
  }

  count(number: number): string {
    return this.#number.format(number);
  }

  /** A civil date, `YYYY-MM-DD`. */
  date(date: string): string {
    return displayDate(date, this.#locale, 'medium');
  }

  /** A day since 1970. */
  day(day: number): string {
    return this.date(fromDay(day));
  }

  /** Milliseconds since 1970, or ISO 8601. */
  instant(instant: number | string): string {
    return displayInstant(this.#instant, typeof instant === 'string' ? Date.parse(instant) : instant);
  }

  longInstant(instant: number): string {
    return displayInstant(this.#long, instant);
  }

  /** The time of day, with seconds. */
  time(instant: number | string): string {
    return displayInstant(this.#time, typeof instant === 'string' ? Date.parse(instant) : instant);
  }

  /** A sentence of the product with its dates and instants as they are written here. */
  sentence(text: string): string {
    return text
      .replace(INSTANT, (instant) => this.instant(instant))
      .replace(DATE, (date) => (parseDate(date) === undefined ? date : this.date(date)));
  }

  /** The company's date at an instant, `YYYY-MM-DD`. */
  today(instant: number): string {
    return localDate(instant, this.zone);
  }
}
