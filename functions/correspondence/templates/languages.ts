import { german } from './de.ts';
import { english } from './en.ts';
import type { LanguageCode } from './language-code.ts';
import type { Language } from './wording.ts';

/** The languages that letters are written in. */
export const LANGUAGES: Readonly<Record<LanguageCode, Language>> = { en: english, de: german };
