import { monthOf } from '../platform/civil-date.ts';
import type { InvoiceHistory } from './books.ts';

/**
 * Adds what was issued by a day to its month (`YYYY-MM`), in minor units. Credits and disputes take nothing off:
 * they change what is owed, not what was sold.
 */
export const addToSales = (salesByMonth: Map<string, number>, invoice: InvoiceHistory, until: string): void => {
  if (invoice.issuedOn > until) return;
  const month = monthOf(invoice.issuedOn);
  salesByMonth.set(month, (salesByMonth.get(month) ?? 0) + invoice.amount);
};

/** Credit sales by month (`YYYY-MM`), issued by a day, in minor units. */
export const creditSalesByMonth = (invoices: readonly InvoiceHistory[], until: string): Map<string, number> => {
  const salesByMonth = new Map<string, number>();
  for (const invoice of invoices) addToSales(salesByMonth, invoice, until);
  return salesByMonth;
};
