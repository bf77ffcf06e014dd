import { isOpen } from '../ledger/balance.ts';
import { customerPartition, INVOICES, type InvoiceFacts, invoiceKey, isFacts } from '../ledger/entities.ts';
import { loadCase } from '../lifecycle/load-case.ts';
import { dueEntries } from '../lifecycle/sweep.ts';
import { wake } from '../lifecycle/wake.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import { customerShards } from '../platform/shard.ts';
import { orphanBecause, standingOf } from './standing.ts';

/** What falls due within this time begins now, so that no time zone misses its day. */
const ADMIT_AHEAD_MS = 36 * 3_600_000;
/** Customers that one call of the proof looks at. */
const AT_ONCE = 500;

/** *Admit what falls due*: starts the cases whose first step comes within 36 hours. */
export const admitDue = async (platform: Platform): Promise<{ more: boolean; looked: number }> => {
  const keys = await dueEntries(platform, 'admission', platform.clock.now() + ADMIT_AHEAD_MS);
  for (const key of keys) await wake(platform, key);
  return { more: false, looked: keys.length };
};

interface Proof {
  more: boolean;
  cursor: { shard: number; from: string | null } | null;
  open: number;
  orphans: number;
}

/** *Prove completeness*: every open invoice has exactly one standing, and something that will move it. */
export const proveCompleteness = async (platform: Platform, cursor: Proof['cursor']): Promise<Proof> => {
  const shards = customerShards();
  const at = cursor ?? { shard: 0, from: null };
  const page = await platform.table.queryIndex('work', shards[at.shard]!, undefined, at.from ?? undefined, AT_ONCE);
  let open = 0;
  let orphans = 0;
  for (const { pk } of page.items) {
    const customerId = (pk as string).slice(2);
    const items = await everyItem(platform.table, customerPartition(customerId), INVOICES);
    for (const invoice of items.filter(isFacts) as InvoiceFacts[]) {
      if (!isOpen(invoice)) continue;
      const { invoiceId } = invoice;
      const loaded = await loadCase(platform, { customerId, invoiceId });
      if (loaded === undefined) continue;
      const decision = standingOf(loaded);
      const because = orphanBecause(loaded, decision);
      open += 1;
      if (because === undefined) continue;
      orphans += 1;
      platform.tell({
        at: new Date(platform.clock.now()).toISOString(),
        invoiceId,
        customerId,
        what: 'orphan-found',
        why: { rule: 'completeness', text: `It stands nowhere: ${because}.`, facts: { standing: decision.standing } },
      });
      await wake(platform, invoiceKey(customerId, invoiceId));
    }
  }
  const next = page.next === undefined ? { shard: at.shard + 1, from: null } : { shard: at.shard, from: page.next };
  const more = next.shard < shards.length;
  return { more, cursor: more ? next : null, open, orphans };
};
