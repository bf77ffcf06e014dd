import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNumberFormat, plainNumber, withoutSpareZeros } from '../../../../functions/ledger/import/numbers.ts';
import { BadInput } from '../../../../functions/platform/errors.ts';

describe('a number format', () => {
  it.each([
    ['1.234,56', '1.234,56', '1234.56'],
    ['1.234,56', '1234,56', '1234.56'],
    ['1.234,56', '12.345.678', '12345678'],
    ['1,234.56', '1,234.5', '1234.5'],
    ['1 234,56', '1\u00a0234,56', '1234.56'],
    ['1 234,56', '1\u202f234 567,1', '1234567.1'],
    ["1'234.56", '1’234.56', '1234.56'],
    ['1,234', '12,345', '12345'],
    ['1.234', '1.234', '1234'],
    ['1234,56', '1234,56', '1234.56'],
    ['1,23', '1,2', '1.2'],
    ['1.234,56', '-1.234,56', '-1234.56'],
    ['1.234,56', '1.234,56-', '-1234.56'],
    ['1,234.56', '(1,234.56)', '-1234.56'],
  ])('%s reads %s as %s', (format, text, number) => {
    expect(compileNumberFormat(format)(text)).toBe(number);
  });

  it.each([
    ['1.234,56', '1.23'],
    ['1.234,56', '1,234.56'],
    ['1,234.56', '1,23,456'],
    ['1,234.56', ',123'],
    ['1,234.56', '12.'],
    ['1,234.56', '12x'],
    ['1,234.56', '$12'],
    ['1,234.56', '1e3'],
  ])('%s does not read %s, where marks stand in odd places', (format, text) => {
    expect(compileNumberFormat(format)(text)).toBeUndefined();
  });

  it.each(['', 'x', '1.2.3', '1.234.56', '#,##0.00'])('"%s" is refused', (format) => {
    expect(() => compileNumberFormat(format)).toThrow(BadInput);
  });

  it('reads back whatever a locale writes with the marks of its sample', () => {
    const german = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 });
    const read = compileNumberFormat('1.234,56');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (cents) => {
        expect(read(german.format(cents / 100))).toBe((cents / 100).toFixed(2));
      }),
    );
  });
});

describe('a number without a format', () => {
  it('is digits with a decimal point', () => {
    expect(['12', '12.5', '-3', '0012'].map(plainNumber)).toEqual(['12', '12.5', '-3', '0012']);
    expect(['1,5', '1,234.56', '12.', '.5', '+1', '1e3', '12,5x', ''].map(plainNumber)).toEqual(
      Array(8).fill(undefined),
    );
  });

  it('loses the zeros that its currency has no room for, and no other digit', () => {
    expect(withoutSpareZeros('150.000', 2)).toBe('150.00');
    expect(withoutSpareZeros('150.0', 0)).toBe('150');
    expect(withoutSpareZeros('150.005', 2)).toBe('150.005');
    expect(withoutSpareZeros('150.5', 2)).toBe('150.5');
    expect(withoutSpareZeros('100', 0)).toBe('100');
  });
});
