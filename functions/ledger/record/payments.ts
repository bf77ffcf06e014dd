import { isDeepStrictEqual } from 'node:util';
import { defined } from '../../platform/defined.ts';
import { minorOf } from '../../platform/money.ts';
import type { Item } from '../../platform/ports.ts';
import { itemId } from '../../work-list/item.ts';
import { closeItem } from '../../work-list/items.ts';
import { type AppliedPayment, paymentKey } from '../entities.ts';
import type { EventOf } from '../event.ts';
import { isFresh } from '../freshness.ts';
import type { PaymentRecord } from '../money-records.ts';
import { putMoney, putUnapplied } from './invoices.ts';
import { invoiceOf, type Recording, refuse, refuseOther } from './recording.ts';
import { keepWaiting } from './waiting.ts';

/** Payments. Balances depend on the set of events, not on their order. */

type Event = EventOf<'payment.received'> | EventOf<'payment.reversed'>;

/** Puts a payment's part on its invoice, or keeps it, unmatched, for an invoice that is not known yet. */
const allocate = async (
  recording: Recording,
  event: Event,
  record: PaymentRecord,
  invoiceId: string,
  amount: number,
): Promise<void> => {
  const part: AppliedPayment = defined({
    amount,
    receivedOn: record.receivedOn,
    at: record.at,
    reversedAt: record.reversedAt,
  });
  const invoice = await invoiceOf(recording, invoiceId);
  if (invoice === undefined) {
    const kept = { ...part, currency: record.currency, customerId: record.customerId };
    await keepWaiting(recording, event, invoiceId, 'payment-before-invoice', (waiting) => ({
      ...waiting,
      payments: { ...waiting.payments, [record.paymentId]: kept },
    }));
    return;
  }
  if (invoice.currency !== record.currency)
    refuse(event, 'currency', `is ${record.currency}, but invoice "${invoiceId}" is in ${invoice.currency}`);
  const reversal = invoice.payments[record.paymentId]?.reversedAt === undefined && record.reversedAt !== undefined;
  const after = { ...invoice, payments: { ...invoice.payments, [record.paymentId]: part } };
  await putMoney(recording, invoice, after, { at: event.at, reversal, payment: record.reversedAt === undefined });
};

const applyPayment = async (recording: Recording, event: Event, record: PaymentRecord): Promise<void> => {
  const parts = new Map<string, number>();
  for (const { invoiceId, amount } of record.allocations) parts.set(invoiceId, (parts.get(invoiceId) ?? 0) + amount);
  let allocated = 0;
  for (const [invoiceId, amount] of parts) {
    allocated += amount;
    await allocate(recording, event, record, invoiceId, amount);
  }
  const rest = record.reversedAt === undefined ? record.amount - allocated : 0;
  await putUnapplied(recording, record.customerId, `P#${record.paymentId}`, {
    currency: record.currency,
    amount: rest,
  });
  await recording.workspace.put(record);
};

export const recordPayment = async (recording: Recording, event: EventOf<'payment.received'>): Promise<void> => {
  const found = await recording.workspace.get<PaymentRecord>(paymentKey(event.paymentId));
  const record: PaymentRecord = defined({
    ...paymentKey(event.paymentId),
    paymentId: event.paymentId,
    customerId: event.customerId,
    amount: minorOf(event.amount, event.currency),
    currency: event.currency,
    receivedOn: event.receivedOn,
    at: event.at,
    allocations: event.allocations.map((part) => ({ ...part, amount: minorOf(part.amount, event.currency) })),
    reversedAt: found?.reversedAt,
    known: true,
    v: 0,
  });
  if (found?.known === true) {
    const same =
      found.customerId === record.customerId &&
      found.amount === record.amount &&
      found.currency === record.currency &&
      found.receivedOn === record.receivedOn &&
      isDeepStrictEqual(found.allocations, record.allocations);
    if (!same) refuseOther(event, 'paymentId', `"${event.paymentId}" was received before with other content`);
    return;
  }
  await applyPayment(recording, event, record);
};

export const recordReversal = async (recording: Recording, event: EventOf<'payment.reversed'>): Promise<void> => {
  const found = await recording.workspace.get<PaymentRecord>(paymentKey(event.paymentId));
  if (found === undefined) {
    // The reversal came first: its payment will arrive reversed and change nothing.
    await recording.workspace.put({
      ...paymentKey(event.paymentId),
      paymentId: event.paymentId,
      known: false,
      reversedAt: event.at,
    });
    return;
  }
  if (found.reversedAt !== undefined) return;
  if (!found.known) return;
  await applyPayment(recording, event, { ...found, reversedAt: event.at });
};

/** Keeps the instant up to which the books are known; the latest counts. Fresh books close the item that missed them. */
export const recordFeed = async (
  recording: Recording,
  event: EventOf<'feed.completed'>,
  key: { pk: string; sk: string },
): Promise<void> => {
  const feed = await recording.workspace.get<Item & { asOf: string }>(key);
  if (feed !== undefined && feed.asOf >= event.asOf) return;
  await recording.workspace.put({ ...key, asOf: event.asOf });
  if (isFresh(event.asOf, recording.company.settings.freshnessHours, recording.now))
    await closeItem(recording.workspace, undefined, itemId('stale-ledger'), event.at, 'system', {
      lost: 'books-fresh',
    });
};
