import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import { everyItem } from '../../functions/platform/pages.ts';
import type { World } from './world.ts';

/** The letters in a payer's partition, the newest first. */
export const lettersOf = async ({ table }: World, partition: string): Promise<LetterRecord[]> => {
  const found = await everyItem<LetterRecord>(table, partition, 'LETTER#');
  return found.sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0));
};
