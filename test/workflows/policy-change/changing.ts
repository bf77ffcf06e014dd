import { type Policy, policy } from '../../../functions/policy/contract.ts';
import { askForChange, type ChangeAsked } from '../../../functions/policy-change/ask.ts';
import { saveDraft } from '../../../functions/policy-change/draft.ts';
import {
  type ChangePart,
  type Course,
  changeKey,
  type PolicyChange,
  partKey,
} from '../../../functions/policy-change/entities.ts';
import { invoiceOf, QUICK, World, type WorldOptions } from '../../support/world.ts';

/** Worlds in which policies change. */

/** As QUICK, with the first reminder two days later and without the second. */
export const SLOWER = policy.parse({
  ...QUICK,
  version: 2,
  steps: [
    { ...QUICK.steps[0]!, when: { anchor: 'due', days: 3 } },
    { ...QUICK.steps[1]!, when: { anchor: 'due', days: 5 } },
    QUICK.steps[3]!,
  ],
});

export const customerNamed = (id: string, fields: object = {}) => ({
  id,
  name: `Customer ${id}`,
  segment: 'commercial',
  contacts: [{ name: 'Bill', email: `bill@${id}.test`, roles: ['billing'] }],
  ...fields,
});

/** A world of some customers with an invoice each, due on different days around 2026-03-03. */
export const ledgerOf = async (customers: number, options: Partial<WorldOptions> = {}): Promise<World> => {
  const ids = Array.from({ length: customers }, (_, index) => `c${index + 1}`);
  const world = await World.make({
    start: '2026-03-03T18:00:00Z',
    customers: ids.map((id) => customerNamed(id)),
    ...options,
  });
  for (const [index, id] of ids.entries())
    await world.record(
      invoiceOf(`i${index + 1}`, { customerId: id, dueOn: `2026-03-${String(2 + (index % 9)).padStart(2, '0')}` }),
    );
  return world;
};

/** Asks for a change and lets it be worked through. */
export const changed = async (
  world: World,
  asked: Partial<ChangeAsked> & Pick<ChangeAsked, 'kind'>,
): Promise<{ change: PolicyChange; parts: ChangePart[] }> => {
  const changeId = await askForChange(world.platform, { policyId: 'quick', version: 2, by: 'max', ...asked });
  await world.runtime.settle();
  return read(world, changeId);
};

export const read = async (world: World, changeId: string): Promise<{ change: PolicyChange; parts: ChangePart[] }> => {
  const change = (await world.table.get(changeKey(changeId))) as PolicyChange;
  const parts: ChangePart[] = [];
  for (let part = 0; part < change.parts; part++)
    parts.push((await world.table.get(partKey(changeId, part))) as ChangePart);
  return { change, parts };
};

/** Saves a draft of the policy and gives it as a change is asked for with it. */
export const draftIn = async (world: World, draft: Policy): Promise<NonNullable<PolicyChange['draft']>> => {
  await saveDraft(world.table, { policy: draft, by: 'max', at: world.now(), seen: 0 });
  return { policy: draft, v: 1 };
};

/** What letters, tasks and approvals there are, each by its own name. */
export const cameSoFar = (world: World) => {
  const tasks = new Set<string>();
  const approvals = new Set<string>();
  for (const { pk, sk, how, visitAt, approval } of world.records()) {
    if (how === 'task' || visitAt !== undefined) tasks.add(`${pk} ${sk}`);
    if (approval !== undefined) approvals.add(approval.approvalId);
  }
  return { tasks, approvals, letters: new Map(world.letters().map(({ letterId, at }) => [letterId, at])) };
};

const newOnes = (after: ReadonlySet<string>, before: ReadonlySet<string>): number =>
  [...after].filter((each) => !before.has(each)).length;

/** Lets the days pass without new facts, and says what came since. */
export const cameWithin = async (
  world: World,
  days: number,
  before = cameSoFar(world),
): Promise<Omit<Course, 'costMicros'>> => {
  await world.to(new Date(world.clock.now() + days * 86_400_000).toISOString());
  const after = cameSoFar(world);
  const perDay: Record<string, number> = {};
  let letters = 0;
  for (const [letterId, at] of after.letters) {
    if (before.letters.has(letterId)) continue;
    letters += 1;
    perDay[at.slice(0, 10)] = (perDay[at.slice(0, 10)] ?? 0) + 1;
  }
  const tasks = newOnes(after.tasks, before.tasks);
  return { letters, tasks, approvals: newOnes(after.approvals, before.approvals), perDay };
};

/** Everything in the table; without what changes of policies keep of themselves, where that is asked for. */
export const dumpOf = ({ table }: World, ledgerOnly = false): string[] =>
  [...table.scan('')]
    .filter(({ pk, sk }) => !ledgerOnly || !(pk.startsWith('CHANGE#') || sk.startsWith('CHANGE#')))
    .map((item) => JSON.stringify(item));

export const publish = (world: World) => world.record({ type: 'policy.published', by: 'max', policy: SLOWER });
export const stateOf = (world: World, changeId: string) => world.runtime.engine.execution('policy-change', changeId)!;
export const rehearsalOf = async (world: World) =>
  ({
    kind: 'rehearse',
    policyId: 'quick',
    version: 2,
    by: 'max',
    days: 30,
    draft: await draftIn(world, SLOWER),
  }) as const;

/** Five customers on the evening of Friday the 6th: reminders are out, calls and second reminders come on Monday. */
export const friday = async (options: Parameters<typeof ledgerOf>[1] = {}): Promise<World> => {
  const world = await ledgerOf(5, options);
  await world.to('2026-03-06T18:00:00Z');
  return world;
};
