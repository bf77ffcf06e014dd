import { type Policy, policy } from '../../../functions/policy/contract.ts';
import { askForChange, type ChangeAsked } from '../../../functions/policy-change/ask.ts';
import { saveDraft } from '../../../functions/policy-change/draft.ts';
import { type ChangePart, changeKey, type PolicyChange, partKey } from '../../../functions/policy-change/entities.ts';
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
