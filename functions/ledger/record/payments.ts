import { defined } from '../../platform/defined.ts';
import type { Item } from '../../platform/ports.ts';
import { itemId } from '../../work-list/item.ts';
import { closeItem } from '../../work-list/items.ts';
import {
  type AppliedPayment,
  type CreditRecord,
  creditKey,
  type PaymentRecord,
  paymentKey,
  type UnmatchedMoney,
  unmatchedKey,
} from '../entities.ts';
import type { EventOf } from '../event.ts';
import { isFresh } from '../freshness.ts';
import { minorOf, putMoney, putUnapplied } from './invoices.ts';
import { amountOf, invoiceOf, type Recording, refuse } from './recording.ts';

/** Payments and credits. Balances depend on the set of events, not on their order. */

type Event =
  | EventOf<'payment.received'>
  | EventOf<'payment.reversed'>
  | EventOf<'credit.issued'>
  | EventOf<'credit.applied'>
  | EventOf<'credit.cancelled'>;

const told = (recording: Recording, event: Event, invoiceId: string, rule: string, text: string): void =>
  recording.platform.tell({
    at: new Date(recording.now).toISOString(),
    invoiceId,
    what: 'money-unmatched',
    why: { rule, text, facts: { event: event.id, invoice: invoiceId } },
  });

const waitingFor = async (recording: Recording, invoiceId: string): Promise<UnmatchedMoney> =>
  (await recording.workspace.get<UnmatchedMoney>(unmatchedKey(invoiceId))) ?? {
    ...unmatchedKey(invoiceId),
    invoiceId,
    payments: {},
    credits: {},
    v: 0,
  };

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
    const waiting = await waitingFor(recording, invoiceId);
    const kept = { ...part, currency: record.currency, customerId: record.customerId };
    await recording.workspace.put({ ...waiting, payments: { ...waiting.payments, [record.paymentId]: kept } });
    told(recording, event, invoiceId, 'payment-before-invoice', 'The payment waits, unmatched, for its invoice.');
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
      found.receivedOn === record.receivedOn &&
      JSON.stringify(found.allocations) === JSON.stringify(record.allocations);
    if (!same) refuse(event, 'paymentId', `"${event.paymentId}" was received before with other content`);
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

const creditOf = async (recording: Recording, creditId: string): Promise<CreditRecord> =>
  (await recording.workspace.get<CreditRecord>(creditKey(creditId))) ?? {
    ...creditKey(creditId),
    creditId,
    amount: 0,
    applied: {},
    v: 0,
  };

const putCredit = async (recording: Recording, credit: CreditRecord): Promise<void> => {
  await recording.workspace.put(credit);
  if (credit.customerId === undefined || credit.currency === undefined) return;
  const applied = Object.values(credit.applied).reduce((sum, part) => sum + part.amount, 0);
  const rest = credit.cancelledAt === undefined ? Math.max(credit.amount - applied, 0) : 0;
  await putUnapplied(recording, credit.customerId, `R#${credit.creditId}`, { currency: credit.currency, amount: rest });
};

export const recordCreditIssued = async (recording: Recording, event: EventOf<'credit.issued'>): Promise<void> => {
  const credit = await creditOf(recording, event.creditId);
  const amount = minorOf(event.amount, event.currency);
  if (credit.customerId !== undefined && (credit.customerId !== event.customerId || credit.amount !== amount))
    refuse(event, 'creditId', `"${event.creditId}" was issued before with other content`);
  await putCredit(recording, { ...credit, customerId: event.customerId, amount, currency: event.currency });
};

export const recordCreditApplied = async (recording: Recording, event: EventOf<'credit.applied'>): Promise<void> => {
  const credit = await creditOf(recording, event.creditId);
  const invoice = await invoiceOf(recording, event.invoiceId);
  if (invoice === undefined) {
    const waiting = await waitingFor(recording, event.invoiceId);
    // Without its invoice the currency is not known: two decimals are read, and the invoice's own when it comes.
    const kept = { amount: minorOf(event.amount, credit.currency ?? 'USD'), at: event.at };
    await recording.workspace.put({
      ...waiting,
      credits: { ...waiting.credits, [`${event.creditId}#${event.id}`]: kept },
    });
    told(recording, event, event.invoiceId, 'credit-before-invoice', 'The credit waits, unmatched, for its invoice.');
    return;
  }
  if (credit.currency !== undefined && credit.currency !== invoice.currency)
    refuse(event, 'creditId', `is in ${credit.currency}, but invoice "${event.invoiceId}" is in ${invoice.currency}`);
  const amount = amountOf(event, 'amount', event.amount, invoice.currency);
  const applied = { ...credit.applied, [event.id]: { invoiceId: event.invoiceId, amount } };
  const part = defined({ amount, at: event.at, cancelledAt: credit.cancelledAt });
  const after = { ...invoice, credits: { ...invoice.credits, [`${event.creditId}#${event.id}`]: part } };
  await putMoney(recording, invoice, after, { at: event.at, reversal: false, payment: false });
  await putCredit(recording, { ...credit, applied });
};

/** A cancelled credit counts as a reversal. */
export const recordCreditCancelled = async (
  recording: Recording,
  event: EventOf<'credit.cancelled'>,
): Promise<void> => {
  const credit = await creditOf(recording, event.creditId);
  if (credit.cancelledAt !== undefined) return;
  for (const [eventId, { invoiceId }] of Object.entries(credit.applied)) {
    const invoice = await invoiceOf(recording, invoiceId);
    const name = `${event.creditId}#${eventId}`;
    const part = invoice?.credits[name];
    if (invoice === undefined || part === undefined) continue;
    const after = { ...invoice, credits: { ...invoice.credits, [name]: { ...part, cancelledAt: event.at } } };
    await putMoney(recording, invoice, after, { at: event.at, reversal: true, payment: false });
  }
  await putCredit(recording, { ...credit, cancelledAt: event.at });
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
    await closeItem(recording.workspace, undefined, itemId('stale-ledger'), event.at, 'system');
};
