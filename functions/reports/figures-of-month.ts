import { monthOf } from '../platform/civil-date.ts';
import { minorDigits } from '../platform/money.ts';
import { type Ageing, emptyAgeing } from './ageing.ts';
import type { Scope } from './books.ts';
import type { KeptFigures } from './kept-figures.ts';
import { type Figures, figuresFrom } from './kpis.ts';
import type { MonthToDate } from './period.ts';
import { withShare } from './promises-kept.ts';
import { monthIn, monthsUntil } from './tally.ts';

/** What is known of one month: its figures, and the amounts they come from in minor units. */
export interface MonthFigures {
  /** `YYYY-MM`. */
  month: string;
  /** The last day that is counted. */
  until: string;
  figures: Figures;
  ageing: Ageing;
  sales: number;
  writtenOff: number;
}

const monthFigures = (kept: KeptFigures, period: MonthToDate, scope: Scope): MonthFigures => {
  const { tally, currency } = kept;
  const month = monthOf(period.until);
  const at = (on: string): Ageing => tally.ageing[on]?.[scope] ?? emptyAgeing();
  const { writtenOff, promises } = monthIn(tally, month);
  const sums = {
    atStart: at(period.opening),
    atEnd: at(period.until),
    salesByMonth: new Map(Object.entries(tally.sales).filter(([of]) => of <= month)),
    writtenOff: writtenOff[scope],
    kept: withShare(promises[scope]),
  };
  return {
    month,
    until: period.until,
    figures: figuresFrom(sums, period, minorDigits(currency)),
    ageing: sums.atEnd,
    sales: tally.sales[month] ?? 0,
    writtenOff: sums.writtenOff,
  };
};

/** The thirteen months up to the day that was counted last, oldest first. */
export const figuresOfMonths = (kept: KeptFigures, scope: Scope): MonthFigures[] =>
  monthsUntil(kept.asOf).map((period) => monthFigures(kept, period, scope));
