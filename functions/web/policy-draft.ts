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

const draftKey = (policyId: string): Key => ({ pk: COMPANY, sk: `DRAFT#${policyId}` });

export const draftOf = async (table: Table, policyId: string): Promise<PolicyDraft | undefined> =>
  (await table.get(draftKey(policyId))) as PolicyDraft | undefined;

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

type Values = Map<string, string>;

/** Every value of a policy by its path; a step is named by its id, so that one put between moves no other. */
const valuesOf = (value: unknown, path: string, into: Values): Values => {
  if (Array.isArray(value) && value.some((each) => typeof each === 'object'))
    value.forEach((each, index) => {
      const { id, ...rest } = each as { id?: string };
      into.set(`${path}.${id ?? index}`, `${index + 1}`);
      valuesOf(rest, `${path}.${id ?? index}`, into);
    });
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [name, each] of Object.entries(value)) valuesOf(each, path === '' ? name : `${path}.${name}`, into);
  else if (value !== undefined) into.set(path, Array.isArray(value) ? value.join(', ') : String(value));
  return into;
};

export interface Difference {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** What a draft changes, value by value; the version is no change. A step's own path says its place, from 1. */
export const differencesOf = (active: Policy, draft: Policy): Difference[] => {
  const before = valuesOf({ ...active, version: undefined }, '', new Map());
  const after = valuesOf({ ...draft, version: undefined }, '', new Map());
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) =>
    before.get(path) === after.get(path) ? [] : [{ path, before: before.get(path), after: after.get(path) }],
  );
};
