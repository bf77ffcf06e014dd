import { balanceOf, disputedAmount } from '../ledger/balance.ts';
import type { CustomerHead, InvoiceFacts } from '../ledger/entities.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { localDay } from '../platform/zone.ts';
import { type PromiseState, promisedPause, promiseStates } from '../promises/promise.ts';
import type { Calendar } from './calendar.ts';
import type { Policy } from './contract.ts';
import { type Demand, demandsOf, oldestOpenDueDay } from './demands.ts';
import type { Window } from './window.ts';

/** Everything that the hub decides on: facts, pinned policy and an instant. No I/O. */
export interface CaseFacts {
  /** Milliseconds since 1970. */
  now: number;
  invoice: InvoiceFacts;
  customer: CustomerHead;
  /** The head that letters go to: the parent's, else the customer's own. */
  payer: CustomerHead;
  /** Undefined where no policy fits the customer. */
  policy: Policy | undefined;
  payerWindow: Window;
  calendar: Calendar;
  /** The customer's zone, and the payer's. */
  zone: string;
  payerZone: string;
  /** The step records of the present cycle. */
  records: readonly StepRecord[];
  /** When the execution was started that asks; undefined where none runs. */
  startedAt?: number;
}

/** The amounts and demands of a case, derived once. Minor units. */
export interface Position {
  today: number;
  balance: number;
  disputed: number;
  promised: number;
  /** What may be asked for: neither disputed nor promised. */
  asked: number;
  promises: PromiseState[];
  promiseEnds: number | undefined;
  demands: Demand[];
  /** Whether instalments or a plan replace the invoice's own date. */
  split: boolean;
  overdueDays: number;
}

/** Where a case stands at an instant. */
export const positionOf = (facts: Pick<CaseFacts, 'now' | 'invoice' | 'policy' | 'calendar' | 'zone'>): Position => {
  const { invoice, policy, calendar, zone, now } = facts;
  const today = localDay(now, zone);
  const balance = balanceOf(invoice);
  const disputed = disputedAmount(invoice, balance);
  const promises = promiseStates(invoice, policy?.promise.graceBusinessDays ?? 0, calendar, now, zone);
  const pause = promisedPause(promises, balance, zone);
  const demands = demandsOf(invoice, policy);
  const oldest = oldestOpenDueDay(demands);
  return {
    today,
    balance,
    disputed,
    promised: pause.amount,
    asked: Math.max(balance - disputed - pause.amount, 0),
    promises,
    promiseEnds: pause.until,
    demands,
    split: invoice.plan !== undefined || invoice.instalments !== undefined,
    overdueDays: oldest === undefined ? 0 : Math.max(today - oldest, 0),
  };
};
