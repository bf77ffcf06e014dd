import type { InvoiceFacts } from '../ledger/entities.ts';
import { formatMoney } from '../platform/money.ts';
import type { CaseFacts, Position } from './case-facts.ts';
import { type Choice, figures } from './choose-next-step.ts';
import type { Part } from './decision.ts';

/** The decision for a case that is over, or undefined while it is open. */
export const closedDecision = (facts: CaseFacts, position: Position): Choice | undefined => {
  const { invoice } = facts;
  const base = { next: null, parts: [], facts: figures(facts, position) };
  if (invoice.voidedAt !== undefined || invoice.status === 'draft')
    return {
      ...base,
      state: 'Cancelled',
      standing: 'cancelled',
      rule: 'void',
      text: 'Void or a draft: it is not chased.',
    };
  if (invoice.closedAs !== undefined) {
    const writtenOff = invoice.closedAs.how === 'written-off';
    return {
      ...base,
      state: writtenOff ? 'Written off' : 'Handed over',
      standing: invoice.closedAs.how,
      rule: invoice.closedAs.how,
      text: writtenOff ? 'Written off as approved.' : 'Handed over as approved.',
    };
  }
  if (position.balance <= 0)
    return { ...base, state: 'Settled', standing: 'settled', rule: 'settled', text: 'Nothing is open.' };
  return undefined;
};

/**
 * An item for each promise that ended unpaid or partly paid, with what is missing (domain rule 23); where a payment that
 * was booked late shows that it was kept, the item goes.
 */
export const brokenPromiseParts = (position: Position, invoice: InvoiceFacts): Part[] =>
  position.promises.flatMap(({ promise, outcome, missing, bookedLate }): Part[] => {
    if (outcome === undefined) return [];
    const of = { kind: 'broken-promise', key: promise.promiseId } as const;
    if (outcome === 'kept') return bookedLate === true ? [{ do: 'close-item', ...of }] : [];
    const { currency } = invoice;
    const amount = Math.min(missing, position.balance);
    const inPart = outcome === 'partly-kept';
    const title = `${inPart ? 'Promise kept in part' : 'Broken promise'}: ${formatMoney(amount, currency)} ${currency} missing`;
    return [{ do: 'raise-item', ...of, title, missing: { amount, currency, inPart } }];
  });
