import { type MoneyProblem, parseLooseMoney } from './money.ts';

/** Amounts as people type them: `1,234.50`, `1.234,50 €`, `1 234,5`. */

const SPACES = /[\s\u00a0\u202f'’]/g;
/** A sign of a currency, as in `$`, `US$` or a `€` behind. */
const AROUND = /^[A-Z]{0,3}\p{Sc}|\p{Sc}$/gu;
/** Groups of three digits; in India of two before the last. */
const GROUPED = /^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/;

const groupOf = (locale: string): string | undefined =>
  new Intl.NumberFormat(locale).formatToParts(12_345_678).find(({ type }) => type === 'group')?.value;

/** The amount with a point before its decimals and no groups; what cannot be told is left to be refused. */
const plain = (text: string, locale: string): string => {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return text;
  const mark = text[last]!;
  const isRepeated = text.indexOf(mark) !== last;
  const other = mark === '.' ? ',' : '.';
  if (text.includes(other)) {
    const whole = text.slice(0, last);
    const isGrouped = !isRepeated && whole.includes(other) && GROUPED.test(whole);
    return isGrouped ? `${whole.replaceAll(other, '')}.${text.slice(last + 1)}` : text;
  }
  if (isRepeated) return GROUPED.test(text) ? text.replaceAll(mark, '') : text;
  // "1.500" alone is one thousand five hundred or one and a half: the reader's own way of writing decides.
  const isThousands = GROUPED.test(text) && mark === groupOf(locale);
  return isThousands ? text.replace(mark, '') : text.replace(mark, '.');
};

/** The minor units of a typed amount, with or without the currency beside it, in the reader's way of writing (BCP 47). */
export const parseTypedMoney = (typed: string, currency: string, locale: string): number | MoneyProblem => {
  const bare = typed.replace(SPACES, '').replace(AROUND, '').replace(currency, '');
  return parseLooseMoney(plain(bare, locale), currency);
};
