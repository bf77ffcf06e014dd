import { balanceOf, instalmentsOf } from '../ledger/balance.ts';
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

/**
 * The demands of an invoice with what is open of each (domain rule 18): payments fill the oldest instalment first, and
 * what a plan leaves uncovered stays due with the invoice's own date.
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
  const parts = split.parts
    .map((part, index) => ({ id: `${split.id}-${index + 1}`, dueDay: toDay(part.dueOn), open: part.amount }))
    .sort((a, b) => a.dueDay - b.dueDay);
  const planned = parts.reduce((sum, part) => sum + part.open, 0);
  let paid = Math.max(planned - balance, 0);
  for (const part of parts) {
    const filled = Math.min(paid, part.open);
    part.open -= filled;
    paid -= filled;
  }
  const rest = balance - planned;
  return rest > 0 && dueDay !== undefined ? [...parts, { id: INVOICE_DEMAND, dueDay, open: rest }] : parts;
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
