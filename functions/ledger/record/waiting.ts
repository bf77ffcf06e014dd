import { type UnmatchedMoney, unmatchedKey } from '../entities.ts';
import type { LedgerEvent } from '../event.ts';
import type { Recording } from './recording.ts';

const SENTENCES = {
  'payment-before-invoice': 'The payment waits, unmatched, for its invoice.',
  'credit-before-invoice': 'The credit waits, unmatched, for its invoice.',
};

/** Keeps money, unmatched, for an invoice that is not known yet. */
export const keepWaiting = async (
  recording: Recording,
  event: LedgerEvent,
  invoiceId: string,
  rule: keyof typeof SENTENCES,
  add: (waiting: UnmatchedMoney) => UnmatchedMoney,
): Promise<void> => {
  const { workspace, platform, now } = recording;
  const waiting = (await workspace.get<UnmatchedMoney>(unmatchedKey(invoiceId))) ?? {
    ...unmatchedKey(invoiceId),
    invoiceId,
    payments: {},
    credits: {},
    v: 0,
  };
  await workspace.put(add(waiting));
  platform.tell({
    at: new Date(now).toISOString(),
    invoiceId,
    what: 'money-unmatched',
    why: { rule, text: SENTENCES[rule], facts: { event: event.id, invoice: invoiceId } },
  });
};
