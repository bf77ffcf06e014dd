import type { CustomerHead, InvoiceFacts } from '../../ledger/entities.ts';
import { fromDay, parseDate, toDay } from '../../platform/civil-date.ts';
import { cleanText } from '../../platform/clean-text.ts';
import type { Company } from '../../platform/company.ts';
import { formatMoney, parseMoney } from '../../platform/money.ts';
import type { StaffMember } from '../../platform/settings.contract.ts';
import { parseTypedMoney } from '../../platform/typed-money.ts';
import type { WorkItem } from '../../work-list/item.ts';
import type { ItemAct } from '../../work-list/offers.ts';
import type { Reader } from '../reader.ts';
import type { Told } from '../told.ts';
import type { WorkWords } from '../words/work-en.ts';

/** What a form about an item or an account brings, and how its fields are read. */

/** An act of a form; a request is decided on its own page. */
export type FormAct = Exclude<ItemAct, 'decide'> | 'lift' | TakeBack;

/** Acts that take back what was recorded; they have one button and no form. */
export type TakeBack = 'withdraw-promise' | 'withdraw-plan' | 'withdraw-issue' | 'contact-back';

export interface Problem {
  field: string;
  text: string;
}

/** What was asked for, and all that it is judged by. */
export interface ActInput {
  form(name: string): string;
  words: WorkWords;
  reader: Reader;
  company: Company;
  member: StaffMember;
  /** The company's day, since 1970. */
  today: number;
  /** Names what this form makes: sent twice, it is made once. */
  once: string;
  head?: CustomerHead | undefined;
  /** The invoice that it is about, and what of it may still be asked for, in minor units. */
  invoice?: InvoiceFacts | undefined;
  owed: number;
  item?: WorkItem | undefined;
}

/** An event without its envelope. */
export interface Fact {
  type: string;
  [field: string]: unknown;
}

/** What an act records, and what is said of it. */
export interface Drafted {
  facts: Fact[];
  /** What came of it, in the person's own words. */
  note?: string;
  told: Told;
}

export const isDrafted = (read: Drafted | Problem[]): read is Drafted => !Array.isArray(read);

/** A year typed wrong would hide a debt for good. */
const MOST_DAYS_AHEAD = 366;
/** As many parts as the schema of a plan would take are no plan any more. */
export const MOST_PARTS = 24;
export const LONGEST_NOTE = 2000;
export const LONGEST_REASON = 200;

/** Reads fields one by one, and collects what is wrong with them. */
export class FieldReader {
  readonly problems: Problem[] = [];
  readonly #input: ActInput;

  constructor(input: ActInput) {
    this.#input = input;
  }

  wrong(field: string, text: string): void {
    this.problems.push({ field, text });
  }

  /** A free text, cleaned. */
  text(field: string, most: number, required: boolean): string {
    const { form, words } = this.#input;
    const text = cleanText(form(field)).trim();
    if (required && text === '') this.wrong(field, words.wrong.missing);
    if (text.length > most) this.wrong(field, words.wrong.long(most));
    return text;
  }

  /** A date of the calendar from `earliest`, a day since 1970, on, for a year at most. */
  date(field: string, earliest: number): string {
    const { form, words, reader, today } = this.#input;
    const text = form(field).trim();
    const latest = today + MOST_DAYS_AHEAD;
    if (text === '') this.wrong(field, words.wrong.missing);
    else if (parseDate(text) === undefined) this.wrong(field, words.wrong.date(text.slice(0, 40)));
    else if (toDay(text) < earliest) this.wrong(field, words.wrong.datePast(reader.date(fromDay(earliest))));
    else if (toDay(text) > latest) this.wrong(field, words.wrong.dateFar(reader.date(fromDay(latest))));
    return text;
  }

  /**
   * An amount above zero and at most what is owed, as a decimal string however it was typed (`400`, `1,115`, `$1,115.00`);
   * undefined where it is empty and need not be there. What stood in the field is read as it was written.
   */
  amount(field: string, currency: string, required: boolean): string | undefined {
    const { form, words, reader, owed, company } = this.#input;
    const text = form(field).trim();
    if (text === '' && !required) return undefined;
    const exact = parseMoney(text, currency);
    const minor = typeof exact === 'number' ? exact : parseTypedMoney(text, currency, company.settings.locale);
    if (text === '') this.wrong(field, words.wrong.missing);
    else if (typeof minor !== 'number') this.wrong(field, words.wrong.amount(text.slice(0, 40)));
    else if (minor > owed) this.wrong(field, words.wrong.amountAbove(reader.money(owed, currency)));
    return typeof minor === 'number' ? formatMoney(minor, currency) : text;
  }

  /** One of a few words. */
  choice<T extends string>(field: string, of: readonly T[], text = this.#input.words.wrong.choose): T | undefined {
    const given = this.#input.form(field);
    const found = of.find((each) => each === given);
    if (found === undefined) this.wrong(field, given === '' ? this.#input.words.wrong.choose : text);
    return found;
  }
}
