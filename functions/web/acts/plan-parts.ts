import { addMonths } from '../../platform/civil-date.ts';

/**
 * Equal monthly parts of an amount in minor units, the first on a date; what does not divide goes with the first ones, so
 * that the parts add up to the amount. An end of a month stays one.
 */
export const planParts = (amount: number, parts: number, firstOn: string): { dueOn: string; amount: number }[] => {
  const each = Math.floor(amount / parts);
  const rest = amount - each * parts;
  return Array.from({ length: parts }, (_, index) => ({
    dueOn: addMonths(firstOn, index),
    amount: each + (index < rest ? 1 : 0),
  }));
};
