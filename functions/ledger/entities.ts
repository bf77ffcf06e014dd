import type { Item, Key } from '../platform/ports.ts';
import { placeOfCustomer } from '../platform/shard.ts';
import type { Contact } from './contract.ts';

/** What the table holds about customers and invoices. Amounts are integers of minor units. */

export interface Instalment {
  dueOn: string;
  amount: number;
}

export interface Hold {
  holdId: string;
  reason: string;
  owner: string;
  /** The hold ends at 00:00 local on this date. */
  until: string;
  placedAt: string;
  /** Who placed and who lifted it, where it was a person. */
  placedBy?: string;
  liftedBy?: string;
  liftedAt?: string;
  /** Set when the end was reached and its owner got the item. */
  endedAt?: string;
}

export interface UnappliedMoney {
  currency: string;
  amount: number;
}

/** A letter that is claimed, or was the last one claimed, for a payer. */
export interface Claim {
  letterId: string;
  attempt: string;
  at: string;
  status: 'reserved' | 'sent' | 'failed' | 'unknown';
  currency: string;
  /** Its delivery was reported before its end was recorded. */
  deliveredAt?: string;
  /** Keys (`sk`) of the steps and notices in it, each with the customer whose partition holds it. */
  steps: [customerId: string, sk: string][];
}

/** The head of a customer: one item, and for a payer the unit of consistency for sending. */
export interface CustomerHead extends Item {
  customerId: string;
  /** False for a customer of whom only an event is known so far. */
  known: boolean;
  name: string;
  segment: string;
  timeZone?: string;
  locale?: string;
  parent?: string;
  children: string[];
  accountOwner?: string;
  tags: string[];
  fixedIncome: boolean;
  /** As the ledger last gave them. */
  contacts: Contact[];
  /** What a person entered; stands until the ledger's own contacts change. */
  correctedContacts?: Contact[];
  /** The contacts that counted before those were entered. */
  contactsBefore?: readonly Contact[];
  recordAt: string;
  recordEvent: string;
  badAddresses: Record<string, 'bounced' | 'complained'>;
  holds: Record<string, Hold>;
  /** Its name and contacts, as they count now, were entered where a search finds them. */
  findable?: boolean;
  /** Payments and credits of this customer with money that no invoice has yet. */
  unapplied: Record<string, UnappliedMoney>;
  /** Its own earliest invoice that is neither draft nor void. */
  firstInvoice?: { issuedOn: string; invoiceId: string };
  factsVersion: number;
  headVersion: number;
  applying?: string;
  claim?: Claim;
  /** Letters of the last seven days, for the cap: local date and letter. */
  recent: [on: string, letterId: string, kind: string][];
  /** Message ids of the thread with this payer, newest last, at most ten. */
  thread: string[];
  /** How often the links in this payer's letters were revoked; absent: never. */
  linkRevision?: number;
  /** Whom the page was asked to write to from now on, until somebody confirms it from the present address. */
  askedContact?: { requestId: string; name: string; email: string; askedAt: string };
  /** When somebody of this payer last said that all is well. */
  saidWell?: { at: string; by: string };
  v: number;
}

export interface AppliedPayment {
  amount: number;
  receivedOn: string;
  at: string;
  reversedAt?: string;
}

export interface AppliedCredit {
  amount: number;
  at: string;
  cancelledAt?: string;
}

/** What a department that was pulled in is asked to do about an issue; how it stands says its item. */
export interface IssueTask {
  taskId: string;
  department: string;
  title: string;
  askedAt: string;
  by: string;
}

export interface Issue {
  issueId: string;
  category: string;
  description: string;
  disputedAmount?: number;
  raisedAt: string;
  takenUpAt?: string;
  resolvedAt?: string;
  outcome?: string;
  credit?: number;
  rootCause?: string;
  correctiveAction?: string;
  /** Who raised it, took it up and solved it: a staff id, `customer` or `system`. */
  raisedBy?: string;
  takenUpBy?: string;
  resolvedBy?: string;
  /** By task. */
  tasks?: Record<string, IssueTask>;
  /** It was raised by mistake: it counts as solved, and nobody was told. */
  withdrawnAt?: string;
  withdrawnReason?: string;
  /** Whether it stopped the letters: everything that was owed was disputed. */
  stopped?: boolean;
}

export interface PromiseToPay {
  promiseId: string;
  amount: number;
  promisedOn: string;
  madeAt: string;
  /** Who recorded it: a staff id, or `customer`. */
  by?: string;
}

export interface Plan {
  planId: string;
  agreedAt: string;
  by?: string;
  instalments: Instalment[];
  /** The plan in force before it; it counts again where this one is withdrawn. */
  before?: Plan;
}

/** When something that was recorded was taken back, and by whom. */
export interface Withdrawn {
  withdrawnAt: string;
  withdrawnBy?: string;
  withdrawnReason?: string;
}

export interface ApprovalDecision {
  eventId: string;
  at: string;
  by: string;
  action: string;
  decision: 'approve' | 'reject' | 'wait';
  approvalId?: string;
  amount?: number;
  reason?: string;
  until?: string;
}

/** Everything known about one invoice: facts only, written only by the recorder of events. */
export interface InvoiceFacts extends Item {
  invoiceId: string;
  customerId: string;
  number: string;
  issuedOn: string;
  dueOn?: string;
  amount: number;
  currency: string;
  status: 'draft' | 'sent';
  installedOn?: string;
  kind: 'standard' | 'deposit';
  site?: string;
  purchaseOrder?: string;
  lines?: { description: string; site?: string; amount: number }[];
  instalments?: Instalment[];
  /** The record that won: greater `at`, then greater event id. */
  recordAt: string;
  recordEvent: string;
  voidedAt?: string;
  payments: Record<string, AppliedPayment>;
  credits: Record<string, AppliedCredit>;
  issues: Record<string, Issue>;
  promises: Record<string, PromiseToPay>;
  plan?: Plan;
  /** Promises and plans that were taken back, by id: they count for nothing. */
  withdrawnPromises?: Record<string, PromiseToPay & Withdrawn>;
  withdrawnPlans?: Record<string, Plan & Withdrawn>;
  /** When the customer last asked for instalments beyond what they may agree by themselves. */
  askedForPlanAt?: string;
  holds: Record<string, Hold>;
  decisions: ApprovalDecision[];
  /** Tasks that a person said were done, by step or item id. */
  tasksDone: Record<string, string>;
  /** What came of the last task of which somebody said something; its step where the policy wanted it, else its item. */
  lastSaid?: { step?: string; task?: string; at: string; by: string; note: string };
  /** A newer policy that somebody moved this case to; `source` of the act, by which its repeat is known. */
  movedTo?: { policyId: string; version: number; at: string; cycle?: number; source?: string };
  /** Set when an approved action closed the case; balances are the books' business. */
  closedAs?: { how: 'written-off' | 'handed-over'; at: string; amount: number };
  cycle: number;
  /** When the payment that had settled it was reversed. */
  reversedAt?: string;
  settledAt?: string;
  v: number;
}

/** Money that waits for an invoice that is not known yet. */
export interface UnmatchedMoney extends Item {
  invoiceId: string;
  payments: Record<string, AppliedPayment & { currency: string; customerId: string }>;
  /** Ids of credits, by the event that applied them. */
  credits: Record<string, string>;
  v: number;
}

export const customerPartition = (customerId: string): string => `C#${customerId}`;
export const headKey = (customerId: string): Key => ({ pk: customerPartition(customerId), sk: 'HEAD' });
/** All items about the invoices of a customer, and all about one of them: facts, case, steps. One read brings all. */
export const INVOICES = 'INVOICE#';
export const prefixOf = (invoiceId: string): string => `${INVOICES}${invoiceId}#`;
/** Whether an item found under `INVOICES` holds the facts of an invoice. */
export const isFacts = ({ sk }: Key): boolean => sk.endsWith('#FACTS') && sk.split('#').length === 3;
/** The invoice that an item found under `INVOICES` is about; undefined for any other item. */
export const invoiceIdOf = (sk: string): string | undefined => (sk.startsWith(INVOICES) ? sk.split('#')[1] : undefined);
export const invoiceKey = (customerId: string, invoiceId: string): Key => ({
  pk: customerPartition(customerId),
  sk: `${prefixOf(invoiceId)}FACTS`,
});
export const ownerKey = (invoiceId: string): Key => ({ pk: `I#${invoiceId}`, sk: 'OWNER' });
export const unmatchedKey = (invoiceId: string): Key => ({ pk: `I#${invoiceId}`, sk: 'UNMATCHED' });
export const paymentKey = (paymentId: string): Key => ({ pk: `P#${paymentId}`, sk: 'PAYMENT' });
export const creditKey = (creditId: string): Key => ({ pk: `R#${creditId}`, sk: 'CREDIT' });
export const issueKey = (issueId: string): Key => ({ pk: `S#${issueId}`, sk: 'ISSUE' });
export const holdKey = (holdId: string): Key => ({ pk: `H#${holdId}`, sk: 'HOLD' });
export const markerKey = (source: string, id: string): Key => ({ pk: `E#${source}#${id}`, sk: 'EVENT' });
export const COMPANY = 'COMPANY';
export const feedKey: Key = { pk: COMPANY, sk: 'FEED' };

/** The customer whose letters and caps count: the parent, else the customer itself. */
export const payerIdOf = (head: Pick<CustomerHead, 'customerId' | 'parent'>): string => head.parent ?? head.customerId;

/** A head for a customer of whom nothing is known but the id. */
export const unknownHead = (customerId: string): CustomerHead => ({
  ...headKey(customerId),
  ...placeOfCustomer(customerId, customerId),
  customerId,
  known: false,
  name: customerId,
  segment: '',
  children: [],
  tags: [],
  fixedIncome: false,
  contacts: [],
  recordAt: '',
  recordEvent: '',
  badAddresses: {},
  holds: {},
  unapplied: {},
  factsVersion: 0,
  headVersion: 0,
  recent: [],
  thread: [],
  v: 0,
});
