import type { LetterRecord } from '../correspondence/letter-record.ts';
import { balanceOf, isOpen } from '../ledger/balance.ts';
import {
  type CustomerHead,
  customerPartition,
  headKey,
  INVOICES,
  type InvoiceFacts,
  invoiceIdOf,
  isFacts,
} from '../ledger/entities.ts';
import { type Case, isStep, type StepRecord } from '../lifecycle/entities.ts';
import { assemble } from '../lifecycle/load-case.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item } from '../platform/ports.ts';
import { type Position, positionOf } from '../policy/case-facts.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import type { Decision } from '../policy/decision.ts';
import type { WorkItem } from '../work-list/item.ts';

/** An invoice with its case and the records of its steps, in every cycle. */
export interface AccountInvoice {
  invoice: InvoiceFacts;
  found?: Case | undefined;
  steps: StepRecord[];
}

/** What is read of an account for its page. */
export interface AccountView {
  head: CustomerHead;
  /** The payer where it is another, and whom it pays for; undefined where they were not read. */
  family: ReadonlyMap<string, CustomerHead>;
  invoices: AccountInvoice[];
  items: WorkItem[];
  letters: LetterRecord[];
  /** Where the next part begins; undefined where all of it was read. */
  next?: string;
}

/** A page of an account that is read in 50 ms: about 150 invoices with their steps, and fewer bytes than a page holds. */
const ITEMS_AT_ONCE = 1_000;
/** Names of the family are read in one batch. */
const MOST_OF_FAMILY = 99;
/** Items of an account that is longer than a page. */
const ITEMS_OF_PART = 60;

const gather = (
  found: readonly Item[],
): Pick<AccountView, 'invoices' | 'items' | 'letters'> & { head?: CustomerHead } => {
  const invoices = new Map<string, Partial<AccountInvoice> & { steps: StepRecord[] }>();
  const items: WorkItem[] = [];
  const letters: LetterRecord[] = [];
  let head: CustomerHead | undefined;
  for (const item of found) {
    const invoiceId = invoiceIdOf(item.sk);
    if (invoiceId !== undefined) {
      const entry = invoices.get(invoiceId) ?? { steps: [] };
      invoices.set(invoiceId, entry);
      if (isStep(item)) entry.steps.push(item as StepRecord);
      else if (isFacts(item)) entry.invoice = item as InvoiceFacts;
      else entry.found = item as Case;
    } else if (item.sk.startsWith('ITEM#')) items.push(item as WorkItem);
    else if (item.sk.startsWith('LETTER#')) letters.push(item as LetterRecord);
    else if (item.sk === 'HEAD') head = item as CustomerHead;
  }
  const whole = [...invoices.values()].filter((entry): entry is AccountInvoice => entry.invoice !== undefined);
  return { invoices: whole, items, letters, ...(head === undefined ? {} : { head }) };
};

/**
 * Reads an account in two requests: a page of its partition, which holds all of an ordinary one, and then the names of its
 * family, or of a long one its items. `from` names the part of a long account. Undefined where there is no such customer.
 */
export const readAccount = async (
  { table }: Platform,
  customerId: string,
  from?: string,
): Promise<AccountView | undefined> => {
  const partition = customerPartition(customerId);
  const page = await table.query(partition, '', from, ITEMS_AT_ONCE);
  const { head: first, ...read } = gather(page.items);
  if (from !== undefined) {
    const head = first ?? ((await table.get(headKey(customerId))) as CustomerHead | undefined);
    return head === undefined ? undefined : { head, family: new Map(), ...read, ...nextOf(page.next) };
  }
  if (first === undefined) return undefined;
  const members = first.parent === undefined ? first.children : [first.parent];
  if (page.next?.startsWith(INVOICES) === true) {
    const { items } = await table.query(partition, 'ITEM#', undefined, ITEMS_OF_PART);
    return { head: first, family: new Map(), ...read, items: items as WorkItem[], ...nextOf(page.next) };
  }
  const family = new Map<string, CustomerHead>();
  if (members.length > 0) {
    const heads = await table.batchGet(members.slice(0, MOST_OF_FAMILY).map(headKey));
    for (const head of heads as (CustomerHead | undefined)[]) if (head !== undefined) family.set(head.customerId, head);
  }
  return { head: first, family, ...read, ...nextOf(page.next) };
};

const nextOf = (next: string | undefined): { next?: string } => (next === undefined ? {} : { next });

/** Where an invoice stands now, and why; the last decision where its payer was not read. */
export interface Stand {
  position: Position;
  decision: Decision | undefined;
}

export const standOf = async (
  platform: Platform,
  company: Company,
  of: AccountInvoice & { head: CustomerHead; payer: CustomerHead | undefined },
): Promise<Stand> => {
  const { invoice, found, steps, head, payer } = of;
  const facts = await assemble(platform, company, {
    customer: head,
    payer: payer ?? head,
    invoice,
    case: found,
    steps,
  });
  const position = positionOf(facts);
  if (payer === undefined || head.applying !== undefined || payer.applying !== undefined)
    return { position, decision: found?.decision };
  return { position, decision: chooseNextStep(facts) };
};

/** The payer of an account, where it was read. */
export const payerOf = ({ head, family }: Pick<AccountView, 'head' | 'family'>): CustomerHead | undefined =>
  head.parent === undefined ? head : family.get(head.parent);

/** What an account owes in each currency, and how much of it is past its day; minor units. */
export const totalsOf = (
  invoices: readonly AccountInvoice[],
  today: string,
): Map<string, { owed: number; overdue: number }> => {
  const totals = new Map<string, { owed: number; overdue: number }>();
  for (const { invoice } of invoices) {
    if (!isOpen(invoice) || invoice.closedAs !== undefined) continue;
    const total = totals.get(invoice.currency) ?? { owed: 0, overdue: 0 };
    const balance = balanceOf(invoice);
    total.owed += balance;
    if (invoice.dueOn !== undefined && invoice.dueOn < today) total.overdue += balance;
    totals.set(invoice.currency, total);
  }
  return totals;
};

export const isOnAccount = ({ invoice }: AccountInvoice): boolean => isOpen(invoice) && invoice.closedAs === undefined;
