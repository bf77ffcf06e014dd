import { describe, expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';
import { QUICK } from '../../support/world.ts';

const PROMISE = { type: 'promise.made', by: 'customer', invoiceId: 'i1', amount: '100.00' } as const;
const promise = (promisedOn = '2026-03-13', promiseId = 'p1') => ({ ...PROMISE, promiseId, promisedOn }) as const;
const withdrawn = { type: 'promise.withdrawn', by: 'max', promiseId: 'p1', invoiceId: 'i1' } as const;
const hold = {
  ...({ type: 'hold.placed', by: 'max', holdId: 'h1', scope: { invoiceId: 'i1' }, reason: 'Moving' } as const),
  ...{ owner: 'max', until: '2026-03-20' },
};
const lifted = { type: 'hold.lifted', by: 'max', holdId: 'h1' } as const;

/** What is recorded at 18:00, 19:00 and so on of the day on which the call stands on Anna's list. */
const having = async (...happenings: Parameters<WorkSite['world']['record']>[0][]): Promise<WorkSite> => {
  const site = await WorkSite.withCall();
  for (const [hour, happening] of happenings.entries()) {
    await site.world.to(`2026-03-06T${18 + hour}:00:00Z`);
    await site.world.record(happening);
  }
  return site;
};

describe('two reasons that overlap, both taken back', () => {
  test('open the call again: a hold first, then a promise', async () => {
    expect((await having(hold, promise(), lifted)).item()).toMatchObject({ closedBy: 'system', lost: 'promised' });
    expect((await having(hold, promise(), lifted, withdrawn)).item()).not.toHaveProperty('closedAt');
  });

  test('open the call again: a promise first, then a hold', async () => {
    expect((await having(promise(), hold, withdrawn)).item()).toMatchObject({ closedBy: 'system', lost: 'held' });
    expect((await having(promise(), hold, withdrawn, lifted)).item()).not.toHaveProperty('closedAt');
  });
});

test('whether a promise stands is judged by the policy that the case follows', async () => {
  const grace = (graceBusinessDays: number, version: number) => ({ ...QUICK, version, promise: { graceBusinessDays } });
  const site = await WorkSite.withCall({ policies: [grace(2, 1)] });
  await site.world.record(promise('2026-03-09'));
  await site.world.record({ type: 'policy.published', by: 'max', policy: grace(0, 2) });
  await site.world.to('2026-03-10T18:00:00Z');
  expect((await site.world.invoice()).standing).toBe('waiting-on-customer');
  await site.world.record(withdrawn);
  expect(site.item()).not.toHaveProperty('closedAt');
});

test('what another department was asked for an issue that is taken back closes as taken back', async () => {
  const issue = { type: 'issue.raised', by: 'anna', issueId: 's1', invoiceId: 'i1', category: 'price' } as const;
  const asked = { type: 'issue.pulled-in', by: 'anna', issueId: 's1', taskId: 't1', department: 'finance' } as const;
  const raised = { ...issue, description: 'x', disputedAmount: '10.00' };
  const site = await having(
    raised,
    { ...asked, task: 'Check' },
    { type: 'issue.withdrawn', by: 'anna', issueId: 's1' },
  );
  expect(site.item('issue-task-s1-t1')).toMatchObject({ closedBy: 'system', lost: 'withdrawn' });
});

describe('an id that every object has', () => {
  test('names a promise like any other', async () => {
    const site = await having(promise('2026-03-13', 'constructor'));
    expect(site.item()).toMatchObject({ lost: 'promised' });
  });

  test('is no category of an issue', async () => {
    const about = { type: 'issue.raised', by: 'customer', issueId: 's1', invoiceId: 'i1', description: 'x' } as const;
    await expect(having({ ...about, category: 'constructor' })).rejects.toThrow(/"constructor" is none of/);
  });
});
