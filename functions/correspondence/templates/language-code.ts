export type LanguageCode = 'en' | 'de';

/** The words for a key, where there are some; a key is anybody's text and may be `constructor`. */
export const wordsFor = (words: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(words, key) ? words[key] : undefined;

/** The language of a letter: the part of `de-AT` before the region, where there are words for it, else English. */
export const languageCode = (language: string): LanguageCode => (/^de(-|$)/i.test(language) ? 'de' : 'en');
