import { type Company, companyOf, forgetCompany, pinnedPolicy } from '../platform/company.ts';
import type { Table } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Policy } from '../policy/contract.ts';
import { draftOf } from './draft.ts';
import { endingOf } from './end-change.ts';
import { type ChangePart, type ChangePlace, changeKey, differs, type PolicyChange, partKey } from './entities.ts';
import { type Movable, movableIn, type Target } from './movable.ts';
import { moveCase } from './move.ts';
import { namedFamilies } from './named-families.ts';
import { type Families, nextFamilies } from './next-families.ts';
import { inItems, type PartLists } from './part-lists.ts';
import { rehearse } from './rehearse.ts';
import type { PolicyChangePlatform } from './replay.ts';
import { addTotals, NO_TOTALS } from './totals.ts';

const BEGINNING: ChangePlace = { shard: 0, after: null };

/** Which part is worked through; null for the first. */
export type ChangeCursor = { part: number } | null;

export interface Worked {
  state: 'more' | 'done' | 'ended';
  cursor: ChangeCursor;
}

type Found = PartLists & Pick<PolicyChange, 'totals'>;

/** The policy that cases are compared with: the draft as it would be published, or the published version. */
const targetOf = async (table: Table, change: PolicyChange, now: number): Promise<Policy | undefined> =>
  change.draft === undefined
    ? pinnedPolicy(table, change.policyId, change.version, now)
    : { ...change.draft.policy, version: change.version };

/** Whether what was asked for still makes sense: the same draft of the next version, or the version that is active. */
const isWanted = async (table: Table, company: Company, change: PolicyChange): Promise<boolean> => {
  const active = company.policies.find(({ id }) => id === change.policyId);
  if (change.kind !== 'rehearse') return active?.version === change.version;
  // A policy that is new has no version to be compared with.
  if (active !== undefined && active.version >= change.version) return false;
  return (await draftOf(table, change.policyId))?.v === change.draft?.v;
};

const movableOf = async (
  platform: PolicyChangePlatform,
  company: Company,
  of: Target,
  { families }: Families,
): Promise<Movable[]> => {
  const found: Movable[] = [];
  for (const family of families)
    for (const movable of await movableIn(platform, company, of, family)) found.push(movable);
  return found;
};

const workOn = async (
  platform: PolicyChangePlatform,
  company: Company,
  of: Target,
  families: Families,
): Promise<Found> => {
  const { change } = of;
  const movable = await movableOf(platform, company, of, families);
  if (change.kind === 'move') for (const each of movable) await moveCase(platform, change, each);
  const all = movable.map((each) => each.of);
  const changed = all.filter(differs);
  const cases = [...changed, ...all.filter((each) => !differs(each))];
  const moved = change.kind === 'move' ? cases.length : 0;
  const totals = { ...NO_TOTALS, cases: cases.length, changed: changed.length, moved };
  if (change.kind !== 'rehearse') return { newly: [], noLonger: [], cases, totals };
  const rehearsed = await rehearse(platform, company, change, families.families, movable);
  const { newly, noLonger } = rehearsed;
  return { newly, noLonger, cases, totals: { ...totals, ...rehearsed.totals } };
};

const answer = (part: number, next: ChangePlace | null): Worked =>
  next === null ? { state: 'done', cursor: null } : { state: 'more', cursor: { part: part + 1 } };

/**
 * What came of some families, as the items that keep it. One that the next continues says that there is more, and where
 * the families began: whoever meets it goes on to the next item, and so to the last, which says where the next begin.
 */
const itemsOf = (
  { changeId, expiresAt }: PolicyChange,
  part: number,
  came: PartLists,
  { from, next }: { from: ChangePlace; next: ChangePlace | null },
): ChangePart[] =>
  inItems(came).map((lists, index, all) => ({
    ...partKey(changeId, part + index),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...{ next: index === all.length - 1 ? next : from, ...lists, v: 1 },
  }));

/**
 * The Task *Work through the next part*: takes the next families of payers, does with them what the change asks for, and
 * keeps what came of it. What was kept before is not done again; what was moved before is a repeat.
 *
 * @throws Conflict where other writers kept changing a payer whose cases are moved.
 */
export const workThroughPart = async (
  platform: PolicyChangePlatform,
  changeId: string,
  cursor: ChangeCursor,
): Promise<Worked> => {
  const { table, clock } = platform;
  const part = cursor?.part ?? 0;
  const keys = [changeKey(changeId), partKey(changeId, part), ...(part === 0 ? [] : [partKey(changeId, part - 1)])];
  const [found, kept, before] = await table.batchGet(keys);
  if (kept !== undefined) return answer(part, (kept as ChangePart).next);
  const change = found as PolicyChange | undefined;
  if (change?.status !== 'running') return { state: 'ended', cursor: null };
  forgetCompany(table);
  const company = await companyOf(table, clock.now());
  const target = await targetOf(table, change, clock.now());
  const at = new Date(clock.now()).toISOString();
  const still = { equals: { v: change.v, status: 'running' } };
  if (target === undefined || !(await isWanted(table, company, change))) {
    await writeIfStill(platform, endingOf(platform, change, 'overtaken'));
    return { state: 'ended', cursor: null };
  }
  const from = (before as ChangePart | undefined)?.next ?? BEGINNING;
  const families =
    change.only === undefined
      ? await nextFamilies(table, from, platform.partInvoices)
      : await namedFamilies(table, change.only);
  const came = await workOn(platform, company, { change, target }, families);
  const { next } = families;
  const items = itemsOf(change, part, came, { from, next });
  const last = part + items.length - 1;
  const looked = {
    customers: change.looked.customers + families.customers,
    invoices: change.looked.invoices + families.openInvoices,
  };
  const set = {
    ...{ looked, totals: addTotals(change.totals, came.totals), parts: last + 1 },
    ...{ progressedAt: at, v: change.v + 1 },
    ...(next === null ? { status: 'done', endedAt: at } : {}),
  };
  const written = await writeIfStill(platform, [
    ...items.map((item) => ({ put: item, if: { exists: false } })),
    { update: changeKey(changeId), set, if: still },
  ]);
  // Cancelled meanwhile, or kept by an earlier call whose answer was lost: what stands there says which.
  return written ? answer(last, next) : workThroughPart(platform, changeId, cursor);
};
