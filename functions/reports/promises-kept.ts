import type { PromiseOutcome, Scope } from './books.ts';
import { isWithin, type Period } from './period.ts';
import { share } from './share.ts';

/** Promises to pay by number and by amount (minor units). */
export interface PromisesKept {
  /** How many were kept in full. */
  number: number;
  /** What was paid on promises, the paid part of a partly kept one included, without what exceeds a promise. */
  amount: number;
  /** All promises that were decided, kept or not. */
  decided: { number: number; amount: number };
  /** Kept ÷ decided, from 0 to 1; null where none was decided. */
  share: { number: number | null; amount: number | null };
}

/** What was counted, with its shares. */
export const withShare = ({ number, amount, decided }: Omit<PromisesKept, 'share'>): PromisesKept => ({
  number,
  amount,
  decided,
  share: { number: share(number, decided.number), amount: share(amount, decided.amount) },
});

/**
 * The promises decided in a period. Undisputed, a promise counts without its disputed part, and not at all where that
 * is all of it.
 */
export const promisesKept = (
  promises: readonly PromiseOutcome[],
  period: Period,
  scope: Scope = 'all',
): PromisesKept => {
  const decided = { number: 0, amount: 0 };
  let number = 0;
  let amount = 0;
  for (const promise of promises) {
    if (promise.decidedOn === undefined || !isWithin(period, promise.decidedOn)) continue;
    const promised = scope === 'all' ? promise.amount : promise.amount - (promise.disputed ?? 0);
    if (promised <= 0) continue;
    const paid = Math.max(0, Math.min(promise.paid, promised));
    decided.number += 1;
    decided.amount += promised;
    amount += paid;
    if (paid === promised) number += 1;
  }
  return withShare({ number, amount, decided });
};
