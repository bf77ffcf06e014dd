import type { Item } from '../platform/ports.ts';

/** Payments and credits by their own ids: what is known of them whatever invoices they were applied to. */

export interface PaymentRecord extends Item {
  paymentId: string;
  customerId: string;
  amount: number;
  currency: string;
  receivedOn: string;
  at: string;
  allocations: { invoiceId: string; amount: number }[];
  reversedAt?: string;
  /** A reversal that came before its payment. */
  known: boolean;
  v: number;
}

export interface CreditRecord extends Item {
  creditId: string;
  customerId?: string;
  amount: number;
  currency?: string;
  /** By event. The amounts as they were written: the currency may not be known yet. */
  applied: Record<string, { invoiceId: string; amount: string; at: string }>;
  cancelledAt?: string;
  v: number;
}
