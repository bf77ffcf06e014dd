import { expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';

const ISSUE = { type: 'issue.raised', by: 'customer', issueId: 's1', invoiceId: 'i1', category: 'price' } as const;
const done = (taskId: string) => ({ type: 'task.done', by: 'anna', taskId }) as const;

test('an issue does not leave its list by a word that it is done', async () => {
  const site = await WorkSite.withCall();
  await site.world.record({ ...ISSUE, description: 'x' });
  await expect(site.world.record(done('issue-s1'))).rejects.toThrow(/issue\.resolved closes it/);
  expect(site.item('issue-s1')).not.toHaveProperty('closedAt');
});

test('solved on its page it does, by whoever solved it, and a repeated word changes nothing', async () => {
  const site = await WorkSite.withCall();
  await site.world.record({ ...ISSUE, description: 'x' });
  const solved = { outcome: 'company-right', rootCause: 'none', correctiveAction: 'told' };
  const anna = await site.signIn();
  expect((await anna.send('/items/issue-s1/resolve', { ...site.seen('issue-s1'), ...solved })).status).toBe(303);
  expect(site.item('issue-s1')).toMatchObject({ closedBy: 'anna' });
  await site.world.record(done('issue-s1'));
  expect(site.item('issue-s1')).toMatchObject({ closedBy: 'anna' });
});

test('nor does a request for approval', async () => {
  const site = await WorkSite.withCall();
  await site.world.to('2026-03-12T18:00:00Z');
  const id = 'approval-approval-000001';
  await expect(site.world.record(done(id))).rejects.toThrow(/approval\.decided answers it/);
  expect(site.item(id)).not.toHaveProperty('closedAt');
});
