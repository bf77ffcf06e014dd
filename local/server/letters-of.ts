import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import type { World } from './world.ts';

/** The letters in a payer's partition, the newest first. */
export const lettersOf = async ({ table }: World, partition: string): Promise<LetterRecord[]> => {
  const found: LetterRecord[] = [];
  let from: string | undefined;
  do {
    const page = await table.query(partition, 'LETTER#', from);
    for (const item of page.items) found.push(item as LetterRecord);
    from = page.next;
  } while (from !== undefined);
  return found.sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0));
};
