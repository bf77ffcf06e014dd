import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayMoney } from '../../../functions/platform/money.ts';
import { parseTypedMoney } from '../../../functions/platform/typed-money.ts';

describe('an amount as people type it', () => {
  it.each([
    ['100', 'USD', 'en-US', 10_000],
    ['1,234.50', 'USD', 'en-US', 123_450],
    ['$1,234.5', 'USD', 'en-US', 123_450],
    ['1.234,50 €', 'EUR', 'de-DE', 123_450],
    ['1234,5', 'EUR', 'de-DE', 123_450],
    ['12,50', 'USD', 'en-US', 1250],
    ['12.50', 'EUR', 'de-DE', 1250],
    ['1.500', 'EUR', 'de-DE', 150_000],
    ['1,500', 'USD', 'en-US', 150_000],
    ["1'234.50", 'CHF', 'de-CH', 123_450],
    ['1 234,50', 'EUR', 'de-AT', 123_450],
    ['1.234.567', 'EUR', 'de-DE', 123_456_700],
    ['USD 20', 'USD', 'en-US', 2000],
    ['1,500', 'JPY', 'en-US', 1500],
  ])('%s in %s for %s', (typed, currency, locale, minor) => {
    expect(parseTypedMoney(typed, currency, locale)).toBe(minor);
  });

  it.each(['', '-5', '1.500', 'ten', '1.2.3', '1,23.45', '=1+1', '1e9', '0', '9'.repeat(30), '１００', '12.345,6.7'])(
    '%s is refused where it cannot be told',
    (typed) => {
      expect(parseTypedMoney(typed, 'USD', 'en-US')).toMatchObject({ problem: expect.any(String) });
    },
  );

  it('is read as it was shown, in every locale that letters are written in', () => {
    const locale = fc.constantFrom('en-US', 'en-GB', 'de-DE', 'de-AT', 'de-CH', 'en-IN');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e12 }),
        fc.constantFrom('USD', 'EUR', 'JPY', 'CHF'),
        locale,
        (minor, currency, where) => {
          expect(parseTypedMoney(displayMoney(minor, currency, where), currency, where)).toBe(minor);
        },
      ),
    );
  });
});
