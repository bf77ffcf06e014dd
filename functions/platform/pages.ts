import type { IndexName, Item, Page, Table } from './ports.ts';

const everyPage = async <T extends Item>(read: (from: string | undefined) => Promise<Page<Item>>): Promise<T[]> => {
  let page = await read(undefined);
  const found = page.items as T[];
  while (page.next !== undefined) {
    page = await read(page.next);
    for (const item of page.items) found.push(item as T);
  }
  return found;
};

/** All items of a partition whose `sk` begins with the prefix, page by page; for what fits in memory. */
export const everyItem = <T extends Item>(table: Table, pk: string, prefix: string): Promise<T[]> =>
  everyPage((from) => table.query(pk, prefix, from));

/** All entries of an index partition up to and including `until`: keys, and the index pair. They may lag. */
export const everyEntry = (table: Table, index: IndexName, key: string, until: string): Promise<Item[]> =>
  everyPage((from) => table.queryIndex(index, key, until, from));
