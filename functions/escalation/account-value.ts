import { balanceOf, isOpen } from '../ledger/balance.ts';
import type { InvoiceFacts } from '../ledger/entities.ts';
import { fromDay, toDay } from '../platform/civil-date.ts';

/** What an account is worth, for whoever decides about one of its invoices. Amounts are minor units. Pure. */
export interface AccountValue {
  /** Invoices that were sent and are not void, in the currency of the one that is decided about. */
  invoices: number;
  /** The day on which the first of them was issued, `YYYY-MM-DD`. */
  since: string | undefined;
  /** Issued, and received, in the 365 days up to today. */
  invoiced: number;
  paid: number;
  open: number;
  overdue: number;
  /** The root causes of its solved issues, the most frequent first; at most five. */
  causes: { rootCause: string; number: number }[];
  /** Not every invoice was looked at: the figures are at least these. */
  partial: boolean;
}

const YEAR_DAYS = 365;
const MOST_CAUSES = 5;

const receivedSince = (invoice: InvoiceFacts, since: string): number => {
  let sum = 0;
  for (const id in invoice.payments) {
    const { amount, receivedOn, reversedAt } = invoice.payments[id]!;
    if (reversedAt === undefined && receivedOn > since) sum += amount;
  }
  return sum;
};

const causesOf = (invoices: readonly InvoiceFacts[]): AccountValue['causes'] => {
  const numbers = new Map<string, number>();
  for (const { issues } of invoices)
    for (const id in issues) {
      const cause = issues[id]!.rootCause;
      if (cause !== undefined) numbers.set(cause, (numbers.get(cause) ?? 0) + 1);
    }
  return [...numbers]
    .map(([rootCause, number]) => ({ rootCause, number }))
    .sort((a, b) => b.number - a.number || (a.rootCause < b.rootCause ? -1 : 1))
    .slice(0, MOST_CAUSES);
};

/** `today` is a day since 1970 in the customer's zone. An invoice without a due date is not overdue. */
export const accountValueOf = (
  invoices: readonly InvoiceFacts[],
  currency: string,
  today: number,
  partial: boolean,
): AccountValue => {
  const counted = invoices.filter(
    (invoice) => invoice.currency === currency && invoice.status === 'sent' && invoice.voidedAt === undefined,
  );
  const yearAgo = fromDay(today - YEAR_DAYS);
  const value: AccountValue = {
    invoices: counted.length,
    since: undefined,
    invoiced: 0,
    paid: 0,
    open: 0,
    overdue: 0,
    causes: causesOf(invoices),
    partial,
  };
  for (const invoice of counted) {
    if (value.since === undefined || invoice.issuedOn < value.since) value.since = invoice.issuedOn;
    if (invoice.issuedOn > yearAgo) value.invoiced += invoice.amount;
    value.paid += receivedSince(invoice, yearAgo);
    if (!isOpen(invoice) || invoice.closedAs !== undefined) continue;
    value.open += balanceOf(invoice);
    if (invoice.dueOn !== undefined && toDay(invoice.dueOn) < today) value.overdue += balanceOf(invoice);
  }
  return value;
};
