import { policiesIn, policiesKey } from '../platform/company.ts';
import type { Item, Table } from '../platform/ports.ts';
import type { Policy } from '../policy/contract.ts';
import { hasStopped } from '../policy-change/ask.ts';
import { draftKey, type PolicyDraft } from '../policy-change/draft.ts';
import {
  type ChangeKind,
  type ChangePart,
  changeKey,
  type LatestChanges,
  latestKey,
  type PolicyChange,
  partKey,
} from '../policy-change/entities.ts';
import { differencesOf } from './policy-draft.ts';

/** What the pages read of a policy's draft and of its rehearsals, previews and moves. */

/** The newest of each kind, by its id, and which of those about running cases came last. */
export type Latest = Pick<LatestChanges, ChangeKind | 'ofCases'>;

/** A part holds up to 350 KB; so many are read for a page, and put into one file. */
export const PARTS_AT_ONCE = 8;

/** The draft of a policy, its newest changes, and the policies that are active at this moment: one request. */
export const draftAndLatest = async (
  table: Table,
  policyId: string,
): Promise<{ draft: PolicyDraft | undefined; latest: Latest; policies: readonly Policy[] }> => {
  const [draft, latest, policies] = await table.batchGet([draftKey(policyId), latestKey(policyId), policiesKey]);
  return {
    draft: draft as PolicyDraft | undefined,
    latest: (latest ?? {}) as Latest,
    policies: policiesIn(policies),
  };
};

export interface ReadChange {
  change: PolicyChange;
  /** Its parts from `from` on, as many as are read at once; there may be fewer yet. */
  parts: ChangePart[];
  from: number;
}

const partKeys = (changeId: string, from: number) =>
  Array.from({ length: PARTS_AT_ONCE }, (_, index) => partKey(changeId, from + index));

const read = (items: readonly (Item | undefined)[], from: number): ReadChange | undefined => {
  const [change, ...parts] = items;
  if (change === undefined) return undefined;
  return { change: change as PolicyChange, parts: parts.filter((part) => part !== undefined) as ChangePart[], from };
};

/** Changes with their parts from `from` on, in the order of the ids: one request. One that there is not is undefined. */
export const changesWith = async (
  table: Table,
  changeIds: readonly (string | undefined)[],
  from = 0,
): Promise<(ReadChange | undefined)[]> => {
  const known = changeIds.filter((id) => id !== undefined);
  if (known.length === 0) return changeIds.map(() => undefined);
  const keys = known.flatMap((id) => [changeKey(id), ...partKeys(id, from)]);
  const items = await table.batchGet(keys);
  const each = PARTS_AT_ONCE + 1;
  return changeIds.map((id) => {
    const at = id === undefined ? -1 : known.indexOf(id);
    return at < 0 ? undefined : read(items.slice(at * each, (at + 1) * each), from);
  });
};

/** A change without its parts. */
export const changeAlone = async (table: Table, changeId: string | undefined): Promise<PolicyChange | undefined> =>
  changeId === undefined ? undefined : ((await table.get(changeKey(changeId))) as PolicyChange | undefined);

/** How a rehearsal stands to the draft: about it as it is, about another one, about none, or beside another version. */
export type Freshness = 'fresh' | 'draft' | 'gone' | 'active';

export const freshnessOf = (change: PolicyChange, draft: PolicyDraft | undefined, active: Policy): Freshness => {
  if (draft === undefined || change.draft === undefined) return 'gone';
  if (change.version !== active.version + 1) return 'active';
  return differencesOf(change.draft.policy, draft.policy).length === 0 ? 'fresh' : 'draft';
};

/** Running, through, ended before its end, or silent for so long that nothing will come of it. */
export type Stage = 'running' | 'stopped' | 'ended' | 'done';

export const stageOf = (change: PolicyChange, now: number): Stage =>
  hasStopped(change, now) ? 'stopped' : change.status;
