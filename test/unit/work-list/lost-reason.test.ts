import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksForPlanItem, lateMoneyItem } from '../../../functions/work-list/item.ts';
import { CALL, WorkSite } from '../../support/work-site.ts';
import { invoiceOf } from '../../support/world.ts';

/** Friday, March 6: the call about `i1`, $100.00, stands on Anna's list. */
const siteWithCall = (): Promise<WorkSite> => WorkSite.withCall();
const promise = (amount = '100.00', promiseId = 'p1', promisedOn = '2026-03-13') =>
  ({ type: 'promise.made', by: 'customer', promiseId, invoiceId: 'i1', amount, promisedOn }) as const;
const payment = (amount: string, paymentId = 'm1') =>
  ({
    type: 'payment.received',
    paymentId,
    customerId: 'c1',
    amount,
    currency: 'USD',
    receivedOn: '2026-03-06',
    allocations: [{ invoiceId: 'i1', amount }],
  }) as const;
const issue = (disputedAmount?: string) =>
  ({
    type: 'issue.raised',
    by: 'customer',
    issueId: 's1',
    invoiceId: 'i1',
    category: 'price',
    description: 'Too dear',
    ...(disputedAmount === undefined ? {} : { disputedAmount }),
  }) as const;
const hold = (scope: object) =>
  ({
    type: 'hold.placed',
    by: 'max',
    holdId: 'h1',
    scope,
    reason: 'Moving',
    owner: 'max',
    until: '2026-03-20',
  }) as const;

describe('an item whose reason has gone closes by itself and says why', () => {
  test('a call, once all of the invoice is promised', async () => {
    const site = await siteWithCall();
    await site.world.record(promise());
    expect(site.item()).toMatchObject({ closedBy: 'system', lost: 'promised' });
    expect((await site.world.invoice()).standing).toBe('waiting-on-customer');
  });

  test('a call, once what is not disputed has been paid', async () => {
    const site = await siteWithCall();
    await site.world.record(issue('60.00'));
    expect(site.item().closedAt).toBeUndefined();
    await site.world.record(payment('40.00'));
    expect(site.item()).toMatchObject({ closedBy: 'system', lost: 'disputed' });
  });

  test('a call, once a plan is agreed, all is disputed, or the invoice or the account is on hold', async () => {
    const instalments = [
      { dueOn: '2026-03-20', amount: '50.00' },
      { dueOn: '2026-04-20', amount: '50.00' },
    ];
    const acts = [
      [{ type: 'plan.agreed', by: 'customer', planId: 'n1', invoiceId: 'i1', instalments }, 'in-parts'],
      [issue(), 'disputed'],
      [hold({ invoiceId: 'i1' }), 'held'],
      [hold({ customerId: 'c1' }), 'held'],
    ] as const;
    for (const [act, lost] of acts) {
      const site = await siteWithCall();
      await site.world.record(act);
      expect(site.item()).toMatchObject({ closedBy: 'system', lost });
    }
  });

  test('a call stays while a part is still asked for', async () => {
    const site = await siteWithCall();
    await site.world.record(promise('60.00'));
    await site.world.record(issue('30.00'));
    expect(site.item().closedAt).toBeUndefined();
  });

  test('a call about another invoice of the account stays', async () => {
    const site = await siteWithCall();
    await site.world.record(invoiceOf('i2'));
    await site.world.to('2026-03-12T18:00:00Z');
    await site.world.record(promise());
    expect(site.item(CALL.replace('i1', 'i2'))).toMatchObject({ kind: 'task' });
    expect(site.item(CALL.replace('i1', 'i2')).closedAt).toBeUndefined();
  });

  test('a broken promise, by a new promise, or by what was missing', async () => {
    for (const [act, lost] of [
      [promise('100.00', 'p2', '2026-04-01'), 'promised'],
      [payment('50.00'), 'paid'],
    ] as const) {
      const site = await siteWithCall();
      await site.world.record(promise(lost === 'paid' ? '50.00' : '100.00'));
      await site.world.to('2026-03-19T18:00:00Z');
      const [broken] = site.world.items().filter(({ kind }) => kind === 'broken-promise');
      expect(broken).toMatchObject({ missing: { amount: lost === 'paid' ? 5000 : 10_000, inPart: false } });
      await site.world.record(act);
      expect(site.item(broken!.itemId)).toMatchObject({ closedBy: 'system', lost });
    }
  });

  test('a wish for instalments, by a plan, by payment, and by payment before any case has begun', async () => {
    const asks = { type: 'customer.answered', by: 'customer', customerId: 'c1', answer: 'asks-for-plan' } as const;
    const site = await siteWithCall();
    await site.world.record({ ...asks, invoiceId: 'i1' });
    expect(site.item(asksForPlanItem('i1')).closedAt).toBeUndefined();
    await site.world.record({
      ...{ type: 'plan.agreed', by: 'anna', planId: 'n1', invoiceId: 'i1' },
      instalments: [{ dueOn: '2026-04-20', amount: '100.00' }],
    });
    expect(site.item(asksForPlanItem('i1'))).toMatchObject({ closedBy: 'anna', lost: 'plan-agreed' });
    await site.world.record(invoiceOf('i9', { dueOn: '2026-06-30' }));
    await site.world.record({ ...asks, invoiceId: 'i9' });
    await site.world.record({ ...payment('100.00', 'm9'), allocations: [{ invoiceId: 'i9', amount: '100.00' }] });
    expect(site.item(asksForPlanItem('i9'))).toMatchObject({ closedBy: 'system', lost: 'settled' });
  });

  test('a hold that has ended, once the invoice is paid; one that ends after the payment raises nothing', async () => {
    const site = await siteWithCall();
    await site.world.record(hold({ invoiceId: 'i1' }));
    await site.world.to('2026-03-20T18:00:00Z');
    expect(site.item('hold-ended-h1').closedAt).toBeUndefined();
    await site.world.record(payment('100.00'));
    expect(site.item('hold-ended-h1')).toMatchObject({ closedBy: 'system', lost: 'settled' });
    const paid = await siteWithCall();
    await paid.world.record(hold({ invoiceId: 'i1' }));
    await paid.world.record(payment('100.00'));
    await paid.world.to('2026-03-20T18:00:00Z');
    expect(paid.item('hold-ended-h1')).toBeUndefined();
  });

  test('a contact to find, once the payer has one; whom to write to, once a colleague has entered it', async () => {
    const site = await WorkSite.withCall({
      customers: [{ id: 'c1', name: 'One', segment: 'commercial', contacts: [] }],
    });
    await site.world.to('2026-03-10T18:00:00Z');
    expect(site.item('find-contact-c1').closedAt).toBeUndefined();
    const contacts = [{ name: 'Pia', email: 'pia@p1.test', roles: ['billing'] }];
    await site.world.record({
      type: 'customer.updated',
      customer: { id: 'p1', name: 'Parent', segment: 'commercial', contacts },
    });
    const child = { id: 'c1', name: 'One', segment: 'commercial', contacts: [], parent: 'p1' };
    await site.world.record({ type: 'customer.updated', customer: child });
    expect(site.item('find-contact-c1')).toMatchObject({ closedBy: 'system', lost: 'contact-known' });
    await site.world.record({
      ...{ type: 'contact.asked', by: 'customer', customerId: 'p1', requestId: 'r1', invoiceId: 'i1' },
      ...{ name: 'New', email: 'new@p1.test' },
    });
    expect(site.item('contact-asked-p1').closedAt).toBeUndefined();
    await site.world.record({
      ...{ type: 'contact.corrected', by: 'anna', customerId: 'p1' },
      contacts: [{ name: 'New', email: 'NEW@p1.test', roles: ['billing'] }],
    });
    expect(site.item('contact-asked-p1')).toMatchObject({ closedBy: 'system', lost: 'contact-known' });
    expect((await site.world.head('p1')).askedContact).toBeUndefined();
  });

  test('money that came too late stays with whoever tells accounting', async () => {
    const site = await siteWithCall();
    expect(lateMoneyItem('i1')).toBe('task-i1-late-money');
    await site.world.record(promise());
    await site.world.record(payment('100.00'));
    expect(site.world.items().filter(({ closedAt }) => closedAt === undefined)).toEqual([]);
  });
});

describe('what is taken back', () => {
  const back = { type: 'promise.withdrawn', by: 'anna', promiseId: 'p1', invoiceId: 'i1' } as const;

  test('opens the items again that it had closed, as if it had never been', async () => {
    const site = await siteWithCall();
    await site.world.record(promise());
    await site.world.record(back);
    expect(site.item()).toMatchObject({ assignee: 'anna', dueOn: '2026-03-10', work: 'person#anna' });
    expect(site.item()).not.toHaveProperty('closedAt');
    expect(site.item()).not.toHaveProperty('lost');
    expect((await site.facts()).tasksDone).toEqual({});
    expect((await site.facts()).withdrawnPromises).toMatchObject({ p1: { withdrawnBy: 'anna' } });
  });

  test('leaves an item closed whose reason another promise has taken', async () => {
    const site = await siteWithCall();
    await site.world.record(promise());
    await site.world.record(promise('100.00', 'p2'));
    await site.world.record(back);
    expect(site.item()).toMatchObject({ lost: 'promised' });
  });

  test('leaves what a person had done before as it is', async () => {
    const site = await siteWithCall();
    await site.world.record({ type: 'task.done', by: 'anna', taskId: CALL });
    await site.world.to('2026-03-06T19:00:00Z');
    await site.world.record(promise());
    await site.world.record(back);
    expect(site.item()).toMatchObject({ closedBy: 'anna' });
  });

  test('a hold that is lifted, a plan and an issue that are withdrawn open the call again', async () => {
    const instalments = [{ dueOn: '2026-04-20', amount: '100.00' }];
    const pairs = [
      [hold({ invoiceId: 'i1' }), { type: 'hold.lifted', by: 'max', holdId: 'h1' }],
      [hold({ customerId: 'c1' }), { type: 'hold.lifted', by: 'max', holdId: 'h1' }],
      [
        { type: 'plan.agreed', by: 'anna', planId: 'n1', invoiceId: 'i1', instalments },
        { type: 'plan.withdrawn', by: 'anna', planId: 'n1', invoiceId: 'i1' },
      ],
      [
        { ...issue(), by: 'anna' },
        { type: 'issue.withdrawn', by: 'anna', issueId: 's1' },
      ],
    ] as const;
    for (const [act, undo] of pairs) {
      const site = await siteWithCall();
      await site.world.record(act);
      expect(site.item().closedAt).toBeDefined();
      await site.world.record(undo);
      expect(site.item().closedAt).toBeUndefined();
      expect(site.world.items().filter(({ kind, closedAt }) => kind === 'issue' && closedAt === undefined)).toEqual([]);
    }
  });

  test('property: whatever is promised and taken back at once leaves the list as it was', async () => {
    const act = fc.record({ cents: fc.integer({ min: 1, max: 15_000 }), days: fc.integer({ min: 0, max: 20 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 4 }), async (promises) => {
        const site = await siteWithCall();
        const before = site.item();
        for (const [index, { cents, days }] of promises.entries()) {
          const on = new Date(Date.UTC(2026, 2, 6 + days)).toISOString().slice(0, 10);
          await site.world.record(promise((cents / 100).toFixed(2), `p${index}`, on));
        }
        for (const index of promises.keys()) await site.world.record({ ...back, promiseId: `p${index}` });
        expect({ ...site.item(), v: 0 }).toEqual({ ...before, v: 0 });
        expect((await site.facts()).promises).toEqual({});
        expect((await site.world.invoice()).standing).toBe('next-step');
      }),
      { numRuns: 8 },
    );
  });
});

describe('after the pause', () => {
  test('an invoice whose last step was the call is on a list again', async () => {
    const site = await siteWithCall();
    await site.world.record(promise('100.00', 'p1', '2026-03-09'));
    await site.world.to('2026-04-20T18:00:00Z');
    const open = site.world.items().filter(({ closedAt }) => closedAt === undefined);
    expect(open.length).toBeGreaterThan(0);
  });
});
