/** Free texts as they are kept. Apart from the schemas, so that who writes letters need not load those. */

/** C0 and C1 controls, and the characters that change the direction of text or hide themselves in it. */
export const CONTROL_OR_BIDI = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c]/u;

/** Fields that people fill with words: cleaned on the way in. Addresses are not among them: those are refused. */
const FREE_TEXT = new Set([
  ...['name', 'description', 'reason', 'note', 'title', 'rootCause', 'correctiveAction', 'site', 'purchaseOrder'],
  ...['number', 'phone', 'company'],
]);
const EVERY_CONTROL_OR_BIDI = new RegExp(CONTROL_OR_BIDI.source, 'gu');

/**
 * Takes control and bidi characters out of a free text; a line break or tab becomes a space, so that no two words
 * grow together.
 */
export const cleanText = (value: string): string =>
  CONTROL_OR_BIDI.test(value)
    ? value
        .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
        .replace(EVERY_CONTROL_OR_BIDI, '')
        .trim()
    : value;

/**
 * Cleans the free texts of a record and names each path where something was taken out.
 * The record itself is left as it is; a clean record comes back unchanged.
 */
export const cleanFreeTexts = (value: unknown, path: string, cleaned: string[]): unknown => {
  if (Array.isArray(value)) return value.map((entry, index) => cleanFreeTexts(entry, `${path}[${index}]`, cleaned));
  if (value === null || typeof value !== 'object') return value;
  const result: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof entry === 'string' && FREE_TEXT.has(key)) {
      const clean = cleanText(entry);
      if (clean !== entry) cleaned.push(here);
      result[key] = clean;
    } else result[key] = cleanFreeTexts(entry, here, cleaned);
  }
  return result;
};
