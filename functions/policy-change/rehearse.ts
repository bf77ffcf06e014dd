import type { Company } from '../platform/company.ts';
import { copiedVersions } from './copy.ts';
import { type Followed, type Following, follow } from './course.ts';
import type { ChangeTotals, PolicyChange, WrittenTo } from './entities.ts';
import type { Movable } from './movable.ts';
import type { Family } from './next-families.ts';
import type { PolicyChangePlatform } from './replay.ts';

export interface Rehearsed {
  totals: Pick<ChangeTotals, 'active' | 'draft' | 'newly' | 'noLonger'>;
  newly: WrittenTo[];
  noLonger: WrittenTo[];
}

const onlyIn = (one: Followed, other: Followed): WrittenTo[] =>
  [...one.writtenTo.values()].filter(({ customerId }) => !other.writtenTo.has(customerId));

/** Follows the families twice from the same instant: as things are, and with the draft published. */
export const rehearse = async (
  platform: PolicyChangePlatform,
  company: Company,
  change: PolicyChange,
  families: readonly Family[],
  movable: readonly Movable[],
): Promise<Rehearsed> => {
  const versions = await copiedVersions(platform.table);
  const of: Following = { replay: platform.replay, change, company, versions, families };
  const active = await follow(of);
  const draft = await follow(of, {
    policy: change.draft!.policy,
    moved: change.moveRunning === true ? movable : [],
  });
  const newly = onlyIn(draft, active);
  const noLonger = onlyIn(active, draft);
  return {
    totals: { active: active.course, draft: draft.course, newly: newly.length, noLonger: noLonger.length },
    newly,
    noLonger,
  };
};
