import type { InvoiceFacts, PromiseToPay } from '../ledger/entities.ts';
import { fromDay, toDay } from '../platform/civil-date.ts';
import { localDate, localDay, startOfDay } from '../platform/zone.ts';
import { afterBusinessDays, type Calendar } from '../policy/calendar.ts';

/** Promises to pay: domain rule 23. Amounts are minor units. */

/**
 * What was paid towards the invoice while the promise stood, by the local dates on which money was received:
 * a payment that arrives in the books later still counts, and one received after the grace never turns the outcome.
 */
const paidWhileStanding = (
  invoice: InvoiceFacts,
  promise: PromiseToPay,
  endDay: number,
  zone: string,
): { sum: number; bookedLate: boolean } => {
  const made = Date.parse(promise.madeAt);
  const madeOn = localDate(made, zone);
  const endOn = fromDay(endDay);
  const deadline = startOfDay(endDay, zone);
  let booked = made;
  let sum = 0;
  for (const id in invoice.payments) {
    const payment = invoice.payments[id]!;
    const at = Date.parse(payment.at);
    // What was in the books before the promise was made is not what it is about.
    if (payment.reversedAt !== undefined || at < made || payment.receivedOn < madeOn || payment.receivedOn >= endOn)
      continue;
    sum += payment.amount;
    booked = Math.max(booked, at);
  }
  for (const id in invoice.credits) {
    const credit = invoice.credits[id]!;
    const at = Date.parse(credit.at);
    if (credit.cancelledAt === undefined && at >= made && at < deadline) sum += credit.amount;
  }
  return { sum, bookedLate: booked >= deadline };
};

/** The first day on which the promise no longer pauses: after its date and the grace in business days. */
const promiseEndDay = (promise: PromiseToPay, graceDays: number, calendar: Calendar): number => {
  const promised = toDay(promise.promisedOn);
  return graceDays === 0 ? promised + 1 : afterBusinessDays(calendar, promised, graceDays);
};

export interface PromiseState {
  promise: PromiseToPay;
  paid: number;
  missing: number;
  endDay: number;
  /** Undefined while the promise still stands. */
  outcome?: 'kept' | 'partly-kept' | 'broken';
  /** It was paid in time, but the books heard of it only after its end, when it stood as broken. */
  bookedLate?: boolean;
}

/**
 * How each promise of an invoice stands at an instant. Payments fill the promise with the earliest date first.
 * A promise that is paid in full is kept at once; one whose day and grace have passed is kept, partly kept or broken.
 */
export const promiseStates = (
  invoice: InvoiceFacts,
  graceDays: number,
  calendar: Calendar,
  now: number,
  zone: string,
): PromiseState[] => {
  const promises = Object.values(invoice.promises).sort((a, b) =>
    a.promisedOn < b.promisedOn ? -1 : a.promisedOn > b.promisedOn ? 1 : a.promiseId < b.promiseId ? -1 : 1,
  );
  const today = localDay(now, zone);
  let taken = 0;
  return promises.map((promise) => {
    const endDay = promiseEndDay(promise, graceDays, calendar);
    const { sum, bookedLate } = paidWhileStanding(invoice, promise, endDay, zone);
    const paid = Math.min(Math.max(sum - taken, 0), promise.amount);
    taken += paid;
    const missing = promise.amount - paid;
    const state = { promise, paid, missing, endDay };
    if (missing === 0) return { ...state, outcome: 'kept' as const, ...(bookedLate ? { bookedLate } : {}) };
    if (today < endDay) return state;
    return { ...state, outcome: paid > 0 ? ('partly-kept' as const) : ('broken' as const) };
  });
};

/** What standing promises pause, at most what is owed, and the instant at which the first of them ends. */
export const promisedPause = (
  states: readonly PromiseState[],
  owed: number,
  zone: string,
): { amount: number; until: number | undefined } => {
  let amount = 0;
  let until: number | undefined;
  for (const state of states) {
    if (state.outcome !== undefined) continue;
    amount += state.missing;
    const end = startOfDay(state.endDay, zone);
    if (until === undefined || end < until) until = end;
  }
  return { amount: Math.min(amount, Math.max(owed, 0)), until };
};
