import { cleanText } from './clean-text.ts';

const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * A cell of text by RFC 4180. A spreadsheet would run what begins like a formula; the apostrophe makes it text
 * (OWASP, "CSV Injection").
 */
export const textCell = (text: string | undefined): string => {
  if (text === undefined || text === '') return '';
  const cleaned = FORMULA.test(text) ? `'${cleanText(text)}` : cleanText(text);
  const safe = FORMULA.test(cleaned) ? `'${cleaned}` : cleaned;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
