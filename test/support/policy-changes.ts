import {
  type ChangeKind,
  type ChangePart,
  changeKey,
  type LatestChanges,
  latestKey,
  type MovableCase,
  type PolicyChange,
  partKey,
  type WrittenTo,
} from '../../functions/policy-change/entities.ts';
import type { World } from './world.ts';

/** What a change of a policy would have found, put where its pages look. */

type Found = Partial<Pick<ChangePart, 'newly' | 'noLonger' | 'otherDay' | 'cases'>>;

/** The newest change of a kind. */
export const changeOf = async (
  { table }: World,
  kind: ChangeKind,
  policyId = 'quick',
): Promise<PolicyChange | undefined> => {
  const changeId = ((await table.get(latestKey(policyId))) as LatestChanges | undefined)?.[kind];
  return changeId === undefined ? undefined : ((await table.get(changeKey(changeId))) as PolicyChange);
};

/** The newest change of a kind is through, with these parts. */
export const through = async (
  world: World,
  kind: ChangeKind,
  parts: readonly Found[],
  more: { totals?: Partial<PolicyChange['totals']>; change?: Partial<PolicyChange> } = {},
): Promise<PolicyChange> => {
  const change = (await changeOf(world, kind))!;
  const count = (of: (part: Found) => readonly unknown[] | undefined): number =>
    parts.reduce((sum, part) => sum + (of(part)?.length ?? 0), 0);
  const differing = (part: Found) => part.cases?.filter(({ before, after }) => before.on !== after.on);
  const totals = {
    ...{ newly: count(({ newly }) => newly), noLonger: count(({ noLonger }) => noLonger) },
    otherDay: count(({ otherDay }) => otherDay),
    ...{ cases: count(({ cases }) => cases), changed: count(differing) },
    moved: kind === 'move' ? count(({ cases }) => cases) : 0,
    ...more.totals,
  };
  const now = world.now();
  for (const [index, part] of parts.entries())
    await world.table.write({
      put: { ...partKey(change.changeId, index), newly: [], noLonger: [], cases: [], ...part, next: null, v: 1 },
    });
  const done: PolicyChange = {
    ...change,
    ...{ totals, parts: parts.length, status: 'done', endedAt: now, looked: { customers: 3, invoices: 7 } },
    ...more.change,
  };
  await world.table.write({ put: done });
  return done;
};

export const written = (customerId: string, more: Partial<WrittenTo> = {}): WrittenTo => ({
  ...{ customerId, name: `Customer ${customerId}`, letters: 2, first: '2026-03-09', invoices: 1 },
  ...more,
});

/** A case that goes on differently, unless told otherwise. */
export const movable = (invoiceId: string, more: Partial<MovableCase> = {}): MovableCase => ({
  ...{ invoiceId, number: `N-${invoiceId}`, customerId: 'c1', name: 'Customer One', amount: 10000, currency: 'USD' },
  fromVersion: 1,
  before: { step: 'reminder-1', on: '2026-03-09', standing: 'next-step' },
  after: { step: 'reminder-1', on: '2026-03-11', standing: 'next-step' },
  ...more,
});

/** A case that goes on as it would have. */
export const staying = (invoiceId: string): MovableCase => {
  const { before, ...rest } = movable(invoiceId);
  return { ...rest, before, after: before };
};
