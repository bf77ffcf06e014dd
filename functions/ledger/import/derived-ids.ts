import { hash } from 'node:crypto';

/** Ids of the contracts for the numbers of a table. */

const FITS = /^[A-Za-z0-9_-]{1,64}$/;
const LONGEST = 64;
const MARK = 10;

/** A short fingerprint of a text: hexadecimal digits of its SHA-256. */
export const fingerprint = (text: string, digits = MARK): string => hash('sha256', text, 'hex').slice(0, digits);

/** The part of an id that people recognise; a number that went through a spreadsheet loses its `.0`. */
const readable = (original: string): string =>
  original
    .replace(/^(\d+)\.0+$/, '$1')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** An id with a suffix, cut and marked with a fingerprint where it would be longer than 64 characters. */
export const suffixedId = (id: string, suffix: string): string => {
  const whole = `${id}${suffix}`;
  if (whole.length <= LONGEST) return whole;
  const mark = `-${fingerprint(id)}${suffix}`;
  return `${id.slice(0, LONGEST - mark.length)}${mark}`;
};

/** Whether a number is an id as it is. */
export const isId = (original: string): boolean => FITS.test(original);

/** The id that a number gets where no other number would get the same. */
export const wantedId = (original: string): string => (isId(original) ? original : readable(original));

const marked = (original: string, part: string): string =>
  `${part.slice(0, LONGEST - MARK - 1)}${part === '' ? '' : '-'}${fingerprint(original)}`;

/** The id of a number, once it is known whether another number wants the same; see `deriveIds`. */
export const settledId = (original: string, isContested: (id: string) => boolean): string => {
  if (isId(original)) return original;
  const id = readable(original);
  return FITS.test(id) && !isContested(id) ? id : marked(original, id);
};

/**
 * The id of each number. A number that is an id stays as it is, leading zeros included. Any other gets the readable
 * part of itself; where two numbers would give one id, those that are no ids get a fingerprint of themselves behind
 * it. The order of the numbers makes no difference.
 */
export const deriveIds = (originals: Iterable<string>): Map<string, string> => {
  const ids = new Map<string, string>();
  const wantedBy = new Map<string, number>();
  for (const original of originals) {
    if (ids.has(original)) continue;
    const id = wantedId(original);
    ids.set(original, id);
    wantedBy.set(id, (wantedBy.get(id) ?? 0) + 1);
  }
  for (const original of ids.keys())
    ids.set(
      original,
      settledId(original, (id) => wantedBy.get(id)! > 1),
    );
  return ids;
};
