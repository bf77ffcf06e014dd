import { customerPartition } from '../ledger/entities.ts';
import type { Item, Key } from '../platform/ports.ts';

export interface IssueIds {
  issueId: string;
  invoiceId: string;
  customerId: string;
}

/** The waiting task of an issue's execution, and what it knew of the issue when it was parked. */
export interface IssuePark extends Item {
  /** Empty while the execution that is reserved has not parked yet. */
  token: string;
  parkedOrder: string;
  takenUp: boolean;
  /** When its timer runs out. */
  until?: string;
  /** Which execution of the issue this is, from 1; absent for the first. */
  restart?: number;
  /** The issue is solved and its execution at its end. */
  over?: boolean;
  /** A token that no longer takes a signal, and since when that is known. */
  silent?: { token: string; since: string };
  /** Its execution is known to have ended, and none follows it yet: too many did within a day. */
  ended?: string;
  /** When executions followed one that had died: the last of them. */
  takenOver?: string[];
}

export const issueParkKey = ({ customerId, issueId }: Pick<IssueIds, 'customerId' | 'issueId'>): Key => ({
  pk: customerPartition(customerId),
  sk: `ISSUE-PARK#${issueId}`,
});
