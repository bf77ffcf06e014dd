import { type CustomerHead, headKey } from '../ledger/entities.ts';
import { inLanes } from '../platform/lanes.ts';
import type { Item, Table } from '../platform/ports.ts';
import { customerShards } from '../platform/shard.ts';
import type { ChangePlace } from './entities.ts';
import { readMember } from './read-member.ts';
import { readUnlessFaulty } from './unless-faulty.ts';

/** One customer, with what a change looks at in its partition, or with what is known of some of its invoices. */
export interface Member {
  head: CustomerHead;
  items: Item[];
  /** The invoices that are open; one whose record cannot be judged is left out, and stands on the list as such. */
  open: ReadonlySet<string>;
}

/** A payer with its children: letters and caps are theirs alone, so that no other family matters to it. */
export interface Family {
  payer: CustomerHead;
  /** The payer itself first. */
  members: Member[];
  openInvoices: number;
}

export interface Families {
  families: Family[];
  /** Heads that were looked at, children and customers without an open invoice included. */
  customers: number;
  openInvoices: number;
  next: ChangePlace | null;
}

/** So many families are read at once: few enough that the biggest of them fit in memory. */
const PAGE = 8;
/** A part of customers who owe nothing ends too. */
const CUSTOMERS_FOR_EACH_INVOICE = 10;

const familyOf = async (table: Table, payer: CustomerHead): Promise<Family> => {
  const members = [await readMember(table, payer)];
  for (const child of payer.children) {
    const head = (await table.get(headKey(child))) as CustomerHead | undefined;
    if (head !== undefined) members.push(await readMember(table, head));
  }
  return { payer, members, openInvoices: members.reduce((sum, member) => sum + member.open.size, 0) };
};

/**
 * The families behind a place in the customers' index, whole, until they hold about so many open invoices; one at least.
 * A customer who is renamed meanwhile may be met twice or not at all.
 */
export const nextFamilies = async (table: Table, from: ChangePlace, mostInvoices: number): Promise<Families> => {
  const shards = customerShards();
  const atOnce = Math.min(PAGE, mostInvoices);
  const found: Families = { families: [], customers: 0, openInvoices: 0, next: null };
  let { shard, after } = from;
  while (shard < shards.length) {
    if (found.openInvoices >= mostInvoices || found.customers >= mostInvoices * CUSTOMERS_FOR_EACH_INVOICE) {
      found.next = { shard, after };
      break;
    }
    // Each place of the index is one customer's alone: the page begins with the one that was read last.
    const page = await table.queryIndex('work', shards[shard]!, undefined, undefined, atOnce + 1, after ?? undefined);
    const entries = page.items.filter(({ workAt }) => workAt !== after);
    if (entries.length === 0) {
      shard += 1;
      after = null;
      continue;
    }
    const heads = await table.batchGet(entries.map(({ pk, sk }) => ({ pk, sk })));
    const families = new Map<string, Family>();
    const payers = (heads as (CustomerHead | undefined)[]).filter((head) => head?.parent === undefined);
    await inLanes(payers, async (payer) => {
      const family = payer === undefined ? undefined : await readUnlessFaulty(() => familyOf(table, payer));
      if (family !== undefined) families.set(payer!.pk, family);
    });
    // Families with thousands of invoices each would be too many at once: those behind the last that fits are read again.
    for (const { pk, workAt } of entries) {
      if (found.openInvoices >= mostInvoices) break;
      after = workAt!;
      found.customers += 1;
      const family = families.get(pk);
      if (family === undefined) continue;
      found.openInvoices += family.openInvoices;
      if (family.openInvoices > 0) found.families.push(family);
    }
  }
  return found;
};
