import type { CustomerHead, InvoiceFacts } from '../ledger/entities.ts';
import { formatMoney, minorOf } from '../platform/money.ts';
import type { PolicyStep } from './contract.ts';

/**
 * Why a step is left out for this invoice by its `onlyIf`, or undefined where all of it holds.
 * The invoice's amount counts, not its balance; a currency that is not named does not hold.
 */
export const leftOutBecause = (
  step: Pick<PolicyStep, 'onlyIf'>,
  invoice: Pick<InvoiceFacts, 'invoiceId' | 'amount' | 'currency' | 'kind'>,
  customer: Pick<CustomerHead, 'tags' | 'firstInvoice'>,
): string | undefined => {
  const only = step.onlyIf;
  if (only === undefined) return undefined;
  const shown = `${formatMoney(invoice.amount, invoice.currency)} ${invoice.currency}`;
  if (only.minAmount !== undefined) {
    const least = only.minAmount[invoice.currency];
    if (least === undefined || invoice.amount < minorOf(least, invoice.currency))
      return `only from ${least ?? 'an amount not named for'} ${invoice.currency}; the invoice is ${shown}`;
  }
  if (only.belowAmount !== undefined) {
    const limit = only.belowAmount[invoice.currency];
    if (limit === undefined || invoice.amount >= minorOf(limit, invoice.currency))
      return `only below ${limit ?? 'an amount not named for'} ${invoice.currency}; the invoice is ${shown}`;
  }
  if (only.invoiceKind !== undefined && invoice.kind !== only.invoiceKind)
    return `only for an invoice of kind ${only.invoiceKind}; this is ${invoice.kind}`;
  if (only.firstInvoice !== undefined) {
    const isFirst = customer.firstInvoice?.invoiceId === invoice.invoiceId;
    if (isFirst !== only.firstInvoice)
      return only.firstInvoice ? "only for the customer's first invoice" : "not for the customer's first invoice";
  }
  const missing = only.tags?.find((tag) => !customer.tags.includes(tag));
  return missing === undefined ? undefined : `only for customers with the tag ${missing}`;
};
