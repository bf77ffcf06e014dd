import { type CustomerHead, headKey, type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import { zoneOfHead } from '../lifecycle/load-case.ts';
import { fromDay } from '../platform/civil-date.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key } from '../platform/ports.ts';
import { localDay } from '../platform/zone.ts';
import { type Position, positionOf } from '../policy/case-facts.ts';
import { selectPolicy } from '../policy/select-policy.ts';
import { type Entry, entryOf, listOf } from '../work-list/entry.ts';
import { type Gain, gainOf, type Stake } from '../work-list/gain.ts';
import type { WorkItem } from '../work-list/item.ts';
import { stopsAll } from '../work-list/stops-all.ts';
import { issueOfItem } from './acts/issue-of-item.ts';

/** An item with what is shown of it. */
export interface Row {
  item: WorkItem;
  gain: Gain;
  head?: CustomerHead | undefined;
  invoice?: InvoiceFacts | undefined;
  position?: Position | undefined;
}

export interface Listed {
  rows: Row[];
  /** Entries of the lists, as far as one page of the index goes. */
  open: number;
  /** How many of them each list has. */
  counts: ReadonlyMap<string, number>;
  hasMore: boolean;
}

/** A batch reads a hundred items: each row is the item, its customer and its invoice. */
const ROWS = 30;

const idOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** An item, its customer and its invoice. */
const keysOf = ({ pk, sk, customerId, invoiceId }: Entry): Key[] => [
  { pk, sk },
  ...(customerId === undefined ? [] : [headKey(customerId)]),
  ...(customerId === undefined || invoiceId === undefined ? [] : [invoiceKey(customerId, invoiceId)]),
];

/** The order before anything is read: as it was when the items were raised. */
const byEntry = (entries: readonly Entry[], today: number): Entry[] => {
  const scored = entries.map((entry) => {
    const { kind, stake } = entry;
    const { amount, currency, dueOn: moneyDueOn } = stake ?? {};
    const of: Stake = { kind, stopsAll: stopsAll(entry), amount, currency, moneyDueOn };
    return { entry, score: gainOf(of, today).score };
  });
  return scored
    .sort((a, b) => b.score - a.score || (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : 0))
    .map(({ entry }) => entry);
};

/** What an item is worth now, with its invoice as it stands. */
const stakeNow = (item: WorkItem, invoice: InvoiceFacts | undefined, position: Position | undefined): Stake => ({
  kind: item.kind,
  stopsAll: stopsAll(item),
  amount: position?.balance ?? item.stake?.amount,
  currency: invoice?.currency ?? item.stake?.currency,
  moneyDueOn:
    position !== undefined && position.overdueDays > 0
      ? fromDay(position.today - position.overdueDays)
      : (invoice?.dueOn ?? item.stake?.dueOn),
  answerBy: item.dueOn,
  takenUp: issueOfItem(invoice, item.itemId)?.takenUpAt !== undefined,
});

/** An item as it stands now: the customer's own calendar and zone count for its invoice. */
export const rowOf = (
  company: Company,
  now: number,
  of: { item: WorkItem; head?: CustomerHead | undefined; invoice?: InvoiceFacts | undefined },
): Row => {
  const { item, head, invoice } = of;
  const position =
    invoice === undefined || invoice.closedAs !== undefined || head === undefined
      ? undefined
      : positionOf({
          now,
          invoice,
          policy: selectPolicy(company.policies, head),
          calendar: company.calendar,
          zone: zoneOfHead(head, company),
        });
  const today = localDay(now, company.settings.timeZone);
  return { ...of, position, gain: gainOf(stakeNow(item, invoice, position), today) };
};

/**
 * A page of one list, or of several as if they were one: a request of the index for each list, side by side, which names
 * what is on it and by what it is ordered, and one batch for what is shown. What was closed, or moved to another list, in
 * the moment between is left out.
 */
export const listRows = async (
  platform: Platform,
  company: Company,
  lists: readonly string[],
  page: number,
): Promise<Listed> => {
  const { table, clock } = platform;
  const now = clock.now();
  const found = await Promise.all(lists.map((list) => table.queryIndex('work', list)));
  const counts = new Map(lists.map((list, index) => [list, found[index]!.items.length]));
  const all = found.flatMap(({ items }) => items.map(entryOf));
  const entries = byEntry(all, localDay(now, company.settings.timeZone));
  const chosen = entries.slice((page - 1) * ROWS, page * ROWS);
  const keys = new Map<string, Key>();
  for (const entry of chosen) for (const key of keysOf(entry)) keys.set(idOf(key), key);
  const read = keys.size === 0 ? [] : await table.batchGet([...keys.values()]);
  const items = new Map(read.flatMap((item): [string, Item][] => (item === undefined ? [] : [[idOf(item), item]])));
  const at = <T>(key: Key): T | undefined => items.get(idOf(key)) as T | undefined;
  const rows = chosen.flatMap((entry): Row[] => {
    const item = at<WorkItem>(entry);
    if (item === undefined || item.closedAt !== undefined || item.work === undefined) return [];
    if (!counts.has(listOf(item))) return [];
    const { customerId, invoiceId } = item;
    const head = customerId === undefined ? undefined : at<CustomerHead>(headKey(customerId));
    const invoice =
      customerId === undefined || invoiceId === undefined
        ? undefined
        : at<InvoiceFacts>(invoiceKey(customerId, invoiceId));
    return [rowOf(company, now, { item, head, invoice })];
  });
  rows.sort((a, b) => b.gain.score - a.gain.score);
  const hasMore = page * ROWS < entries.length || found.some(({ next }) => next !== undefined);
  return { rows, open: entries.length, counts, hasMore };
};

/** What was closed, with what is said of it. */
export interface Done {
  at: string;
  item: WorkItem;
  customer?: string | undefined;
  invoice?: InvoiceFacts | undefined;
}

/** As many of what was done today are shown; a batch reads a hundred items. */
const MOST_DONE = 30;

/** What the latest entries of what was done are about, in one request. */
export const doneRows = async ({ table }: Platform, entries: readonly Entry[]): Promise<Done[]> => {
  const keys = new Map<string, Key>();
  for (const entry of entries.slice(-MOST_DONE)) for (const key of keysOf(entry)) keys.set(idOf(key), key);
  const read = keys.size === 0 ? [] : await table.batchGet([...keys.values()]);
  const items = new Map(read.flatMap((item): [string, Item][] => (item === undefined ? [] : [[idOf(item), item]])));
  const at = <T>(key: Key): T | undefined => items.get(idOf(key)) as T | undefined;
  return entries.flatMap((entry): Done[] => {
    const { customerId, invoiceId } = entry;
    const item = at<WorkItem>(entry);
    if (item === undefined) return [];
    if (customerId === undefined) return [{ at: entry.at, item }];
    const customer = at<CustomerHead>(headKey(customerId))?.name;
    const invoice = invoiceId === undefined ? undefined : at<InvoiceFacts>(invoiceKey(customerId, invoiceId));
    return [{ at: entry.at, item, customer, invoice }];
  });
};

/** The address of an item's page. The customer's id spares a look for whose it is. */
export const itemPath = ({ itemId, customerId }: Pick<WorkItem, 'itemId' | 'customerId'>): string =>
  customerId === undefined ? `/items/${itemId}` : `/items/${itemId}?of=${customerId}`;
