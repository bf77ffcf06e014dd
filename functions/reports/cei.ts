import { share } from './share.ts';

/** Amounts of a period, all in the same unit. */
export interface CollectionAmounts {
  /** Outstanding at the end of the day before the period. */
  opening: number;
  /** Credit sales of the whole period. */
  sales: number;
  /** Outstanding at the end of the period. */
  closingTotal: number;
  /** The part of it that is not overdue. */
  closingCurrent: number;
}

/**
 * Collection effectiveness index in percent: (opening + sales − closing total) ÷ (opening + sales − closing current)
 * × 100. 100 where nothing is overdue at the end; null where nothing was there to be collected.
 */
export const collectionEffectiveness = (amounts: CollectionAmounts): number | null => {
  const asked = amounts.opening + amounts.sales;
  return share((asked - amounts.closingTotal) * 100, asked - amounts.closingCurrent);
};
