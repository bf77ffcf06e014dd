import { monthOf, toDay } from '../platform/civil-date.ts';
import { type Ageing, addToAgeing, emptyAgeing, totalOf } from './ageing.ts';
import { badDebtShare, writtenOffWithin } from './bad-debt.ts';
import type { Books, Scope } from './books.ts';
import { collectionEffectiveness } from './cei.ts';
import { addToSales } from './credit-sales.ts';
import { averageDaysDelinquent, bestPossibleDso, type CountbackDso, countbackDso, dso } from './dso.ts';
import { type MonthToDate, monthToDate } from './period.ts';
import { type PromisesKept, promisesKept } from './promises-kept.ts';
import { type RollRates, rollRates } from './roll-rate.ts';

/**
 * The figures of a calendar month to date, as `summary.json` shows them: rounded to two decimals, amounts in major
 * units, null where a figure is undefined. DSO figures are days, CEI is percent, rates and shares are fractions of 1.
 */
export interface Figures {
  dso: number | null;
  bestPossibleDso: number | null;
  averageDaysDelinquent: number | null;
  countbackDso: CountbackDso;
  cei: number | null;
  ageing: Ageing;
  rollRates: RollRates;
  badDebtShare: number | null;
  promisesKept: PromisesKept;
}

/**
 * The same figures once more without disputed amounts: every balance is taken less what is in dispute on its own day,
 * the opening balance on the opening day; sales stay whole.
 */
export interface Kpis extends Figures {
  undisputed: Figures;
}

// Fifteen digits undo the binary error that would round 1.005 down; adding 0 turns −0 into 0.
const twoDecimals = (value: number): number => Math.round(Number((value * 100).toPrecision(15))) / 100 + 0;
const rounded = (value: number | null): number | null => (value === null ? null : twoDecimals(value));

const roundedEach = <K extends string, V extends number | null>(figures: Record<K, V>, of: (value: V) => V) =>
  Object.fromEntries(Object.entries<V>(figures).map(([key, value]) => [key, of(value)])) as Record<K, V>;

/** What the figures of one month to date are made from, in minor units, all in one scope. */
export interface MonthSums {
  /** At the end of the day before the month. */
  atStart: Ageing;
  atEnd: Ageing;
  /** Credit sales by `YYYY-MM`, issued by the end. */
  salesByMonth: ReadonlyMap<string, number>;
  writtenOff: number;
  kept: PromisesKept;
}

/** The figures of a month to date from its sums. */
export const figuresFrom = (sums: MonthSums, { until, days }: MonthToDate, minorDigits: number): Figures => {
  const { atStart, atEnd, salesByMonth, writtenOff, kept } = sums;
  const sales = salesByMonth.get(monthOf(until)) ?? 0;
  const total = totalOf(atEnd);
  const countback = countbackDso(total, salesByMonth, until);
  const major = (minor: number): number => twoDecimals(minor / 10 ** minorDigits);

  return {
    dso: rounded(dso(total, sales, days)),
    bestPossibleDso: rounded(bestPossibleDso(atEnd.current, sales, days)),
    averageDaysDelinquent: rounded(averageDaysDelinquent(total, atEnd.current, sales, days)),
    countbackDso: { days: twoDecimals(countback.days), atLeast: countback.atLeast },
    cei: rounded(
      collectionEffectiveness({
        opening: totalOf(atStart),
        sales,
        closingTotal: total,
        closingCurrent: atEnd.current,
      }),
    ),
    ageing: roundedEach(atEnd, major),
    rollRates: roundedEach(rollRates(atStart, atEnd), rounded),
    badDebtShare: rounded(badDebtShare(writtenOff, sales)),
    promisesKept: {
      number: kept.number,
      amount: major(kept.amount),
      decided: { number: kept.decided.number, amount: major(kept.decided.amount) },
      share: roundedEach(kept.share, rounded),
    },
  };
};

const sumsOf = (books: Books, { from, until, opening }: MonthToDate, scope: Scope): MonthSums => {
  const openingDay = toDay(opening);
  const closingDay = toDay(until);
  const atStart = emptyAgeing();
  const atEnd = emptyAgeing();
  const salesByMonth = new Map<string, number>();
  let writtenOff = 0;
  for (const invoice of books.invoices) {
    addToAgeing(atStart, invoice, opening, openingDay, scope);
    addToAgeing(atEnd, invoice, until, closingDay, scope);
    addToSales(salesByMonth, invoice, until);
    writtenOff += writtenOffWithin(invoice, { from, until }, scope);
  }
  return { atStart, atEnd, salesByMonth, writtenOff, kept: promisesKept(books.promises, { from, until }, scope) };
};

/**
 * The figures as of a date, for its calendar month to date.
 *
 * @param minorDigits how many decimals the reporting currency has: 2 for USD, 0 for JPY
 */
export const kpis = (books: Books, asOf: string, minorDigits: number): Kpis => {
  const period = monthToDate(asOf);
  return {
    ...figuresFrom(sumsOf(books, period, 'all'), period, minorDigits),
    undisputed: figuresFrom(sumsOf(books, period, 'undisputed'), period, minorDigits),
  };
};
