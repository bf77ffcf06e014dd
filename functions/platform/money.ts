import { BadInput } from './errors.ts';

/**
 * Money: integers of minor units inside, decimal strings with the currency's own number of decimals outside.
 *
 * Decimals follow ISO 4217, not `Intl`: CLDR gives several currencies (HUF, IDR, COP, …) the decimals of their cash.
 */

/** What is wrong with an amount, as the rest of a sentence that begins with the amount. */
export interface MoneyProblem {
  problem: string;
}

/** ISO 4217 list one: the currencies whose minor unit is not a hundredth. */
const DIGITS_BESIDE_TWO: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
/** The codes of ISO 4217, written out: to ask `Intl` for them takes longer than to load the rest of a rule. */
const CODES = [
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF',
  'CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD',
  'GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP',
  'LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN',
  'PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS',
  'TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF XSU YER',
  'ZAR ZMW ZWG ZWL',
].flatMap((line) => line.split(' '));

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...CODES.map((code) => [code, 2] as const),
  ...Object.entries(DIGITS_BESIDE_TWO).flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, Number(digits)] as const),
  ),
]);

/** Whether the text is an ISO 4217 code, in capitals. */
export const isCurrency = (code: string): boolean => DIGITS.has(code);

/** The decimals of a currency (ISO 4217): USD 2, JPY 0, KWD 3. Throws `BadInput` where the code is unknown. */
export const minorDigits = (currency: string): number => {
  const digits = DIGITS.get(currency);
  if (digits === undefined) throw new BadInput([`currency "${currency}" is no ISO 4217 code such as "USD"`]);
  return digits;
};

const DOT = 46;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The amount in minor units; undefined where the text is not digits with at most so many decimals. */
const readDecimal = (text: string, digits: number): { minor: number; decimals: number } | undefined => {
  let minor = 0;
  let dot = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT && dot < 0 && at > 0) dot = at;
    else if (isDigit(code)) minor = minor * 10 + (code - 48);
    else return undefined;
  }
  const decimals = dot < 0 ? 0 : text.length - dot - 1;
  if (text === '' || decimals > digits || dot === text.length - 1) return undefined;
  for (let missing = digits - decimals; missing > 0; missing -= 1) minor *= 10;
  return { minor, decimals };
};

const example = (digits: number): string => (digits === 0 ? '150' : `150.${'0'.repeat(digits)}`);

const read = (text: string, currency: string, isStrict: boolean): number | MoneyProblem => {
  const digits = DIGITS.get(currency);
  if (digits === undefined) return { problem: `is in "${currency}", which is no ISO 4217 code such as "USD"` };
  const amount = readDecimal(text, digits);
  const isPadded = text.length > 1 && text.charCodeAt(0) === 48 && text.charCodeAt(1) !== DOT;
  if (amount === undefined || (isStrict && (amount.decimals !== digits || isPadded))) {
    const decimals = `${isStrict ? 'exactly' : 'at most'} ${digits} decimals`;
    return { problem: `is no amount in ${currency}: digits with ${decimals}, like "${example(digits)}"` };
  }
  if (amount.minor === 0) return { problem: 'is not above zero' };
  if (!Number.isSafeInteger(amount.minor))
    return { problem: `is too large: at most ${formatMoney(Number.MAX_SAFE_INTEGER, currency)}` };
  return amount.minor;
};

/**
 * The minor units of an amount in the form of the contracts: exactly the decimals of its currency (`"150.00"`, JPY
 * `"150"`), no sign, no leading zeros, above zero, at most 2^53 - 1 minor units.
 */
export const parseMoney = (text: string, currency: string): number | MoneyProblem => read(text, currency, true);

/** As `parseMoney`, for the amounts of a table: fewer decimals and leading zeros are allowed, more decimals are not. */
export const parseLooseMoney = (text: string, currency: string): number | MoneyProblem => read(text, currency, false);

/**
 * Minor units in the form of the contracts; a negative sum begins with `-`.
 * Throws `BadInput` where the currency is unknown.
 */
export const formatMoney = (minor: number, currency: string): string => {
  const digits = minorDigits(currency);
  if (digits === 0) return `${minor}`;
  const text = `${Math.abs(minor)}`.padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Minor units as people of a locale (BCP 47) read them: `$1,500.00`. All decimals of the currency, every digit exact.
 * Throws `BadInput` where the currency is unknown, `RangeError` where the locale is malformed.
 */
export const displayMoney = (minor: number, currency: string, locale: string): string => {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (format === undefined) {
    const digits = minorDigits(currency);
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  // The text, not the quotient: a double cannot hold the cents of the largest sums.
  return format.format(formatMoney(minor, currency) as Intl.StringNumericLiteral);
};

/** Minor units of an amount that was parsed before, by its schema or its policy: nothing is checked again. */
export const minorOf = (amount: string, currency: string): number =>
  Math.round(Number(amount) * 10 ** minorDigits(currency));
