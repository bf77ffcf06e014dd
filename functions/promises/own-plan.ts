import type { Instalment, InvoiceFacts } from '../ledger/entities.ts';
import { addMonths, fromDay } from '../platform/civil-date.ts';
import type { Position } from '../policy/case-facts.ts';
import type { Policy } from '../policy/contract.ts';

/** Instalments that a customer may agree without asking: `plans` of the policy (contracts §3). Amounts are minor units. */

/** The first part is paid within so many days. */
export const FIRST_PART_DAYS = 31;

/**
 * The most parts that may be agreed for an invoice as it stands; 0 where a person has to. Monthly parts, of which the
 * first may be today's, end within the policy's months. What is disputed, promised or in parts already is no clear sum.
 */
export const mostOwnParts = (
  policy: Pick<Policy, 'plans'> | undefined,
  invoice: Pick<InvoiceFacts, 'plan'>,
  position: Pick<Position, 'asked' | 'balance' | 'split'>,
): number => {
  const { plans } = policy ?? {};
  if (plans === undefined || position.split || invoice.plan !== undefined || position.asked !== position.balance)
    return 0;
  const parts = Math.min(plans.maxInstalments, plans.maxMonths, position.balance);
  return parts < 2 ? 0 : parts;
};

/** The last day on which a plan may end that begins today; the parts themselves are monthly. */
export const lastPartBy = (today: number, maxMonths: number): string => addMonths(fromDay(today), maxMonths);

/** Equal monthly parts from a day on; what does not divide is paid with the first. */
export const monthlyParts = (amount: number, parts: number, firstOn: string): Instalment[] => {
  const each = Math.floor(amount / parts);
  return Array.from({ length: parts }, (_, index) => ({
    dueOn: addMonths(firstOn, index),
    amount: index === 0 ? amount - each * (parts - 1) : each,
  }));
};
