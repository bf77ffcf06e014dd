import { startOfDay } from '../platform/zone.ts';
import type { CustomerHead, Hold, Instalment, InvoiceFacts } from './entities.ts';

/** What an invoice stands at, from its facts alone. Amounts are minor units; balances do not depend on order. */

/** All that counts against the invoice: payments that stand and credits that stand. */
const settledAmount = (invoice: Pick<InvoiceFacts, 'payments' | 'credits'>): number => {
  let sum = 0;
  for (const id in invoice.payments) {
    const payment = invoice.payments[id]!;
    if (payment.reversedAt === undefined) sum += payment.amount;
  }
  for (const id in invoice.credits) {
    const credit = invoice.credits[id]!;
    if (credit.cancelledAt === undefined) sum += credit.amount;
  }
  return sum;
};

/** What came in after an instant and stands: payments and credits, by when the books told of them. */
export const settledSince = ({ payments, credits }: Pick<InvoiceFacts, 'payments' | 'credits'>, at: string): number => {
  const from = Date.parse(at);
  let sum = 0;
  for (const id in payments) {
    const payment = payments[id]!;
    if (payment.reversedAt === undefined && Date.parse(payment.at) > from) sum += payment.amount;
  }
  for (const id in credits) {
    const credit = credits[id]!;
    if (credit.cancelledAt === undefined && Date.parse(credit.at) > from) sum += credit.amount;
  }
  return sum;
};

/** The amount less all that counts against it; below zero where it was overpaid. */
export const balanceOf = (invoice: Pick<InvoiceFacts, 'amount' | 'payments' | 'credits'>): number =>
  invoice.amount - settledAmount(invoice);

/** Open is a balance above zero (domain rule 16), on an invoice that is neither draft nor void. */
export const isOpen = (invoice: InvoiceFacts): boolean =>
  invoice.status === 'sent' && invoice.voidedAt === undefined && balanceOf(invoice) > 0;

/** The part of the balance that open issues dispute; an issue without an amount disputes all of it. */
export const disputedAmount = (invoice: InvoiceFacts, balance: number): number => {
  const owed = Math.max(balance, 0);
  let sum = 0;
  for (const id in invoice.issues) {
    const issue = invoice.issues[id]!;
    if (issue.resolvedAt === undefined) sum += issue.disputedAmount ?? owed;
  }
  return Math.min(sum, owed);
};

/** The hold that applies at an instant: of several the one that ends last. A hold ends at 00:00 local on `until`. */
export const activeHold = (
  holders: readonly (Pick<CustomerHead, 'holds'> | Pick<InvoiceFacts, 'holds'>)[],
  now: number,
  zone: string,
): { hold: Hold; end: number } | undefined => {
  let found: { hold: Hold; end: number } | undefined;
  for (const { holds } of holders)
    for (const id in holds) {
      const hold = holds[id]!;
      if (hold.liftedAt !== undefined) continue;
      const end = startOfDay(hold.until, zone);
      if (end > now && (found === undefined || end > found.end)) found = { hold, end };
    }
  return found;
};

/** The instalments in force: an agreed plan's, else the invoice's own. */
export const instalmentsOf = (invoice: InvoiceFacts): { id: string; parts: readonly Instalment[] } | undefined => {
  if (invoice.plan !== undefined) return { id: invoice.plan.planId, parts: invoice.plan.instalments };
  return invoice.instalments === undefined ? undefined : { id: 'instalment', parts: invoice.instalments };
};
