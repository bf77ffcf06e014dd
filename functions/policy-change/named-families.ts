import { type CustomerHead, customerPartition, headKey, ownerKey, payerIdOf, prefixOf } from '../ledger/entities.ts';
import { inLanes } from '../platform/lanes.ts';
import { everyItem } from '../platform/pages.ts';
import type { Item, Table } from '../platform/ports.ts';
import type { Families, Family } from './next-families.ts';
import { openIn } from './read-member.ts';

/** Heads by their customers, each read once. */
const headsOf = async (table: Table, customerIds: Iterable<string>): Promise<Map<string, CustomerHead>> => {
  const heads = new Map<string, CustomerHead>();
  for (const head of await table.batchGet([...new Set(customerIds)].map(headKey)))
    if (head !== undefined) heads.set((head as CustomerHead).customerId, head as CustomerHead);
  return heads;
};

/**
 * At most a hundred invoices that are named, each with all that is known of it, in one part; ids that there are not are
 * left out. Of their families nothing else is read.
 */
export const namedFamilies = async (table: Table, invoiceIds: readonly string[]): Promise<Families> => {
  const named = [...new Set(invoiceIds)];
  const owners = await table.batchGet(named.map(ownerKey));
  const customerOf = new Map<string, string>();
  named.forEach((invoiceId, index) => {
    const owner = owners[index];
    if (owner !== undefined) customerOf.set(invoiceId, owner.customerId as string);
  });
  const heads = await headsOf(table, customerOf.values());
  const payers = await headsOf(table, [...heads.values()].map(payerIdOf));
  const itemsOf = new Map<string, Item[]>();
  await inLanes([...customerOf], async ([invoiceId, customerId]) => {
    const items = await everyItem(table, customerPartition(customerId), prefixOf(invoiceId));
    itemsOf.set(customerId, [...(itemsOf.get(customerId) ?? []), ...items]);
  });
  const families: Family[] = [];
  for (const [customerId, head] of heads) {
    const payer = payers.get(payerIdOf(head));
    if (payer === undefined) continue;
    const items = itemsOf.get(customerId) ?? [];
    const open = openIn(items);
    families.push({ payer, members: [{ head, items, open }], openInvoices: open.size });
  }
  const openInvoices = families.reduce((sum, family) => sum + family.openInvoices, 0);
  return { families, customers: heads.size, openInvoices, next: null };
};
