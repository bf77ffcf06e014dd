import { type CustomerHead, customerPartition } from '../ledger/entities.ts';
import type { Table } from '../platform/ports.ts';
import { type AccountRecords, BEFORE_HEAD, recordsIn, wholePart } from './account-records.ts';

/** What is read of the customers that a payer pays for: each in one request, all of a page at once. */

/** So many customers stand on a page. */
export const CUSTOMERS_ON_PAGE = 20;
/** So many records of all of them together are read in 50 ms; of one at most as many as of any account. */
const MOST_RECORDS = 3_000;
const MOST_OF_ONE = 1_000;

/** Which of a payer's customers stand on a page. */
export interface Children {
  page: number;
  pages: number;
  /** Those with more than is read of them here. */
  cut: ReadonlySet<string>;
}

export interface ReadChildren extends Children {
  members: (AccountRecords & { head: CustomerHead })[];
}

/** A page of a payer's customers, in the order of their ids. One that has another payer by now is left out. */
export const readChildren = async (table: Table, payer: CustomerHead, page: number): Promise<ReadChildren> => {
  const pages = Math.max(Math.ceil(payer.children.length / CUSTOMERS_ON_PAGE), 1);
  const shown = Math.min(page, pages);
  const ids = payer.children.slice((shown - 1) * CUSTOMERS_ON_PAGE, shown * CUSTOMERS_ON_PAGE);
  const each = Math.min(Math.floor(MOST_RECORDS / Math.max(ids.length, 1)), MOST_OF_ONE);
  const cut = new Set<string>();
  const read = await Promise.all(
    ids.map(async (id) => {
      const { items, next } = wholePart(await table.query(customerPartition(id), '', BEFORE_HEAD, each));
      if (next !== undefined) cut.add(id);
      return recordsIn(items);
    }),
  );
  const members = read.filter((one): one is ReadChildren['members'][number] => one.head?.parent === payer.customerId);
  return { page: shown, pages, cut, members };
};
