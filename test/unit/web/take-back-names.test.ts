import { describe, expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';
import { invoiceOf } from '../../support/world.ts';

const promise = (promiseId: string, invoiceId: string) =>
  ({
    ...({ type: 'promise.made', by: 'anna', promiseId, invoiceId } as const),
    ...{ amount: '10.00', promisedOn: '2026-03-12' },
  }) as const;

describe('what is taken back is named by what it is about', () => {
  test('a promise of each of two invoices that has the same name', async () => {
    const site = await WorkSite.withCall();
    await site.world.record(invoiceOf('i2'));
    const anna = await site.signIn();
    for (const invoiceId of ['i1', 'i2']) await site.world.record(promise('p1', invoiceId));
    for (const invoiceId of ['i1', 'i2']) {
      await anna.send('/accounts/c1/withdraw-promise', { invoiceId, promiseId: 'p1' });
      expect((await site.facts(invoiceId)).promises).toEqual({});
    }
  });

  test('a promise, a plan, an issue and a hold whose names are as long as a name may be', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const long = 'x'.repeat(64);
    await site.world.record(promise(long, 'i1'));
    const instalments = [{ dueOn: '2026-03-31', amount: '100.00' }];
    await site.world.record({ type: 'plan.agreed', by: 'anna', planId: long, invoiceId: 'i1', instalments });
    const issue = { type: 'issue.raised', by: 'anna', issueId: long, invoiceId: 'i1' } as const;
    await site.world.record({ ...issue, category: 'price', description: 'x' });
    const hold = { type: 'hold.placed', by: 'anna', holdId: long, scope: { invoiceId: 'i1' } } as const;
    await site.world.record({ ...hold, reason: 'x', owner: 'anna', until: '2026-03-20' });
    const of = { invoiceId: 'i1', promiseId: long, planId: long, issueId: long, holdId: long };
    for (const act of ['withdraw-promise', 'withdraw-plan', 'withdraw-issue', 'lift'])
      expect((await anna.send(`/accounts/c1/${act}`, of)).status).toBe(303);
    const { promises, plan, issues, holds } = await site.facts();
    expect([promises, plan]).toEqual([{}, undefined]);
    expect(issues[long]).toHaveProperty('withdrawnAt');
    expect(holds[long]).toHaveProperty('liftedAt');
  });
});
