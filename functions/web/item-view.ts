import { contactsOf } from '../correspondence/recipients.ts';
import {
  type CustomerHead,
  customerPartition,
  headKey,
  type InvoiceFacts,
  invoiceKey,
  isFacts,
  prefixOf,
} from '../ledger/entities.ts';
import { type Case, isStep, type StepRecord } from '../lifecycle/entities.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item } from '../platform/ports.ts';
import { itemKey, itemPointerKey, type WorkItem } from '../work-list/item.ts';

/** An item with its customer, and with all that is known of its invoice. */
export interface ItemView {
  item: WorkItem;
  head?: CustomerHead | undefined;
  /** Whom to write to and call for a customer that has nobody of its own. */
  payer?: CustomerHead | undefined;
  invoice?: InvoiceFacts | undefined;
  found?: Case | undefined;
  steps: StepRecord[];
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;
export const isId = (text: string | undefined): text is string => text !== undefined && ID.test(text);

/** Whose item it is: as the address says, else as its pointer does. */
const ownerOf = async ({ table }: Platform, itemId: string): Promise<string | undefined> =>
  ((await table.get(itemPointerKey(itemId))) as (Item & { customerId?: string }) | undefined)?.customerId;

/**
 * Reads an item and what it is about: two requests where the address says whose it is, and one more otherwise; at the same
 * time another for the payer of a customer without contacts of its own. Undefined where there is no such item, also where it is another customer's than the address says.
 */
export const readItem = async (
  platform: Platform,
  itemId: string,
  of: string | undefined,
): Promise<ItemView | undefined> => {
  const { table } = platform;
  const customerId = of ?? (await ownerOf(platform, itemId));
  const keys = [itemKey(customerId, itemId), ...(customerId === undefined ? [] : [headKey(customerId)])];
  const [item, head] = (await table.batchGet(keys)) as [WorkItem | undefined, CustomerHead | undefined];
  if (item === undefined) return undefined;
  const parent = head !== undefined && contactsOf(head).length === 0 ? head.parent : undefined;
  const [payer, about] = await Promise.all([
    parent === undefined ? undefined : (table.get(headKey(parent)) as Promise<CustomerHead | undefined>),
    customerId === undefined || item.invoiceId === undefined
      ? { steps: [] }
      : readInvoice(platform, customerId, item.invoiceId),
  ]);
  return { item, head, payer, ...about };
};

/** Everything about one invoice, in one request where it fits a page. */
export const readInvoice = async (
  { table }: Platform,
  customerId: string,
  invoiceId: string,
): Promise<Pick<ItemView, 'invoice' | 'found' | 'steps'>> => {
  const read: Pick<ItemView, 'invoice' | 'found' | 'steps'> = { steps: [] };
  for (const each of await everyItem(table, customerPartition(customerId), prefixOf(invoiceId)))
    if (isStep(each)) read.steps.push(each as StepRecord);
    else if (isFacts(each)) read.invoice = each as InvoiceFacts;
    else read.found = each as Case;
  return read;
};

/** The facts of an item's invoice, for what is decided about it. */
export const readForAct = async (platform: Platform, itemId: string): Promise<ItemView | undefined> => {
  const { table } = platform;
  const pointer = (await table.get(itemPointerKey(itemId))) as (Item & { customerId?: string }) | undefined;
  if (pointer === undefined) return undefined;
  const { customerId } = pointer;
  const item = (await table.get(itemKey(customerId, itemId))) as WorkItem | undefined;
  if (item === undefined || customerId === undefined) return item === undefined ? undefined : { item, steps: [] };
  const keys = [headKey(customerId), ...(item.invoiceId === undefined ? [] : [invoiceKey(customerId, item.invoiceId)])];
  const [head, invoice] = (await table.batchGet(keys)) as [CustomerHead | undefined, InvoiceFacts | undefined];
  return { item, head, invoice, steps: [] };
};
