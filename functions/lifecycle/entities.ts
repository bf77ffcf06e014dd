import { customerPartition, prefixOf } from '../ledger/entities.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { Decision } from '../policy/decision.ts';

/** The case of an invoice and the records of its steps. */

export interface Case extends Item {
  invoiceId: string;
  customerId: string;
  cycle: number;
  restart: number;
  policyId: string;
  policyVersion: number;
  /** When the first execution of this cycle was started, and when the present one was. */
  openedAt: string;
  startedAt: string;
  status: 'open' | 'closed';
  closedAt?: string;
  /** The last decision, as it was carried out. */
  decision?: Decision;
  /** The waiting task; only the wake function reads the token. */
  parked?: Parked;
  /** Orders parks: state entered, then retry count. A token is stored only over an older one. */
  parkedOrder?: string;
  /** A token that no longer takes a signal, and since when that is known: its execution parks again soon, or has ended. */
  silent?: { token: string; since: string };
  /** Its execution is known to have ended, and no restart follows it yet: too many did within a day. */
  ended?: string;
  /** When restarts followed an execution that had died: the last of them. */
  takenOver?: string[];
}

export interface Parked {
  token: string;
  enteredAt: string;
  retryCount: number;
  until: string;
  invoiceVersion: number;
  headVersion: number;
}

/** Why the sending run left a planned letter at home. */
export type Hold =
  | 'cap'
  | 'minimum'
  | 'unapplied'
  | 'stale-ledger'
  | 'stopped'
  | 'ramp'
  | 'allow-list'
  | 'check-in-waits'
  | 'failed'
  | 'unwritable';

/** Whether a case whose letter is held back so parks for longer than until the next working day. */
export const parksLonger = (reason: Hold | undefined): boolean => reason === 'minimum' || reason === 'unapplied';

/** What an approval was asked for; anything changed makes it lapse. */
export interface Snapshot {
  action: string;
  amount: number;
  currency: string;
  recipients: string[];
  letter?: string;
  step?: string;
  demand?: string;
  /** What was disputed and promised besides, minor units. */
  disputed?: number;
  promised?: number;
}

export interface Approval {
  approvalId: string;
  snapshot: Snapshot;
  askedAt: string;
  /** Whom the request waits for: a staff id, or nobody but the department. */
  assignee?: string;
  department?: string;
  handedOn: number;
  /** Everybody whom it was handed to, and since when. */
  asked?: { who: string; since: string }[];
  /** How many decisions about the invoice were known when it was asked: none of them answers it. */
  answeredBefore?: number;
  /** The day after which it is handed on. */
  dueDay?: number;
  first?: { by: string; at: string };
  second?: { by: string; at: string };
  approver: string;
  execution: string;
  parked?: { token: string; enteredAt: string; retryCount: number };
  /** As on a case: the request's execution is known to have ended; when others took its request over. */
  ended?: string;
  takenOver?: string[];
}

/**
 * What became of one step of one demand in one cycle: put only if absent, so that nothing is planned twice.
 * A letter that is dropped takes its record with it, and the step may be planned again.
 */
export interface StepRecord extends Item {
  invoiceId: string;
  customerId: string;
  cycle: number;
  demand: string;
  step: string;
  how: 'letter' | 'task' | 'approval' | 'skipped';
  status: 'planned' | 'done' | 'unknown' | 'asked' | 'refused' | 'offered' | 'visit';
  /** The business day on which it was due. */
  dueDay: number;
  /** When it was carried out. */
  at?: string;
  letterId?: string;
  /** Of the message that carried it out: the next letter answers in its thread. */
  messageId?: string;
  /** For a planned letter. */
  template?: string;
  travels?: 'alone' | 'together' | 'approved';
  payerId?: string;
  notBefore?: string;
  /** The sending run's last verdict on a planned letter, where the hub and the pages read it. */
  verdict?: { reason: Hold; on: string };
  approval?: Approval;
  /** The token of its request that no longer takes a signal, and since when that is known. */
  silent?: { token: string; since: string };
  offeredAt?: string;
  visitAt?: string;
  /** When a credit hold that was carried out was lifted. */
  liftedAt?: string;
  why?: string;
}

/** A letter without a step: an issue taken up or solved, an offer. */
export interface Notice extends Item {
  noticeId: string;
  customerId: string;
  payerId: string;
  invoiceId: string;
  template: string;
  issueId?: string;
  notBefore: string;
  letterId?: string;
  sentAt?: string;
  /** Why the sending run left it at home, where nothing but a person can change that. */
  verdict?: { reason: 'unwritable'; on: string };
}

/** Whether an item found under an invoice's prefix is the record of a step: those begin with their cycle. */
export const isStep = ({ sk }: Key): boolean => /^INVOICE#[^#]+#c\d/.test(sk);
export const caseKey = (customerId: string, invoiceId: string): Key => ({
  pk: customerPartition(customerId),
  sk: `${prefixOf(invoiceId)}CASE`,
});

export const stepKey = (customerId: string, invoiceId: string, cycle: number, demand: string, step: string): Key => ({
  pk: customerPartition(customerId),
  sk: `${prefixOf(invoiceId)}c${cycle}#${demand}#${step}`,
});
export const executionName = (of: Pick<Case, 'invoiceId' | 'cycle' | 'restart'>): string =>
  `${of.invoiceId}-c${of.cycle}-r${of.restart}`;

/**
 * What is left of a step whose approval lapsed: an offer or a visit was made all the same and is not made again.
 * Undefined where nothing is left: the record goes.
 */
export const withoutRequest = (record: StepRecord): StepRecord | undefined => {
  if (record.offeredAt === undefined && record.visitAt === undefined) return undefined;
  const { pk, sk, invoiceId, customerId, cycle, demand, step, dueDay, offeredAt, visitAt } = record;
  return {
    ...{ pk, sk, invoiceId, customerId, cycle, demand, step, dueDay },
    ...(offeredAt === undefined ? {} : { offeredAt }),
    ...(visitAt === undefined ? {} : { visitAt }),
    how: 'approval',
    status: visitAt === undefined ? 'offered' : 'visit',
  };
};
