import { expect, test } from 'vitest';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { policy } from '../../../functions/policy/contract.ts';
import { ledgerOf, SLOWER } from './changing.ts';

test('a move that comes late does not overwrite a newer one', async () => {
  const world = await ledgerOf(1);
  await world.to('2026-03-06T18:00:00Z');
  for (const version of [2, 3])
    await world.record({ type: 'policy.published', by: 'max', policy: policy.parse({ ...SLOWER, version }) });
  const move = (version: number, at: string) =>
    world.record({ type: 'case.moved', by: 'max', at, invoiceId: 'i1', policyId: 'quick', version });
  const version = async () => ((await world.table.get(await world.keyOf('i1'))) as InvoiceFacts).movedTo?.version;
  await move(3, '2026-03-06T17:30:00Z');
  await move(2, '2026-03-06T17:00:00Z');
  expect(await version()).toBe(3);
  // Of two at the same instant the one that comes last counts.
  await move(2, '2026-03-06T17:30:00Z');
  expect(await version()).toBe(2);
  await move(3, '2026-03-06T18:00:00Z');
  expect(await version()).toBe(3);
});
