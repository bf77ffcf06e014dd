import type { Reader } from '../reader.ts';
import { workGerman } from './work-de.ts';
import { type WorkWords, workEnglish } from './work-en.ts';

/** The words of the work list in the reader's language. */
export const workWords = ({ words }: Pick<Reader, 'words'>): WorkWords =>
  words.lang === 'de' ? workGerman : workEnglish;
