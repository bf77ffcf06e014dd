import { addDays, dayOfMonth, monthOf } from '../platform/civil-date.ts';
import { share } from './share.ts';

/**
 * Days sales outstanding: outstanding ÷ credit sales of the period × days of the period, in days. Null without sales.
 * With the undisputed outstanding it is the undisputed figure: a dispute takes nothing off what was sold.
 */
export const dso = (outstanding: number, creditSales: number, days: number): number | null =>
  share(outstanding * days, creditSales);

/** Best possible DSO: what is outstanding but not yet due ÷ credit sales × days, in days. Null without sales. */
export const bestPossibleDso = (notYetDue: number, creditSales: number, days: number): number | null =>
  share(notYetDue * days, creditSales);

/** DSO less best possible DSO, in days: what is overdue ÷ credit sales × days. Null without sales. */
export const averageDaysDelinquent = (
  outstanding: number,
  notYetDue: number,
  creditSales: number,
  days: number,
): number | null => share((outstanding - notYetDue) * days, creditSales);

/** Countback DSO in days; `atLeast` where more is outstanding than was ever sold, and the days are a lower bound. */
export interface CountbackDso {
  days: number;
  atLeast: boolean;
}

/**
 * Takes the newest month's sales off what is outstanding and adds the month's days, month by month, and the last one
 * in proportion. The month of `asOf` counts its days to date, a month without sales all its days.
 *
 * @param salesByMonth credit sales by `YYYY-MM`, issued by `asOf`
 */
export const countbackDso = (
  outstanding: number,
  salesByMonth: ReadonlyMap<string, number>,
  asOf: string,
): CountbackDso => {
  let oldest: string | undefined;
  for (const month of salesByMonth.keys()) if (oldest === undefined || month < oldest) oldest = month;

  let left = outstanding;
  let days = 0;
  for (let last = asOf; left > 0; last = lastOfMonthBefore(last)) {
    const month = monthOf(last);
    if (oldest === undefined || month < oldest) return { days, atLeast: true };
    const sales = salesByMonth.get(month) ?? 0;
    if (left < sales) return { days: days + (left / sales) * dayOfMonth(last), atLeast: false };
    left -= sales;
    days += dayOfMonth(last);
  }
  return { days, atLeast: false };
};

const lastOfMonthBefore = (date: string): string => addDays(`${monthOf(date)}-01`, -1);
