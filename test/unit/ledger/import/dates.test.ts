import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOrder, orderedReader } from '../../../../functions/ledger/import/date-order.ts';
import { compileDateFormat } from '../../../../functions/ledger/import/dates.ts';
import { BadInput } from '../../../../functions/platform/errors.ts';

describe('a date format', () => {
  it.each([
    ['M/D/YYYY', '3/4/2020', '2020-03-04'],
    ['M/D/YYYY', '03/04/2020', '2020-03-04'],
    ['D/M/YYYY', '31/12/2020', '2020-12-31'],
    ['DD.MM.YYYY', '04.03.2020', '2020-03-04'],
    ['DD.MM.YYYY', '4.3.2020', '2020-03-04'],
    ['YYYY-MM-DD', '2020-02-29', '2020-02-29'],
    ['YYYYMMDD', '20200330', '2020-03-30'],
    ['D MMM YYYY', '4 Mar 2020', '2020-03-04'],
    ['D MMM YYYY', '14 SEPT 2020', '2020-09-14'],
    ['MMMM D, YYYY', 'March 4, 2020', '2020-03-04'],
    ['D/M/YY', '4/3/20', '2020-03-04'],
    ['D/M/YY', '4/3/71', '1971-03-04'],
    ['YYYY-MM-DD HH:mm:ss', '2020-03-04 23:59:59', '2020-03-04'],
  ])('%s reads %s as %s', (format, text, date) => {
    expect(compileDateFormat(format)(text)).toBe(date);
  });

  it.each([
    ['M/D/YYYY', '3/4/2020 0:00'],
    ['M/D/YYYY', '3/4/2020T17:00:00Z'],
  ])('%s ignores the time in %s', (format, text) => {
    expect(compileDateFormat(format)(text)).toBe('2020-03-04');
  });

  it('ignores nanoseconds, and the decimals of a date that was exported as a number', () => {
    expect(compileDateFormat('YYYY-MM-DD')('2020-04-20 05:02:32.250000000')).toBe('2020-04-20');
    expect(compileDateFormat('YYYYMMDD')('20200420.0')).toBe('2020-04-20');
  });

  it.each([
    ['M/D/YYYY', '13/4/2020'],
    ['YYYY-MM-DD', '2020-02-30'],
    ['YYYY-MM-DD', '2020-03-301'],
    ['YYYY-MM-DD', '0202-03-30'],
    ['YYYY-MM-DD', '2202-03-30'],
    ['YYYYMMDD', '2020330'],
    ['D MMM YYYY', '4 Foo 2020'],
    ['M/D/YYYY', ''],
    ['M/D/YYYY', '3-4-2020'],
  ])('%s does not read %s', (format, text) => {
    expect(compileDateFormat(format)(text)).toBeUndefined();
  });

  it.each(['', 'YYYY', 'M/D', 'Q M/D/YYYY', 'YYYYY-MM-DD', 'dd.mm.yyyy', 'M/M/YYYY'])('"%s" is refused', (format) => {
    expect(() => compileDateFormat(format)).toThrow(BadInput);
  });

  it('reads back every date that it could have written', () => {
    const dates = fc.record({ day: fc.integer({ min: 0, max: 47_000 }) });
    fc.assert(
      fc.property(dates, ({ day }) => {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = date.split('-').map(Number);
        expect(compileDateFormat('D.M.YYYY')(`${dayOfMonth}.${month}.${year}`)).toBe(date);
        expect(compileDateFormat('YYYYMMDD')(date.replaceAll('-', ''))).toBe(date);
      }),
    );
  });
});

describe('a column without a format', () => {
  const reading = (...texts: string[]) => {
    const order = dateOrder('Due');
    for (const text of texts) order.see(text);
    const learned = order.order();
    return typeof learned === 'string' ? orderedReader(learned) : learned;
  };
  const dates = (...texts: string[]) => {
    const reader = reading(...texts);
    return typeof reader === 'function' ? texts.map(reader) : reader.problem;
  };

  it('is read where the year comes first or the month has a name', () => {
    expect(dates('2020-03-04', '2020/03/04', '20200304', '4 Mar 2020', '4-Mar-2020', 'Mar 4, 2020')).toEqual(
      Array(6).fill('2020-03-04'),
    );
  });

  it('takes the order from the one row that tells it', () => {
    expect(dates('3/4/2020', '3/25/2020')).toEqual(['2020-03-04', '2020-03-25']);
    expect(dates('3.4.2020', '25.3.2020')).toEqual(['2020-04-03', '2020-03-25']);
  });

  it('needs no order where day and month are the same number', () => {
    expect(dates('3/3/2020', '', '4/4/2020 00:00')).toEqual(['2020-03-03', undefined, '2020-04-04']);
  });

  it('names both readings where no row tells the order', () => {
    expect(dates('3/4/2020', '5/6/2020')).toBe(
      'column "Due": "3/4/2020" could be 2020-03-04 (M/D/YYYY) or 2020-04-03 (D/M/YYYY), and no row tells which: give the mapping a format for it, "M/D/YYYY" or "D/M/YYYY"',
    );
  });

  it('names both rows where the orders are mixed', () => {
    expect(dates('3/25/2020', '25/3/2020')).toContain('"3/25/2020" has the month first and "25/3/2020" the day');
  });

  it('does not take a date that no calendar has for a sign of the order', () => {
    expect(dates('25/13/2020', '3/4/2020')).toContain('"3/4/2020" could be');
  });
});
