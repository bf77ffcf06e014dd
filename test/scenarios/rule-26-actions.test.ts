import { describe, expect, test } from 'vitest';
import { decided, escalating, office, reachable, SETTINGS, stepsSent } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { issued, paid } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;
const ANSWER = '2026-03-12T10:05:00Z';
const play = (action: string, until: string, events: Loose[], more = {}) =>
  rehearse(office(until, [issued('I1'), ...events], more, { action, letter: undefined }));
const yes = (action: string, more: Loose = {}) => decided(ANSWER, 'approve', { action, ...more });

describe('rule 26: an approved', () => {
  test('rule 26: visit on site is a task, done by the id of its step', async () => {
    const result = await play('site-visit', '2026-03-12T12:00:00Z', [yes('site-visit')]);
    const [visit] = result.items('task').filter(({ title }) => title.includes('on site'));
    expect(visit).toMatchObject({ invoiceId: 'I1', assignee: 'mia' });
    expect(result.invoice('I1').steps.at(-1)).toMatchObject({ step: 'escalate', how: 'approval' });
    const done = { at: '2026-03-13T10:00:00Z', type: 'task.done', by: 'mia', invoiceId: 'I1', step: 'escalate' };
    const after = await play('site-visit', '2026-03-13T12:00:00Z', [yes('site-visit'), done]);
    expect(after.items('task').filter(({ title }) => title.includes('on site'))).toEqual([]);
    expect(after.invoice('I1').standing).toBe('on-list');
    expect(after.items('task')).toHaveLength(1);
  });

  test('rule 26: visit to a key account is for its owner in Sales, and moves on there', async () => {
    const customers = [reachable('C1', { tags: ['key-account'], accountOwner: 'sally' })];
    const settings = { ...SETTINGS, departments: { ...SETTINGS.departments, sales: { manager: 'max' } } };
    const visit = async (until: string, owners = customers) => {
      const result = await play('site-visit', until, [yes('site-visit')], { customers: owners, settings });
      return result.items('task').filter(({ title }) => title.startsWith('Visit'));
    };
    const sally = { title: 'Visit the key account with Sales', assignee: 'sally', department: 'sales' };
    expect(await visit('2026-03-12T12:00:00Z')).toMatchObject([{ ...sally, dueOn: '2026-03-16' }]);
    expect(await visit('2026-03-17T12:00:00Z')).toMatchObject([{ assignee: 'max', department: 'sales' }]);
    const others = [reachable('C1', { tags: ['key-account'], accountOwner: 'sam' })];
    expect(await visit('2026-03-12T12:00:00Z', others)).toMatchObject([sally]);
  });

  test('rule 26: credit hold tells the service, and sends no letter', async () => {
    const result = await play('credit-hold', '2026-03-13T12:00:00Z', [yes('credit-hold')]);
    expect(result.storyOf('I1').map(({ what }) => what)).toContain('credit-hold-requested');
    expect(stepsSent(result.letters)).toEqual([['2026-03-05', 'reminder-1']]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', balance: '150.00' });
  });

  test('rule 26: credit hold is lifted by the payment, once, and not by a part of it', async () => {
    const half = paid('A', '2026-03-16T10:00:00Z', '50.00', { I1: '50.00' });
    const rest = paid('B', '2026-03-18T10:00:00Z', '100.00', { I1: '100.00' });
    const back = { at: '2026-03-19T10:00:00Z', type: 'payment.reversed', paymentId: 'B', reason: 'returned' };
    const again = paid('C', '2026-03-20T10:00:00Z', '100.00', { I1: '100.00' });
    const result = await play('credit-hold', '2026-03-25T00:00:00Z', [yes('credit-hold'), half, rest, back, again]);
    const lifted = result.storyOf('I1').filter(({ what }) => what === 'credit-hold-lifted');
    expect(lifted.map(({ at }) => at)).toEqual(['2026-03-18T10:00:00.000Z']);
    expect(result.invoice('I1').standing).toBe('settled');
  });

  describe('credit hold and a plan', () => {
    const plan = {
      at: '2026-03-13T10:00:00Z',
      type: 'plan.agreed',
      by: 'sam',
      planId: 'PLAN',
      invoiceId: 'I1',
      instalments: [
        { dueOn: '2026-03-20', amount: '75.00' },
        { dueOn: '2026-04-20', amount: '75.00' },
      ],
    };
    const part = (id: string, at: string, amount: string) => paid(id, at, amount, { I1: amount });
    const liftedAt = async (...payments: Loose[]): Promise<string[]> => {
      const result = await play('credit-hold', '2026-04-22T00:00:00Z', [yes('credit-hold'), plan, ...payments]);
      return result.storyOf('I1').flatMap(({ what, at }) => (what === 'credit-hold-lifted' ? [at] : []));
    };

    test('rule 26: the plan alone lifts nothing', async () => {
      expect(await liftedAt()).toEqual([]);
    });

    test('rule 26: the first part that is paid whole lifts it, once; half of it does not', async () => {
      const first = [part('A', '2026-03-18T10:00:00Z', '40.00'), part('B', '2026-03-19T10:00:00Z', '35.00')];
      expect(await liftedAt(...first)).toEqual(['2026-03-19T10:00:00.000Z']);
      expect(await liftedAt(...first, part('C', '2026-04-20T10:00:00Z', '75.00'))).toHaveLength(1);
    });

    test('rule 26: a part that comes late lifts it when nothing is overdue any more', async () => {
      expect(await liftedAt(part('A', '2026-03-24T10:00:00Z', '74.00'))).toEqual([]);
      expect(await liftedAt(part('A', '2026-03-24T10:00:00Z', '75.00'))).toEqual(['2026-03-24T10:00:00.000Z']);
    });
  });

  test('rule 26: hand-over closes the case at once, and nothing more is sent', async () => {
    const result = await play('hand-over', '2026-04-30T00:00:00Z', [yes('hand-over')]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'handed-over', balance: '150.00', next: null });
    expect(result.workList).toEqual([]);
    expect(stepsSent(result.letters)).toEqual([['2026-03-05', 'reminder-1']]);
    expect(result.summary.orphans).toBe(0);
  });

  test('rule 26: write-off closes the case at once; the balance stays until the books answer', async () => {
    const before = await play('write-off', '2026-03-12T12:00:00Z', [yes('write-off')]);
    expect(before.invoice('I1')).toMatchObject({ standing: 'written-off', balance: '150.00' });
    const credit = [
      {
        at: '2026-03-13T10:00:00Z',
        type: 'credit.issued',
        creditId: 'K1',
        customerId: 'C1',
        amount: '150.00',
        currency: 'USD',
      },
      { at: '2026-03-13T10:00:00Z', type: 'credit.applied', creditId: 'K1', invoiceId: 'I1', amount: '150.00' },
    ];
    const after = await play('write-off', '2026-03-14T00:00:00Z', [yes('write-off'), ...credit]);
    expect(after.invoice('I1')).toMatchObject({ standing: 'written-off', balance: '0.00' });
    expect(after.workList).toEqual([]);
  });

  test.each(['write-off', 'hand-over'])(
    'rule 26: %s has money that comes later looked at by a person',
    async (action) => {
      const late = paid('A', '2026-03-16T10:00:00Z', '40.00', { I1: '40.00' });
      const result = await play(action, '2026-03-17T00:00:00Z', [yes(action), late]);
      expect(result.workList).toMatchObject([
        { kind: 'task', invoiceId: 'I1', customerId: 'C1', assignee: 'sam', dueOn: '2026-03-18' },
      ]);
      expect(result.invoice('I1').balance).toBe('110.00');
    },
  );

  test('rule 26: write-off counts as bad debt of its month', async () => {
    const sale = issued(
      'I2',
      { issuedOn: '2026-03-10', dueOn: '2026-04-10', amount: '600.00' },
      '2026-03-10T10:00:00Z',
    );
    const result = await play('write-off', '2026-03-20T00:00:00Z', [sale, yes('write-off')]);
    // 150.00 written off ÷ 600.00 sold in March.
    expect(result.summary.kpis.badDebtShare).toBe(0.25);
    expect(result.summary.kpis.undisputed.badDebtShare).toBe(0.25);
  });

  test('rule 26: write-off of a part that is disputed is asked for all that is open, since it ends the case', async () => {
    const dispute = {
      at: '2026-03-10T10:00:00Z',
      type: 'issue.raised',
      issueId: 'S1',
      invoiceId: 'I1',
      category: 'price',
      disputedAmount: '60.00',
    };
    const none = await play('write-off', '2026-03-13T00:00:00Z', [dispute, yes('write-off', { amount: '90.00' })]);
    expect(none.invoice('I1').standing).toBe('on-list');
    const result = await play('write-off', '2026-03-13T00:00:00Z', [dispute, yes('write-off', { amount: '150.00' })]);
    expect(result.invoice('I1').standing).toBe('written-off');
  });

  test('rule 26: hand-over leaves the minimum of the payer to what is still owed here', async () => {
    const other = issued('I2', { dueOn: '2026-03-10', amount: '20.00' });
    const limits = { minimumGapDays: 5, minimumBalance: { USD: '25.00' } };
    const policies = [{ ...escalating({ action: 'hand-over', letter: undefined }), limits }];
    const result = await play('hand-over', '2026-03-16T00:00:00Z', [other, yes('hand-over')], { policies });
    expect(result.invoice('I2')).toMatchObject({ standing: 'small-balance' });
    expect(result.lettersOf('I2')).toEqual([]);
  });
});
