import { addDays, addMonths, monthOf, toDay } from '../platform/civil-date.ts';
import { type Ageing, addToAgeing, emptyAgeing } from './ageing.ts';
import { writtenOffWithin } from './bad-debt.ts';
import type { Books, Scope } from './books.ts';
import { addToSales } from './credit-sales.ts';
import { addOpenByAge, disputesOn, type OpenByAge, type OpenDisputes, openByAge } from './open-now.ts';
import { type MonthToDate, monthToDate } from './period.ts';
import { promisesKept } from './promises-kept.ts';
import { rootCauses } from './root-causes.ts';

/**
 * The sums that the figures of thirteen months are made from: all of them add up, so that each part of the ledger is
 * counted by itself. Amounts are minor units of the reporting currency. A table keeps it as it is.
 */
export interface Tally {
  /** What was open at the end of a day: of the day before the first month, and of the last day of each. */
  ageing: Record<string, Record<Scope, Ageing>>;
  /** Credit sales by `YYYY-MM`, of all history: the countback goes as far as it must. */
  sales: Record<string, number>;
  months: Record<string, MonthTally>;
  /** What waits on the lists of a department now. */
  open: Record<string, OpenWork>;
  /** As of the last day, by `#` and category; what was counted before it was kept has none. */
  disputes?: Record<string, OpenDisputes>;
  /** As of the last day. */
  byAge?: OpenByAge;
}

export interface MonthTally {
  writtenOff: Record<Scope, number>;
  promises: Record<Scope, PromiseTally>;
  /** By `#` and the root cause. */
  causes: Record<string, CauseTally>;
  /** By the furthest step of the letter. */
  letters: Record<string, LetterTally>;
  /** By department. */
  work: Record<string, WorkTally>;
}

export interface PromiseTally {
  number: number;
  amount: number;
  decided: { number: number; amount: number };
}

export interface CauseTally {
  number: number;
  amount: number;
  daysOfDelay: number;
}

export interface LetterTally {
  sent: number;
  bounced: number;
  /** Invoices that it asked for, and what was open of them the day before. */
  invoices: number;
  asked: number;
  /** What of that was settled within the days of `EFFECT_DAYS`, and how many invoices were settled whole. */
  settled: number;
  settledWhole: number;
}

export interface WorkTally {
  /** Items closed by a person of the department, and how many of them after their last day. */
  done: number;
  late: number;
  /** Calendar days from raising to closing, added up. */
  days: number;
}

export interface OpenWork {
  number: number;
  late: number;
  /** The date on which the oldest was raised. */
  oldest: string;
}

/** Money that comes so many days after a letter counts as its effect. */
export const EFFECT_DAYS = 14;
const MONTHS = 13;
const SCOPES = ['all', 'undisputed'] as const;
/** A tally is one item of at most 400 KB: with more root causes than this, the smallest are counted together. */
const MOST_CAUSES = 300;
/** The root causes that are counted together. */
export const OTHER_CAUSES = '#';

/** The thirteen months that end with a date, the last one to date, oldest first. */
export const monthsUntil = (asOf: string): MonthToDate[] =>
  Array.from({ length: MONTHS }, (_, index) => {
    const back = MONTHS - 1 - index;
    return monthToDate(back === 0 ? asOf : addDays(`${monthOf(addMonths(asOf, 1 - back))}-01`, -1));
  });

export const emptyTally = (): Tally => ({ ageing: {}, sales: {}, months: {}, open: {} });

/** The entry of a name, made where there is none; a name may be that of anything that an object has by itself. */
export const entryOf = <T>(entries: Record<string, T>, name: string, make: () => T): T => {
  if (!Object.hasOwn(entries, name))
    Object.defineProperty(entries, name, { value: make(), enumerable: true, writable: true, configurable: true });
  return entries[name]!;
};

const noPromises = (): PromiseTally => ({ number: 0, amount: 0, decided: { number: 0, amount: 0 } });

export const monthIn = (tally: Tally, month: string): MonthTally =>
  entryOf(tally.months, month, () => ({
    writtenOff: { all: 0, undisputed: 0 },
    promises: { all: noPromises(), undisputed: noPromises() },
    causes: {},
    letters: {},
    work: {},
  }));

type Sums = { [name: string]: number | string | Sums };

const mergeSums = (into: Sums, part: Sums): void => {
  for (const [name, value] of Object.entries(part)) {
    const known = Object.hasOwn(into, name) ? into[name] : undefined;
    if (typeof value === 'object') {
      const inside = typeof known === 'object' ? known : entryOf<Sums>(into as Record<string, Sums>, name, () => ({}));
      mergeSums(inside, value);
    } else if (typeof value === 'number') into[name] = (typeof known === 'number' ? known : 0) + value;
    else into[name] = typeof known === 'string' && known < value ? known : value;
  }
};

const causesOfAll = (tally: Tally): { causes: Record<string, CauseTally>; name: string; cause: CauseTally }[] =>
  Object.values(tally.months).flatMap(({ causes }) =>
    Object.entries(causes).map(([name, cause]) => ({ causes, name, cause })),
  );

const gatherCauses = (tally: Tally): void => {
  const all = causesOfAll(tally).filter(({ name }) => name !== OTHER_CAUSES);
  if (all.length <= MOST_CAUSES) return;
  all.sort((a, b) => b.cause.amount - a.cause.amount || b.cause.number - a.cause.number);
  for (const { causes, name, cause } of all.slice(MOST_CAUSES)) {
    delete causes[name];
    mergeSums(causes as unknown as Sums, { [OTHER_CAUSES]: { ...cause } });
  }
};

/** Adds one part's sums to another's. Numbers add up; of two dates the earlier stays. */
export const addTally = (into: Tally, part: Tally): void => {
  const { byAge, ...sums } = part;
  const known = into.byAge;
  delete into.byAge;
  mergeSums(into as unknown as Sums, sums as unknown as Sums);
  into.byAge = addOpenByAge(known ?? {}, byAge ?? {});
  gatherCauses(into);
};

const tallyInvoices = (tally: Tally, books: Books, months: readonly MonthToDate[]): void => {
  const days = [months[0]!.opening, ...months.map(({ until }) => until)].map((on) => ({
    on,
    day: toDay(on),
    ageing: entryOf(tally.ageing, on, () => ({ all: emptyAgeing(), undisputed: emptyAgeing() })),
  }));
  const sales = new Map<string, number>();
  const until = months.at(-1)!.until;
  for (const invoice of books.invoices) {
    addToSales(sales, invoice, until);
    for (const { on, day, ageing } of days) {
      if (invoice.issuedOn > on) continue;
      for (const scope of SCOPES) addToAgeing(ageing[scope], invoice, on, day, scope);
    }
  }
  mergeSums(tally.sales as Sums, Object.fromEntries(sales));
};

/** Counts the invoices, promises and issues of a part of the ledger into the months. */
export const tallyBooks = (tally: Tally, books: Books, months: readonly MonthToDate[]): void => {
  tallyInvoices(tally, books, months);
  const asOf = months.at(-1)!.until;
  tally.byAge = addOpenByAge(tally.byAge ?? {}, openByAge(books.invoices, asOf));
  const disputes = Object.fromEntries(disputesOn(books.invoices, books.issues, asOf));
  mergeSums(entryOf(tally as unknown as Sums, 'disputes', () => ({})) as Sums, disputes as unknown as Sums);
  const writtenOff = books.invoices.filter((invoice) => invoice.writtenOff !== undefined);
  for (const period of months) {
    const month = monthIn(tally, monthOf(period.until));
    for (const scope of SCOPES) {
      for (const invoice of writtenOff) month.writtenOff[scope] += writtenOffWithin(invoice, period, scope);
      const { number, amount, decided } = promisesKept(books.promises, period, scope);
      mergeSums(month.promises[scope] as unknown as Sums, { number, amount, decided });
    }
    for (const { rootCause, ...cause } of rootCauses(books.issues, period))
      mergeSums(month.causes as unknown as Sums, { [`#${rootCause}`]: cause });
  }
  gatherCauses(tally);
};
