import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../../functions/platform/errors.ts';
import {
  displayMoney,
  formatMoney,
  isCurrency,
  minorDigits,
  parseLooseMoney,
  parseMoney,
} from '../../../functions/platform/money.ts';

const code = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CLF', 'HUF');
const sum = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const problem = (text: string) => ({ problem: expect.stringContaining(text) });

describe('decimals of a currency', () => {
  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['ISK', 0],
  ])('%s has %i', (currency, digits) => expect(minorDigits(currency)).toBe(digits));

  it.each(['HUF', 'IDR', 'COP', 'PKR', 'MGA', 'IQD'])('%s follows ISO 4217 where Intl has none', (currency) => {
    const intl = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
    expect(intl).toBe(0);
    expect(minorDigits(currency)).toBe(currency === 'IQD' ? 3 : 2);
  });

  it('are refused for what is no currency', () => {
    expect(() => minorDigits('ZZZ')).toThrow(BadInput);
    expect(isCurrency('usd')).toBe(false);
    expect(isCurrency('constructor')).toBe(false);
    expect(Intl.supportedValuesOf('currency').every(isCurrency)).toBe(true);
  });
});

describe('an amount in the form of the contracts', () => {
  it('is read back from what was written, for every sum', () => {
    fc.assert(
      fc.property(sum, code, (minor, currency) => parseMoney(formatMoney(minor, currency), currency) === minor),
    );
  });

  it('carries exactly the decimals of its currency', () => {
    fc.assert(
      fc.property(sum, code, (minor, currency) => {
        const decimals = formatMoney(minor, currency).split('.')[1] ?? '';
        expect(decimals).toHaveLength(minorDigits(currency));
      }),
    );
  });

  it.each([
    ['150.00', 'USD', 15_000],
    ['0.01', 'USD', 1],
    ['150', 'JPY', 150],
    ['1.005', 'KWD', 1005],
    ['90071992547409.91', 'USD', Number.MAX_SAFE_INTEGER],
  ])('%s %s is %i', (text, currency, minor) => expect(parseMoney(text, currency)).toBe(minor));

  it.each([
    '150',
    '150.0',
    '150.000',
    '',
    '.50',
    '150.',
    '+1.00',
    '-1.00',
    '1,50',
    ' 1.00',
    '01.00',
    '1e3',
    '1.0.0',
    '١.٠٠',
  ])('is refused as "%s"', (text) =>
    expect(parseMoney(text, 'USD')).toEqual(problem('exactly 2 decimals, like "150.00"')),
  );

  it('is refused with decimals that its currency does not have', () => {
    expect(parseMoney('150.00', 'JPY')).toEqual(problem('like "150"'));
  });

  it('is refused at zero, above what can be counted, and in an unknown currency', () => {
    expect(parseMoney('0.00', 'USD')).toEqual(problem('not above zero'));
    expect(parseMoney('90071992547409.92', 'USD')).toEqual(problem('too large'));
    expect(parseMoney('9'.repeat(400), 'JPY')).toEqual(problem('too large'));
    expect(parseMoney('1.00', 'ZZZ')).toEqual(problem('no ISO 4217 code'));
  });
});

describe('an amount in a table', () => {
  it('may have fewer decimals than its currency, with the same value', () => {
    fc.assert(
      fc.property(sum, code, (minor, currency) => {
        const full = formatMoney(minor, currency);
        const short = full.includes('.') ? full.replace(/\.?0+$/, '') : full;
        expect(parseLooseMoney(short, currency)).toBe(minor);
      }),
    );
  });

  it.each([
    ['150', 15_000],
    ['150.5', 15_050],
    ['007.50', 750],
  ])('reads %s', (text, minor) => expect(parseLooseMoney(text, 'USD')).toBe(minor));

  it.each(['150.000', '1,500', '150.', '.5', '-3'])('is refused as "%s"', (text) =>
    expect(parseLooseMoney(text, 'USD')).toEqual(problem('at most 2 decimals')),
  );

  it('is refused at zero', () => expect(parseLooseMoney('0', 'USD')).toEqual(problem('not above zero')));
});

describe('what people read', () => {
  it('follows their locale and keeps all decimals', () => {
    expect(displayMoney(150_000, 'USD', 'en-US')).toBe('$1,500.00');
    expect(displayMoney(150_050, 'EUR', 'de-DE')).toBe('1.500,50\u00a0€');
    expect(displayMoney(1500, 'JPY', 'en-US')).toBe('¥1,500');
    expect(displayMoney(150_025, 'HUF', 'en-US')).toBe('HUF\u00a01,500.25');
    expect(displayMoney(-50, 'USD', 'en-US')).toBe('-$0.50');
  });

  it('shows the largest sum to the cent', () => {
    expect(displayMoney(Number.MAX_SAFE_INTEGER, 'USD', 'en-US')).toBe('$90,071,992,547,409.91');
  });

  it('writes sums below zero and zero itself', () => {
    expect(formatMoney(-5, 'USD')).toBe('-0.05');
    expect(formatMoney(0, 'USD')).toBe('0.00');
    expect(formatMoney(-7, 'JPY')).toBe('-7');
  });
});
