import { expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';

const placed = (scope: object) => ({
  ...({ type: 'hold.placed', by: 'max', holdId: 'h1', scope } as const),
  ...{ reason: 'Moving', owner: 'max', until: '2026-03-10' },
});

test.each([
  ['invoice', { invoiceId: 'i1' }],
  ['account', { customerId: 'c1' }],
])('a hold on the %s that is over is not lifted any more: what it had closed stays closed', async (_of, scope) => {
  const site = await WorkSite.withCall();
  await site.world.record(placed(scope));
  await site.world.to('2026-03-12T18:00:00Z');
  expect(site.item('hold-ended-h1')).toMatchObject({ assignee: 'max' });
  await site.world.record({ type: 'hold.lifted', by: 'anna', holdId: 'h1' });
  expect(site.item()).toMatchObject({ closedBy: 'system', lost: 'held' });
  expect(site.item('hold-ended-h1')).not.toHaveProperty('closedAt');
  const [invoice, head] = [await site.facts(), await site.world.head()];
  expect(JSON.stringify([invoice.holds, head.holds])).not.toContain('liftedAt');
});
