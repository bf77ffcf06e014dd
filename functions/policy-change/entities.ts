import { COMPANY } from '../ledger/entities.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { Policy } from '../policy/contract.ts';
import type { Standing } from '../policy/decision.ts';

/** A change of a policy that is rehearsed, previewed or carried out over the whole ledger, part by part. */

/**
 * `rehearse`: the draft and the active policy in virtual time, side by side, and the running cases as they would be
 * moved. `preview`: the running cases on older versions, with their old and new next step. `move`: those cases are moved.
 */
export type ChangeKind = 'rehearse' | 'preview' | 'move';

/** Where a part begins: the shard of the customers' index, and the place in it behind which it reads. */
export interface ChangePlace {
  shard: number;
  after: string | null;
}

/** What came of one policy in the days of a rehearsal. */
export interface Course {
  /** Letters that left, notices included. */
  letters: number;
  /** Calls and other tasks that steps raised. */
  tasks: number;
  approvals: number;
  /** Of letters, decisions and their storage, in millionths of a US dollar. */
  costMicros: number;
  /** Letters by the company's local date. */
  perDay: Record<string, number>;
}

export interface ChangeTotals {
  /** Of a rehearsal only. */
  active?: Course;
  draft?: Course;
  /**
   * Payers who are written to with the draft and not with the active policy, and the other way round; without those
   * whose letter only comes after the days with the draft.
   */
  newly: number;
  noLonger: number;
  /** Payers who get a letter of these days on another day with the draft. Changes of before have none. */
  otherDay?: number;
  /** Running cases that could be moved, and those of them whose next step would be another one or on another day. */
  cases: number;
  changed: number;
  moved: number;
  /** Open requests that lapse with moving, because another step comes first then. Changes of before have none. */
  lapsing?: number;
}

export interface PolicyChange extends Item {
  changeId: string;
  kind: ChangeKind;
  policyId: string;
  /** The version that is rehearsed, previewed or moved to. */
  version: number;
  /** The draft as it was when its rehearsal was asked for; `v` is its own count of changes. */
  draft?: { policy: Policy; v: number };
  /** Of a rehearsal: how many days of virtual time, and whether the running cases are moved at its beginning. */
  days?: number;
  moveRunning?: boolean;
  /** Of a move: only these invoices; left out: all. */
  only?: string[];
  by: string;
  at: string;
  /** `ended`: before its end. */
  status: 'running' | 'done' | 'ended';
  endedAt?: string;
  /** Why it ended: by a person, by a newer draft, version or change, or because its execution failed. */
  because?: 'cancelled' | 'overtaken' | 'failed';
  /** When the last part was worked through, or the change was asked for. */
  progressedAt: string;
  /** So far. */
  looked: { customers: number; invoices: number };
  totals: ChangeTotals;
  parts: number;
  v: number;
}

/** A payer who is written to in one of the two courses only, with what they get in it. */
export interface WrittenTo {
  customerId: string;
  name: string;
  letters: number;
  /** The company's local date of the first letter. */
  first: string;
  /** How many invoices the letters name. */
  invoices: number;
}

/** A payer who gets the same letter in both courses, on different days; company's local dates. */
export interface OtherDay {
  customerId: string;
  name: string;
  /** Of the earliest such letter: with the active version, and with the draft, where it may come after the days. */
  before: string;
  after: string;
  /** How many invoices are asked for on another day. */
  invoices: number;
}

/** Where a case stands and what comes next, as of the change's instant. Null where nothing comes by itself. */
export interface NextOf {
  step: string | null;
  on: string | null;
  standing: Standing;
  /** The step is a letter, and there is nobody whom it could go to. */
  unreachable?: true;
}

/** A running case on an older version of the policy. `amount` is what is open, in minor units. */
export interface MovableCase {
  invoiceId: string;
  number: string;
  customerId: string;
  name: string;
  amount: number;
  currency: string;
  fromVersion: number;
  before: NextOf;
  after: NextOf;
  /** An approval is asked for now, and lapses with moving; it is asked for anew when its step is due. */
  lapses?: true;
}

/** Whether a case would go on differently. */
export const differs = ({ before, after, lapses }: MovableCase): boolean =>
  lapses === true || before.step !== after.step || before.on !== after.on || before.standing !== after.standing;

/** What one part of a change found, or a share of it where an item does not hold it; the change's totals count all. */
export interface ChangePart extends Item {
  /** Where the next part begins, or this one where the next item continues it; null after the last. */
  next: ChangePlace | null;
  newly: WrittenTo[];
  noLonger: WrittenTo[];
  /** Changes of before have none. */
  otherDay?: OtherDay[];
  /** Of each part, those whose next step changes come first. Of a move: the cases that it moved. */
  cases: MovableCase[];
}

/** The newest changes of a policy, by id, one of each kind: a preview does not hide the rehearsal before it. */
export interface LatestChanges extends Item, Partial<Record<ChangeKind, string>> {
  /** Which of the two about running cases was asked for last: a clock at home stands still between them. */
  ofCases?: 'preview' | 'move';
  /** The count of the last draft that was published or thrown away. */
  draftsCounted?: number;
}

const changePartition = (changeId: string): string => `CHANGE#${changeId}`;

export const changeKey = (changeId: string): Key => ({ pk: changePartition(changeId), sk: 'CHANGE' });
export const partKey = (changeId: string, part: number): Key => ({
  pk: changePartition(changeId),
  sk: `PART#${String(part).padStart(6, '0')}`,
});
export const latestKey = (policyId: string): Key => ({ pk: COMPANY, sk: `CHANGE#${policyId}` });
