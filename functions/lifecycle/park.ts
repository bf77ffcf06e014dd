import type { LifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { type CustomerHead, headKey, type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Decision } from '../policy/decision.ts';
import { caseKey, type Parked } from './entities.ts';
import { markForWake } from './wake-mark.ts';

/** Where and when a state was entered: orders the tokens of one case. */
export interface Entry {
  token: string;
  /** ISO instant of the state's entry. */
  enteredAt: string;
  retryCount: number;
}

/** Orders the tokens of one waiting execution: a token is stored only over an older one. */
export const orderOf = ({ enteredAt, retryCount }: Entry): string =>
  `${enteredAt}#${String(retryCount).padStart(4, '0')}`;

/**
 * Stores the decision with the waiting task's token, only over an older one, and only for the execution that the case
 * follows now. Then comes the fence.
 */
export const park = async (platform: Platform, of: LifecycleInput, entry: Entry, decision: Decision): Promise<void> => {
  const parked: Parked = {
    token: entry.token,
    enteredAt: entry.enteredAt,
    retryCount: entry.retryCount,
    until: decision.parkUntil,
    invoiceVersion: decision.invoiceVersion,
    headVersion: decision.headVersion,
  };
  const stored = await writeIfStill(platform, {
    update: caseKey(of.customerId, of.invoiceId),
    set: { decision, parked, parkedOrder: orderOf(entry) },
    if: {
      equals: { cycle: of.cycle, restart: of.restart, status: 'open' },
      // Up to and including this entry: in virtual time two states may be entered in one millisecond.
      absentOrLessThan: { parkedOrder: `${orderOf(entry)}~` },
    },
  });
  if (stored) await fence(platform, of, decision);
};

/**
 * Compares the versions with those decided on, after the decision took effect: where a fact came in between, a wake is
 * put on the agenda, because whoever wrote it found the case as it was before.
 */
export const fence = async (platform: Platform, of: LifecycleInput, decision: Decision): Promise<void> => {
  // A payer none of whose facts changed needs no second read.
  const payer = (await platform.table.get(headKey(decision.payerId))) as CustomerHead | undefined;
  if (payer?.factsVersion === decision.factsVersion) return;
  const invoice = (await platform.table.get(invoiceKey(of.customerId, of.invoiceId))) as InvoiceFacts;
  if (invoice.v !== decision.invoiceVersion || payer?.headVersion !== decision.headVersion)
    await markForWake(platform, of);
};
