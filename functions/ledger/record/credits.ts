import { defined } from '../../platform/defined.ts';
import { minorOf, parseMoney } from '../../platform/money.ts';
import { type AppliedCredit, creditKey, type InvoiceFacts, type UnmatchedMoney } from '../entities.ts';
import type { EventOf, LedgerEvent } from '../event.ts';
import type { CreditRecord } from '../money-records.ts';
import { putMoney, putUnapplied } from './invoices.ts';
import { amountOf, invoiceOf, type Recording, refuse, refuseOther } from './recording.ts';
import { keepWaiting } from './waiting.ts';

/** Credits. What they settle depends on the set of events, not on their order. */

/** The name under which an invoice keeps one application of a credit. */
const partName = (creditId: string, eventId: string): string => `${creditId}#${eventId}`;

const creditOf = async (recording: Recording, creditId: string): Promise<CreditRecord> =>
  (await recording.workspace.get<CreditRecord>(creditKey(creditId))) ?? {
    ...creditKey(creditId),
    creditId,
    amount: 0,
    applied: {},
    v: 0,
  };

/** Keeps the credit, and shows what is not applied yet as the customer's money without an invoice. */
const putCredit = async (recording: Recording, credit: CreditRecord): Promise<void> => {
  await recording.workspace.put(credit);
  const { customerId, currency } = credit;
  if (customerId === undefined || currency === undefined) return;
  const applied = Object.values(credit.applied).reduce((sum, part) => sum + minorOf(part.amount, currency), 0);
  const rest = credit.cancelledAt === undefined ? Math.max(credit.amount - applied, 0) : 0;
  await putUnapplied(recording, customerId, `R#${credit.creditId}`, { currency, amount: rest });
};

export const recordCreditIssued = async (recording: Recording, event: EventOf<'credit.issued'>): Promise<void> => {
  const credit = await creditOf(recording, event.creditId);
  const { customerId, currency } = event;
  const amount = minorOf(event.amount, currency);
  const known = credit.customerId !== undefined;
  if (known && (credit.customerId !== customerId || credit.amount !== amount || credit.currency !== currency))
    refuseOther(event, 'creditId', `"${event.creditId}" was issued before with other content`);
  for (const part of Object.values(credit.applied)) {
    const parsed = parseMoney(part.amount, currency);
    if (typeof parsed !== 'number')
      refuse(event, 'currency', `"${part.amount}" was applied of it and ${parsed.problem}`);
    const invoice = await invoiceOf(recording, part.invoiceId);
    if (invoice !== undefined && invoice.currency !== currency)
      refuse(
        event,
        'currency',
        `is ${currency}, but it was applied to invoice "${part.invoiceId}" in ${invoice.currency}`,
      );
  }
  await putCredit(recording, { ...credit, customerId, amount, currency });
};

const partOf = (
  event: LedgerEvent,
  credit: CreditRecord,
  applied: CreditRecord['applied'][string],
  invoice: Pick<InvoiceFacts, 'invoiceId' | 'currency'>,
): AppliedCredit => {
  if (credit.currency !== undefined && credit.currency !== invoice.currency)
    refuse(
      event,
      'currency',
      `of credit "${credit.creditId}" is ${credit.currency}, but invoice "${invoice.invoiceId}" is in ${invoice.currency}`,
    );
  const amount = amountOf(event, 'amount', applied.amount, invoice.currency);
  return defined({ amount, at: applied.at, cancelledAt: credit.cancelledAt });
};

export const recordCreditApplied = async (recording: Recording, event: EventOf<'credit.applied'>): Promise<void> => {
  const found = await creditOf(recording, event.creditId);
  if (found.currency !== undefined) amountOf(event, 'amount', event.amount, found.currency);
  const applied = { invoiceId: event.invoiceId, amount: event.amount, at: event.at };
  const credit = { ...found, applied: { ...found.applied, [event.id]: applied } };
  const invoice = await invoiceOf(recording, event.invoiceId);
  if (invoice === undefined)
    await keepWaiting(recording, event, event.invoiceId, 'credit-before-invoice', (waiting) => ({
      ...waiting,
      credits: { ...waiting.credits, [event.id]: event.creditId },
    }));
  else {
    const part = partOf(event, credit, applied, invoice);
    const after = { ...invoice, credits: { ...invoice.credits, [partName(event.creditId, event.id)]: part } };
    await putMoney(recording, invoice, after, { at: event.at, reversal: false, payment: false });
  }
  await putCredit(recording, credit);
};

/** The credits that were applied to an invoice before it came. */
export const waitingCredits = async (
  recording: Recording,
  event: LedgerEvent,
  invoice: Pick<InvoiceFacts, 'invoiceId' | 'currency'>,
  waiting: UnmatchedMoney,
): Promise<Record<string, AppliedCredit>> => {
  const credits: Record<string, AppliedCredit> = {};
  for (const [eventId, creditId] of Object.entries(waiting.credits)) {
    const credit = await creditOf(recording, creditId);
    credits[partName(creditId, eventId)] = partOf(event, credit, credit.applied[eventId]!, invoice);
  }
  return credits;
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
    const name = partName(event.creditId, eventId);
    const part = invoice?.credits[name];
    if (invoice === undefined || part === undefined) continue;
    const after = { ...invoice, credits: { ...invoice.credits, [name]: { ...part, cancelledAt: event.at } } };
    await putMoney(recording, invoice, after, { at: event.at, reversal: true, payment: false });
  }
  await putCredit(recording, { ...credit, cancelledAt: event.at });
};
