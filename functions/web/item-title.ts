import type { WorkItem } from '../work-list/item.ts';
import type { Reader } from './reader.ts';
import { workWords } from './words/work-words.ts';

/** What an item is called, with its amounts as the reader writes them. */
export const titleOf = (reader: Reader, { title, missing }: Pick<WorkItem, 'title' | 'missing'>): string => {
  if (missing === undefined) return title;
  const { titles } = workWords(reader);
  const amount = reader.money(missing.amount, missing.currency);
  return missing.inPart ? titles.keptInPart(amount) : titles.broken(amount);
};

/** The sentence that an item closed by itself, when, and why. */
export const closedAlone = (reader: Reader, { closedAt, lost }: Pick<WorkItem, 'closedAt' | 'lost'>): string => {
  const words = workWords(reader);
  return words.first.closedAlone(reader.instant(closedAt!), lost === undefined ? undefined : words.lost[lost]);
};
