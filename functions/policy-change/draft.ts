import { COMPANY } from '../ledger/entities.ts';
import type { Item, Key, Table } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Policy } from '../policy/contract.ts';
import { type LatestChanges, latestKey } from './entities.ts';

/** A change of a policy that is being written: one for each policy, kept until it is published or thrown away. */
export interface PolicyDraft extends Item {
  policy: Policy;
  by: string;
  at: string;
  /** Counts the changes of this draft and of those before it: whoever saves says which one they have seen. */
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

/** How far the drafts that are gone had counted: the next one goes on from there, and none is taken for another. */
const countedSoFar = async (table: Table, policyId: string): Promise<number | undefined> =>
  ((await table.get(latestKey(policyId))) as LatestChanges | undefined)?.draftsCounted;

/** Keeps a draft; `seen` is 0 where there was none. Returns false where somebody else has changed it since it was seen. */
export const saveDraft = async (
  table: Table,
  { policy, by, at, seen }: { policy: Policy; by: string; at: string; seen: number },
): Promise<boolean> => {
  const item = { ...draftKey(policy.id), policy, by, at };
  if (seen > 0) return writeIfStill({ table }, { put: { ...item, v: seen + 1 }, if: { equals: { v: seen } } });
  const draftsCounted = await countedSoFar(table, policy.id);
  return writeIfStill({ table }, [
    { put: { ...item, v: (draftsCounted ?? 0) + 1 }, if: { exists: false } },
    { check: latestKey(policy.id), if: { equals: { draftsCounted } } },
  ]);
};

/** Throws a draft away. Returns false where somebody else has changed it since it was seen. */
export const dropDraft = async (table: Table, policyId: string, seen: number): Promise<boolean> =>
  seen === 0
    ? (await draftOf(table, policyId)) === undefined
    : writeIfStill({ table }, [
        { delete: draftKey(policyId), if: { equals: { v: seen } } },
        { update: latestKey(policyId), set: { draftsCounted: seen } },
      ]);
