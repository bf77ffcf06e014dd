import { customerPartition } from '../ledger/entities.ts';
import type { Item, Key } from '../platform/ports.ts';

/** A letter whose claim has ended: sent, or unknown. Amounts are minor units. */
export interface LetterRecord extends Item {
  letterId: string;
  payerId: string;
  attempt: string;
  at: string;
  to: string[];
  template: string;
  currency: string;
  total: number;
  subject: string;
  /** What it said, packed: see `keptText`. Letters from before have none. */
  text?: string;
  status: 'sent' | 'failed' | 'unknown';
  messageId?: string;
  /** `step` is the furthest among its lines; null for a notice. */
  step: string | null;
  lines: { invoiceId: string; cycle: number; step: string | null; amount: number; underReview?: number }[];
  /** Keys of the steps that it carried out. */
  steps: [customerId: string, sk: string][];
  bounced?: string[];
  /** A recipient marked it as unwanted. */
  complained?: boolean;
  /** Every address bounced: its steps were not used up. */
  givenBack?: boolean;
}

export const letterKey = (payerId: string, letterId: string): Key => ({
  pk: customerPartition(payerId),
  sk: `LETTER#${letterId}`,
});
