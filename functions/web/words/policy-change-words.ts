import type { Reader } from '../reader.ts';
import { policyChangeGerman } from './policy-change-de.ts';
import { type PolicyChangeWords, policyChangeEnglish } from './policy-change-en.ts';

/** The words of rehearsals and of moving cases, in the reader's language. */
export const policyChangeWords = ({ words }: Reader): PolicyChangeWords =>
  words.lang === 'de' ? policyChangeGerman : policyChangeEnglish;
