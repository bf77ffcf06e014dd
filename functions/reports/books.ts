/**
 * What the reports read: the facts of one reporting currency, all amounts in its minor units, all dates `YYYY-MM-DD`.
 * A day means the end of that day: what happened on it has happened.
 */

/** Money that settles an invoice: payments and applied credits above zero, their reversals below zero. */
export interface Settlement {
  /** The day of the payment, of the credit, or of the reversal. */
  on: string;
  amount: number;
}

/** A part of an invoice that is contested. */
export interface Dispute {
  /** The first day on which the amount counts as disputed. */
  from: string;
  /** The day of the solution, from which the amount counts as undisputed again; absent while the issue is open. */
  to?: string;
  amount: number;
}

/**
 * One demand and what became of it. Drafts, voided invoices and other currencies are not handed in. An invoice with
 * instalments is handed in as one history per instalment (same `invoiceId` and `issuedOn`, own `dueOn` and `amount`),
 * so that each part ages by its own date.
 */
export interface InvoiceHistory {
  invoiceId: string;
  /** As it is shown, and whose it is, for the lists behind the sums. */
  number?: string;
  customerId?: string;
  issuedOn: string;
  /** Absent where neither the invoice nor the policy's terms give one; such an invoice never becomes overdue. */
  dueOn?: string;
  amount: number;
  settlements: readonly Settlement[];
  /**
   * The write-off that was decided. It changes no balance by itself: the books answer with a credit, which stands
   * among the settlements.
   */
  writtenOff?: { on: string; amount: number };
  disputed?: readonly Dispute[];
}

/** A promise to pay and what was paid on it. */
export interface PromiseOutcome {
  promiseId: string;
  invoiceId: string;
  amount: number;
  /** What came in on it until it was decided; more than `amount` counts as `amount`. */
  paid: number;
  /** The day on which the payments, or the end of its grace, decided it; absent while it is open. */
  decidedOn?: string;
  /** How much of `amount` was in dispute on that day. */
  disputed?: number;
}

/** An issue, from the day it was raised to its solution. */
export interface IssueHistory {
  issueId: string;
  invoiceId: string;
  category: string;
  /** What was disputed; where the issue named no amount, what was owed on the day it was raised. */
  amount: number;
  raisedOn: string;
  /** Present when it is solved, with its root cause. */
  resolved?: { on: string; rootCause: string };
}

/** Everything that the reports need, of invoices in `currency` (ISO 4217) only. */
export interface Books {
  currency: string;
  invoices: readonly InvoiceHistory[];
  promises: readonly PromiseOutcome[];
  issues: readonly IssueHistory[];
}

/** Which amounts a figure counts: everything, or only what is not disputed on the day that is looked at. */
export type Scope = 'all' | 'undisputed';
