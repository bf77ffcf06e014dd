import type { Reader } from '../reader.ts';
import { accountGerman } from './account-de.ts';
import { type AccountWords, accountEnglish } from './account-en.ts';

/** The words of the account line and the search in the reader's language. */
export const accountWords = ({ words }: Pick<Reader, 'words'>): AccountWords =>
  words.lang === 'de' ? accountGerman : accountEnglish;
