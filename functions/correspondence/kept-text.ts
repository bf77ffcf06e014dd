import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { WORDS_1 } from './kept-text-words.ts';

/**
 * The text of a letter as it is kept with its record: most of it is our own wording, which both sides know, so that an
 * ordinary letter takes 240 characters and its record stays within the kilobyte that is paid for anyway.
 */

const dictionary = Buffer.from(WORDS_1.join('\r\n'));
/** As much of a window as the words take, and little memory: 30 µs a letter. */
const HOW = { dictionary, windowBits: 14, memLevel: 1, level: 6 };
const VERSION = '1';
/** A text of fifty invoices has 7 KB; what unpacks to more than this is none of ours. */
const MOST_BYTES = 1_000_000;

/** Where the reader's own link stood. It opens their page, and is kept nowhere. */
export const LINK = '{link}';

/** The text as it is kept; `answerUrl` is left out of it. */
export const keepText = (text: string, answerUrl: string): string => {
  const plain = answerUrl === '' ? text : text.replaceAll(answerUrl, LINK);
  return `${VERSION}${deflateRawSync(plain, HOW).toString('base64')}`;
};

/** The text as it left, with `LINK` for the link in it; undefined where it was kept in no way that is known here. */
export const keptText = (kept: string | undefined): string | undefined => {
  if (kept?.startsWith(VERSION) !== true) return undefined;
  try {
    const packed = Buffer.from(kept.slice(VERSION.length), 'base64');
    return inflateRawSync(packed, { dictionary, maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
};
