import { COMPANY } from '../ledger/entities.ts';
import type { Item, Key, Table } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Policy } from '../policy/contract.ts';

/** A change of a policy that is being written: one for each policy, kept until it is published or thrown away. */
export interface PolicyDraft extends Item {
  policy: Policy;
  by: string;
  at: string;
  /** Counts its changes: whoever saves says which one they have seen. */
  v: number;
}

export const draftKey = (policyId: string): Key => ({ pk: COMPANY, sk: `DRAFT#${policyId}` });

export const draftOf = async (table: Table, policyId: string): Promise<PolicyDraft | undefined> =>
  (await table.get(draftKey(policyId))) as PolicyDraft | undefined;

/** More drafts at once than anybody writes. */
const MOST_DRAFTS = 100;

/** All drafts, those of policies that are new included. */
export const draftsIn = async (table: Table): Promise<PolicyDraft[]> => {
  const { pk, sk } = draftKey('');
  return (await table.query(pk, sk, undefined, MOST_DRAFTS)).items as PolicyDraft[];
};

/** What must still hold: the draft is the one that was seen, 0 where there was none. */
const stillSeen = (seen: number) => (seen === 0 ? { exists: false } : { equals: { v: seen } });

/** Keeps a draft. Returns false where somebody else has changed it since it was seen. */
export const saveDraft = (
  table: Table,
  { policy, by, at, seen }: { policy: Policy; by: string; at: string; seen: number },
): Promise<boolean> =>
  writeIfStill({ table }, { put: { ...draftKey(policy.id), policy, by, at, v: seen + 1 }, if: stillSeen(seen) });

/** Throws a draft away. Returns false where somebody else has changed it since it was seen. */
export const dropDraft = (table: Table, policyId: string, seen: number): Promise<boolean> =>
  writeIfStill({ table }, { delete: draftKey(policyId), if: stillSeen(seen) });
