import { forgetCompany, policiesKey } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item } from '../platform/ports.ts';
import { customerShards } from '../platform/shard.ts';
import { writeIfStill } from '../platform/write-if-still.ts';

/** One call looks at customers for this long; the sweep goes on where it stopped. */
const AT_ONCE_MS = 60_000;
const PAGE = 100;

type Policies = Item & { reindex?: { shard: number; from: string | null } };

/**
 * After a policy was published: every customer's invoices are looked at again, so that the first steps of those that
 * were not begun yet fall due by the policy that is theirs now. A big company's takes several calls.
 */
export const reindex = async (platform: Platform, wakeOne: (customerId: string) => Promise<void>): Promise<void> => {
  const { table, clock } = platform;
  forgetCompany(table);
  const policies = (await table.get(policiesKey)) as Policies | undefined;
  if (policies?.agendaAt === undefined) return;
  const unchanged = { equals: { agendaAt: policies.agendaAt } };
  const began = clock.now();
  const shards = customerShards();
  let { shard, from } = policies.reindex ?? { shard: 0, from: null };
  while (shard < shards.length) {
    const page = await table.queryIndex('work', shards[shard]!, undefined, from ?? undefined, PAGE);
    for (const { pk } of page.items) await wakeOne(pk.slice(2));
    from = page.next ?? null;
    if (from === null) shard += 1;
    if (clock.now() - began < AT_ONCE_MS || shard === shards.length) continue;
    await writeIfStill(platform, { update: policiesKey, set: { reindex: { shard, from } }, if: unchanged });
    return;
  }
  await writeIfStill(platform, { update: policiesKey, remove: ['agenda', 'agendaAt', 'reindex'], if: unchanged });
};
