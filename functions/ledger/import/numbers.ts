import { BadInput } from '../../platform/errors.ts';

/** Numbers as tables write them. */

/** A plain decimal such as `1234.5` or `-3`; undefined where the text is no number. */
export type NumberReader = (text: string) => string | undefined;

const PLAIN = /^-?\d+(\.\d+)?$/;

/** Digits with a decimal point and nothing else; what an amount without a format has to be. */
export const plainNumber: NumberReader = (text) => (PLAIN.test(text) ? text : undefined);

/** What typists use for one another. */
const SAME: Readonly<Record<string, string>> = { ' ': ' \u00a0\u202f\u2009', "'": "'\u2019" };
const SAMPLE = /^\d{1,3}(?:([.,' \u00a0\u202f\u2009\u2019])\d{3})*(?:([.,])\d+)?$|^\d+(?:([.,])\d+)?$/;
const EXPECTED = 'expected a sample such as "1.234,56", "1,234.56", "1 234,56" or "1234,56"';

const classOf = (marks: string): string => `[${marks.replace(/[.]/g, '\\.')}]`;

/**
 * A reader for numbers written like the sample, which tells the group mark and the decimal mark. Group marks may be
 * left out of a number, but where they stand they part three digits; decimals may be left out or be of any number.
 * A sign before or after, or brackets around it, make a number negative. Throws `BadInput` where the sample tells
 * nothing: in `"1,234"` the mark is a group mark, in `"1,23"` a decimal mark.
 */
export const compileNumberFormat = (sample: string): NumberReader => {
  const match = SAMPLE.exec(sample);
  const group = match?.[1];
  const decimal = match?.[2] ?? match?.[3] ?? (group === '.' ? ',' : '.');
  if (match === null || group === decimal) throw new BadInput([`is no number format: ${EXPECTED}`]);
  const marks = group === undefined ? '' : (Object.values(SAME).find((same) => same.includes(group)) ?? group);
  const digits = marks === '' ? '\\d+' : `\\d{1,3}(?:${classOf(marks)}\\d{3})+|\\d+`;
  const shape = new RegExp(`^(${digits})(?:${classOf(decimal)}(\\d+))?$`);
  const everyMark = marks === '' ? undefined : new RegExp(classOf(marks), 'g');
  return (text) => {
    const isNegative = /^(-.*|.*-|\(.*\))$/.test(text);
    const found = shape.exec(isNegative ? text.replace(/^[-(]|[-)]$/g, '').trim() : text);
    if (found === null) return undefined;
    const whole = everyMark === undefined ? found[1]! : found[1]!.replace(everyMark, '');
    return `${isNegative ? '-' : ''}${whole}${found[2] === undefined ? '' : `.${found[2]}`}`;
  };
};

/**
 * A plain decimal without the zeros that it has beyond a currency's decimals: exports of binary numbers write `150.0`
 * yen and `12.500` dollars, and both are exact. Other digits beyond stay, and are refused as an amount.
 */
export const withoutSpareZeros = (number: string, digits: number): string => {
  const dot = number.indexOf('.');
  if (dot < 0 || number.length - dot - 1 <= digits) return number;
  let end = number.length;
  const least = digits === 0 ? dot : dot + 1 + digits;
  while (end > least && (number.charAt(end - 1) === '0' || end - 1 === dot)) end -= 1;
  return number.slice(0, end);
};
