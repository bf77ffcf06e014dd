import { expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';

/** A company of one department that has no Sales: a key account without an owner is to be visited all the same. */
const SETTINGS = {
  departments: { 'client-relations': { manager: 'max' } },
  issueCategories: { other: { department: 'client-relations', slaBusinessDays: 3 } },
};
const KEY_ACCOUNT = {
  ...{ id: 'c1', name: 'Acme', segment: 'commercial', tags: ['key-account'] },
  contacts: [{ name: 'Bill', email: 'bill@c1.test', roles: ['billing'] }],
};

test('everybody’s list has what stands with a department that the company has not', async () => {
  const site = await WorkSite.withCall({ settings: SETTINGS, customers: [KEY_ACCOUNT] });
  await site.world.to('2026-03-14T18:00:00Z');
  expect(site.item('task-i1-c1-escalate')).toMatchObject({ department: 'sales', work: 'department#sales' });
  const max = await site.signIn('max');
  await site.world.record({ type: 'billing.requested', by: 'customer', customerId: 'c1', schedule: 'monthly' });
  const { body } = await max.ask('/list?of=everybody');
  expect(body).toContain('Visit the key account');
  expect(body).toContain('Bill monthly from now on');
});
