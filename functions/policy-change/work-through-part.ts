import { type Company, companyOf, forgetCompany, pinnedPolicy } from '../platform/company.ts';
import type { Table } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Policy } from '../policy/contract.ts';
import { draftOf } from './draft.ts';
import { endingOf } from './end-change.ts';
import { type ChangePart, type ChangePlace, changeKey, differs, type PolicyChange, partKey } from './entities.ts';
import { type Movable, movableIn, type Target } from './movable.ts';
import { moveCases } from './move.ts';
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
  const found = await movableOf(platform, company, of, families);
  const movable = change.kind === 'move' ? await moveCases(platform, change, found) : found;
  const all = movable.map((each) => each.of);
  const changed = all.filter(differs);
  const cases = [...changed, ...all.filter((each) => !differs(each))];
  const moved = change.kind === 'move' ? cases.length : 0;
  const lapsing = changed.filter(({ lapses }) => lapses === true).length;
  const totals = { ...NO_TOTALS, cases: cases.length, changed: changed.length, moved, lapsing };
  if (change.kind !== 'rehearse') return { newly: [], noLonger: [], otherDay: [], cases, totals };
  const rehearsed = await rehearse(platform, company, change, families.families, movable);
  const { newly, noLonger, otherDay } = rehearsed;
  return { newly, noLonger, otherDay, cases, totals: { ...totals, ...rehearsed.totals } };
};

const answer = (part: number, next: ChangePlace | null): Worked =>
  next === null ? { state: 'done', cursor: null } : { state: 'more', cursor: { part: part + 1 } };

/** What a part found, and where it and the next one begin. */
interface Part {
  part: number;
  from: ChangePlace;
  families: Families;
  came: Found;
}

/**
 * What came of a part, as the items that keep it. One that the next continues says that there is more, and where the
 * part began: whoever meets it goes on to the next item, and so to the last, which says where the next part begins.
 */
const itemsOf = ({ changeId, expiresAt }: PolicyChange, { part, from, families, came }: Part): ChangePart[] =>
  inItems(came).map((lists, index, all) => ({
    ...partKey(changeId, part + index),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...{ next: index === all.length - 1 ? families.next : from, ...lists, v: 1 },
  }));

/** Keeps a part, unless it is kept or its change is another by now. Returns the number of its last item where it did. */
const keep = async (platform: PolicyChangePlatform, change: PolicyChange, of: Part): Promise<number | undefined> => {
  const { changeId, looked, totals, status, v } = change;
  const { families, came } = of;
  const at = new Date(platform.clock.now()).toISOString();
  const items = itemsOf(change, of);
  const last = of.part + items.length - 1;
  const set = {
    looked: { customers: looked.customers + families.customers, invoices: looked.invoices + families.openInvoices },
    ...{ totals: addTotals(totals, came.totals), parts: last + 1, progressedAt: at, v: v + 1 },
    ...(families.next === null && status === 'running' ? { status: 'done', endedAt: at } : {}),
  };
  const written = await writeIfStill(platform, [
    ...items.map((item) => ({ put: item, if: { exists: false } })),
    { update: changeKey(changeId), set, if: { equals: { v, status } } },
  ]);
  return written ? last : undefined;
};

/** Whoever stops a move stops it in the middle of a part: what was moved by then stays moved, and is counted. */
const keepOfStopped = async (platform: PolicyChangePlatform, { changeId }: PolicyChange, part: Part): Promise<void> => {
  const change = (await platform.table.get(changeKey(changeId))) as PolicyChange | undefined;
  if (change?.kind === 'move' && change.status === 'ended') await keep(platform, change, part);
};

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
  const change = found as PolicyChange | undefined;
  if (kept !== undefined && change?.status !== 'ended') return answer(part, (kept as ChangePart).next);
  if (change?.status !== 'running') return { state: 'ended', cursor: null };
  forgetCompany(table);
  const company = await companyOf(table, clock.now());
  const target = await targetOf(table, change, clock.now());
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
  const last = await keep(platform, change, { part, from, families, came });
  if (last !== undefined) return answer(last, families.next);
  await keepOfStopped(platform, change, { part, from, families, came });
  // Stopped meanwhile, or kept by an earlier call whose answer was lost: what stands there says which.
  return workThroughPart(platform, changeId, cursor);
};
