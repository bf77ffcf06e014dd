import type { Reader } from '../reader.ts';

/** The words about what is known of an item: what was promised, and what a colleague said last. */

const english = {
  promised: 'Promised',
  promise: (amount: string, date: string) => `${amount} for ${date}`,
  said: 'What came of it last',
};

export type ItemKnownWords = typeof english;

const german: ItemKnownWords = {
  promised: 'Zugesagt',
  promise: (amount, date) => `${amount} für den ${date}`,
  said: 'Was zuletzt dabei herauskam',
};

export const itemKnownWords = ({ words }: Pick<Reader, 'words'>): ItemKnownWords =>
  words.lang === 'de' ? german : english;
