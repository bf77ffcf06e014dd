import type { LetterRecord } from '../correspondence/letter-record.ts';
import { recipientsOf } from '../correspondence/recipients.ts';
import { type CustomerHead, customerPartition, headKey, INVOICES } from '../ledger/entities.ts';
import { assemble } from '../lifecycle/load-case.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Table } from '../platform/ports.ts';
import { type CaseFacts, type Position, positionOf } from '../policy/case-facts.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import type { Decision } from '../policy/decision.ts';
import type { WorkItem } from '../work-list/item.ts';
import { type Children, readChildren } from './account-family.ts';
import { type AccountInvoice, type AccountRecords, BEFORE_HEAD, recordsIn, wholePart } from './account-records.ts';

/** What is read of an account for its page. */
export interface AccountView {
  head: CustomerHead;
  /** The payer where it is another, and those of its customers that stand on this page. */
  family: ReadonlyMap<string, CustomerHead>;
  /** Of a payer also those of its customers; so are items and letters. */
  invoices: AccountInvoice[];
  items: WorkItem[];
  letters: LetterRecord[];
  /** Of a payer whose customers were read. */
  children?: Children;
  /** Where the next part begins; undefined where all of it was read. */
  next?: string;
}

/** A page of an account that is read in 50 ms: about 150 invoices with their steps, and fewer bytes than a page holds. */
const ITEMS_AT_ONCE = 1_000;
/** Items of an account that is longer than a page. */
const ITEMS_OF_PART = 60;

/** Which part of an account is asked for: nothing for its beginning. */
export interface Part {
  /** Where the part of a long account begins. */
  from?: string | undefined;
  /** The page of a payer's customers, from 1 on; then the payer's own invoices are left out. */
  customers?: number | undefined;
}

const withChildren = async (
  table: Table,
  head: CustomerHead,
  own: AccountRecords,
  page: number,
): Promise<AccountView> => {
  const { members, ...children } = await readChildren(table, head, page);
  return {
    head,
    children,
    family: new Map(members.map((member) => [member.head.customerId, member.head])),
    invoices: [...own.invoices, ...members.flatMap(({ invoices }) => invoices)],
    items: [...own.items, ...members.flatMap(({ items }) => items)],
    letters: [...own.letters, ...members.flatMap(({ letters }) => letters)],
  };
};

/**
 * Reads an account in two requests: a page of its partition, which holds all of an ordinary one, and then its payer, or of
 * a long one its items. A payer's customers are read with it, each in one request and all of a page at once; those of a
 * long one on pages of their own. Undefined where there is no such customer.
 */
export const readAccount = async (
  { table }: Platform,
  customerId: string,
  { from, customers }: Part = {},
): Promise<AccountView | undefined> => {
  const partition = customerPartition(customerId);
  if (customers !== undefined) {
    const head = (await table.get(headKey(customerId))) as CustomerHead | undefined;
    return head === undefined ? undefined : withChildren(table, head, recordsIn([]), customers);
  }
  const page = wholePart(await table.query(partition, '', from ?? BEFORE_HEAD, ITEMS_AT_ONCE));
  const { head: first, ...read } = recordsIn(page.items);
  if (from !== undefined) {
    const head = first ?? ((await table.get(headKey(customerId))) as CustomerHead | undefined);
    return head === undefined ? undefined : { head, family: new Map(), ...read, ...nextOf(page.next) };
  }
  if (first === undefined) return undefined;
  if (page.next?.startsWith(INVOICES) === true) {
    const { items } = await table.query(partition, 'ITEM#', undefined, ITEMS_OF_PART);
    return { head: first, family: new Map(), ...read, items: items as WorkItem[], ...nextOf(page.next) };
  }
  if (first.parent === undefined && first.children.length > 0)
    return { ...(await withChildren(table, first, read, 1)), ...nextOf(page.next) };
  const payer = first.parent === undefined ? undefined : await table.get(headKey(first.parent));
  const family = payer === undefined ? [] : [[first.parent!, payer as CustomerHead] as const];
  return { head: first, family: new Map(family), ...read, ...nextOf(page.next) };
};

const nextOf = (next: string | undefined): { next?: string } => (next === undefined ? {} : { next });

/** Where an invoice stands now, and why; the last decision where its payer was not read. */
export interface Stand {
  position: Position;
  decision: Decision | undefined;
  /** A letter comes next, and nobody can be written to. */
  lacksContact?: true;
}

const lacksContact = ({ payer, policy }: CaseFacts, { next }: Decision): boolean => {
  const kind = policy?.steps.find(({ id }) => id === next?.step)?.kind;
  return (kind === 'reminder' || kind === 'check-in') && recipientsOf(payer, 'billing').length === 0;
};

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
  const decision = chooseNextStep(facts);
  return { position, decision, ...(lacksContact(facts, decision) ? { lacksContact: true as const } : {}) };
};

/** The customer of the page, or one of its family; undefined where they were not read. */
export const memberOf = (
  { head, family }: Pick<AccountView, 'head' | 'family'>,
  customerId: string,
): CustomerHead | undefined => (customerId === head.customerId ? head : family.get(customerId));

/** Who gets the letters of a customer of the page, where it was read. */
export const payerOf = (view: Pick<AccountView, 'head' | 'family'>, of = view.head): CustomerHead | undefined =>
  of.parent === undefined ? of : memberOf(view, of.parent);
