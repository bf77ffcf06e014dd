import { compileDateFormat, type DateReader } from './dates.ts';

/** Finds out how a column without a format writes its dates. */

/** Written with the year first or with the month's name, a date can be read in one way only. */
const UNAMBIGUOUS: readonly DateReader[] = [
  ...['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYYMMDD'],
  ...['D MMM YYYY', 'D-MMM-YYYY', 'D. MMM YYYY', 'MMM D, YYYY', 'MMM D YYYY'],
].map(compileDateFormat);

const SEPARATORS = ['/', '.', '-'];
const readersOf = (order: (separator: string) => string): DateReader => {
  const readers = SEPARATORS.map((separator) => compileDateFormat(order(separator)));
  return (text) => readers[0]!(text) ?? readers[1]!(text) ?? readers[2]!(text);
};
const monthFirst = readersOf((separator) => ['M', 'D', 'YYYY'].join(separator));
const dayFirst = readersOf((separator) => ['D', 'M', 'YYYY'].join(separator));

const unambiguous: DateReader = (text) => {
  for (const read of UNAMBIGUOUS) {
    const date = read(text);
    if (date !== undefined) return date;
  }
  return undefined;
};

export type Order = 'month-first' | 'day-first';

/** The reader of a column whose order is known. */
export const orderedReader = (order: Order): DateReader => {
  const numeric = order === 'month-first' ? monthFirst : dayFirst;
  return (text) => unambiguous(text) ?? numeric(text);
};

const GIVE = 'give the mapping a format for it, "M/D/YYYY" or "D/M/YYYY"';

/** What has been seen of a column. */
export interface DateOrder {
  see(text: string): void;
  /**
   * The order of the column, once all of it was seen; a sentence where day and month cannot be told apart, or where
   * the column writes them in both orders.
   */
  order(): Order | { problem: string };
}

/** Collects, over a whole column, the evidence for the order of day and month. */
export const dateOrder = (column: string): DateOrder => {
  let undecided: string | undefined;
  let onlyMonthFirst: string | undefined;
  let onlyDayFirst: string | undefined;
  return {
    see(text) {
      if (text === '' || (undecided !== undefined && onlyMonthFirst !== undefined && onlyDayFirst !== undefined))
        return;
      const first = monthFirst(text);
      const second = dayFirst(text);
      if (first === second) return;
      if (first === undefined) onlyDayFirst ??= text;
      else if (second === undefined) onlyMonthFirst ??= text;
      else undecided ??= text;
    },
    order() {
      if (onlyMonthFirst !== undefined && onlyDayFirst !== undefined) {
        const both = `"${onlyMonthFirst}" has the month first and "${onlyDayFirst}" the day`;
        return { problem: `column "${column}": ${both}: ${GIVE}` };
      }
      if (undecided !== undefined && onlyMonthFirst === undefined && onlyDayFirst === undefined) {
        const readings = `${monthFirst(undecided)} (M/D/YYYY) or ${dayFirst(undecided)} (D/M/YYYY)`;
        return {
          problem: `column "${column}": "${undecided}" could be ${readings}, and no row tells which: ${GIVE}`,
        };
      }
      return onlyDayFirst === undefined ? 'month-first' : 'day-first';
    },
  };
};
