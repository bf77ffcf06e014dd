import type { Company } from '../platform/company.ts';
import { copiedVersions } from './copy.ts';
import { type Followed, type Following, follow } from './course.ts';
import type { ChangeTotals, OtherDay, PolicyChange, WrittenTo } from './entities.ts';
import type { Movable } from './movable.ts';
import type { Family } from './next-families.ts';
import type { PolicyChangePlatform } from './replay.ts';

export interface Rehearsed {
  totals: Pick<ChangeTotals, 'active' | 'draft' | 'newly' | 'noLonger' | 'otherDay'>;
  newly: WrittenTo[];
  noLonger: WrittenTo[];
  otherDay: OtherDay[];
}

const onlyIn = (one: Followed, other: Followed): WrittenTo[] =>
  [...one.writtenTo.values()].filter(({ customerId }) => !other.writtenTo.has(customerId));

type Dates = Pick<OtherDay, 'before' | 'after'>;

/** The same letters of a payer that come on another day with the draft, where there are any. */
const otherDayOf = (customerId: string, name: string, active: Followed, draft: Followed): OtherDay | undefined => {
  const [byActive, byDraft] = [active.reminders.get(customerId), draft.reminders.get(customerId)];
  if (byActive === undefined || byDraft === undefined) return undefined;
  const invoices = new Set<string>();
  let first: Dates | undefined;
  const take = (reminder: string, before: string | undefined, after: string | undefined): void => {
    if (before === undefined || after === undefined || before === after) return;
    invoices.add(reminder.slice(0, reminder.lastIndexOf(' ')));
    if (first === undefined || before < first.before) first = { before, after };
  };
  for (const [reminder, before] of byActive.sent)
    take(reminder, before, byDraft.sent.get(reminder) ?? byDraft.coming.get(reminder));
  for (const [reminder, after] of byDraft.sent)
    if (!byActive.sent.has(reminder)) take(reminder, byActive.coming.get(reminder), after);
  return first === undefined ? undefined : { customerId, name, ...(first as Dates), invoices: invoices.size };
};

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
  const isNewly = new Set(newly.map(({ customerId }) => customerId));
  const otherDay = families.flatMap(({ payer: { customerId, name } }) =>
    isNewly.has(customerId) ? [] : (otherDayOf(customerId, name, active, draft) ?? []),
  );
  const isLater = new Set(otherDay.map(({ customerId }) => customerId));
  const noLonger = onlyIn(active, draft).filter(({ customerId }) => !isLater.has(customerId));
  return {
    totals: {
      active: active.course,
      draft: draft.course,
      newly: newly.length,
      noLonger: noLonger.length,
      otherDay: otherDay.length,
    },
    newly,
    noLonger,
    otherDay,
  };
};
