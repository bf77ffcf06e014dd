import { balanceOf, instalmentsOf, settledSince } from '../ledger/balance.ts';
import type { InvoiceFacts } from '../ledger/entities.ts';
import { toDay } from '../platform/civil-date.ts';
import type { Policy } from './contract.ts';

/** A demand is what a step belongs to: the invoice, or one instalment of it. */
export interface Demand {
  id: string;
  /** Days since 1970; absent where neither the invoice nor the policy's terms give a date. */
  dueDay?: number;
  /** Minor units still open of this demand. */
  open: number;
}

export const INVOICE_DEMAND = 'invoice';

/** The day an invoice is due: its own date, else the policy's terms after the day of issue. */
export const dueDayOf = (invoice: InvoiceFacts, policy: Policy | undefined): number | undefined => {
  if (invoice.dueOn !== undefined) return toDay(invoice.dueOn);
  const days = policy?.terms?.dueDays;
  return days === undefined ? undefined : toDay(invoice.issuedOn) + days;
};

/** What was open when the instalments in force were agreed: all of an invoice that was billed in parts. Minor units. */
const openAtFirst = (invoice: InvoiceFacts, balance: number): number =>
  invoice.plan === undefined ? invoice.amount : balance + settledSince(invoice, invoice.plan.agreedAt);

/**
 * The demands of an invoice with what is open of each (domain rule 18): what a plan leaves uncovered stays due with the
 * invoice's own date, and payments fill the oldest first.
 */
export const demandsOf = (invoice: InvoiceFacts, policy: Policy | undefined): Demand[] => {
  const balance = Math.max(balanceOf(invoice), 0);
  const dueDay = dueDayOf(invoice, policy);
  const split = instalmentsOf(invoice);
  if (split === undefined) {
    return [
      dueDay === undefined ? { id: INVOICE_DEMAND, open: balance } : { id: INVOICE_DEMAND, dueDay, open: balance },
    ];
  }
  const demands = split.parts.map((part, index) => ({
    id: `${split.id}-${index + 1}`,
    dueDay: toDay(part.dueOn),
    open: part.amount,
  }));
  const planned = demands.reduce((sum, part) => sum + part.open, 0);
  const uncovered = Math.max(openAtFirst(invoice, balance) - planned, 0);
  if (uncovered > 0 && dueDay !== undefined) demands.push({ id: INVOICE_DEMAND, dueDay, open: uncovered });
  demands.sort((a, b) => a.dueDay - b.dueDay);
  let paid = Math.max(planned + uncovered - balance, 0);
  for (const demand of demands) {
    const filled = Math.min(paid, demand.open);
    demand.open -= filled;
    paid -= filled;
  }
  return demands.filter(({ id, open }) => id !== INVOICE_DEMAND || open > 0);
};

/** The demands that a promise leaves something of: it is to pay the oldest first, as payments do. Minor units. */
export const unpromised = (demands: readonly Demand[], promised: number): Demand[] => {
  let left = promised;
  return demands.filter(({ open }) => {
    const covered = Math.min(left, open);
    left -= covered;
    return covered < open;
  });
};

/** What is open of the demands whose day has passed. Minor units. */
export const overdueOf = (demands: readonly Demand[], today: number): number => {
  let sum = 0;
  for (const { dueDay, open } of demands) if (dueDay !== undefined && dueDay < today) sum += open;
  return sum;
};

/** The date from which days overdue count: of instalments, the oldest that is still open. */
export const oldestOpenDueDay = (demands: readonly Demand[]): number | undefined => {
  let oldest: number | undefined;
  for (const demand of demands)
    if (demand.open > 0 && demand.dueDay !== undefined && (oldest === undefined || demand.dueDay < oldest))
      oldest = demand.dueDay;
  return oldest;
};
