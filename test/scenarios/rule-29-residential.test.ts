import { describe, expect, test } from 'vitest';
import { decided, OFFICE, office, problemsOf, reachable, stepsSent } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { issued, POLICY } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;
const FIXED = [reachable('C1', { segment: 'residential', fixedIncome: true })];
const play = (until: string, events: Loose[], more: Loose = {}) =>
  rehearse({ ...office(until, [issued('I1'), ...events], { customers: FIXED }), ...more });
const templates = (result: Awaited<ReturnType<typeof play>>) =>
  result.letters.map(({ at, template, step }) => [at.slice(0, 10), template, step]);

const plan = {
  at: '2026-03-18T10:00:00Z',
  type: 'plan.agreed',
  by: 'sam',
  planId: 'PLAN',
  invoiceId: 'I1',
  instalments: [
    { dueOn: '2026-04-15', amount: '75.00' },
    { dueOn: '2026-05-15', amount: '75.00' },
  ],
};

describe('rule 29: a residential customer on a fixed income', () => {
  test('rule 29: is offered instalments by a letter and a task on the day the escalation falls due', async () => {
    const result = await play('2026-03-13T12:00:00Z', []);
    expect(templates(result)).toEqual([
      ['2026-03-05', 'reminder-1', 'reminder-1'],
      ['2026-03-12', 'instalment-offer', null],
    ]);
    expect(result.workList).toMatchObject([{ kind: 'task', assignee: 'sam', invoiceId: 'I1', dueOn: '2026-03-16' }]);
    // Ten business days from Thursday 2026-03-12 end on Thursday 2026-03-26.
    expect(result.invoice('I1')).toMatchObject({
      standing: 'next-step',
      next: { step: 'escalate', on: '2026-03-27' },
    });
  });

  test('rule 29: who has paid, or agreed on instalments, before the offer leaves is offered nothing', async () => {
    const paid = {
      at: '2026-03-12T07:00:00Z',
      type: 'payment.received',
      paymentId: 'A',
      customerId: 'C1',
      amount: '150.00',
      currency: 'USD',
      receivedOn: '2026-03-12',
      allocations: [{ invoiceId: 'I1', amount: '150.00' }],
    };
    for (const [event, rule] of [
      [paid, 'settled'],
      [{ ...plan, at: '2026-03-12T07:00:00Z' }, 'instalments-on-time'],
    ] as const) {
      const result = await play('2026-03-13T12:00:00Z', [event]);
      expect(templates(result)).toEqual([['2026-03-05', 'reminder-1', 'reminder-1']]);
      const dropped = result.storyOf('I1').filter(({ what }) => what === 'letter-dropped');
      expect(dropped.map(({ why }) => why.rule)).toEqual([rule]);
    }
  });

  test('rule 29: has the approval asked for ten business days later, and no second offer', async () => {
    const before = await play('2026-03-26T23:00:00Z', []);
    expect(before.items('approval')).toEqual([]);
    const result = await play('2026-03-27T12:00:00Z', [decided('2026-03-27T10:05:00Z', 'approve')]);
    expect(templates(result)).toEqual([
      ['2026-03-05', 'reminder-1', 'reminder-1'],
      ['2026-03-12', 'instalment-offer', null],
      ['2026-03-27', 'final-notice', 'escalate'],
    ]);
  });

  test('rule 29: whose approval lapses is not offered instalments again', async () => {
    const payment = {
      at: '2026-03-27T12:00:00Z',
      type: 'payment.received',
      paymentId: 'A',
      customerId: 'C1',
      amount: '10.00',
      currency: 'USD',
      receivedOn: '2026-03-27',
      allocations: [{ invoiceId: 'I1', amount: '10.00' }],
    };
    const result = await play('2026-03-30T12:00:00Z', [payment]);
    expect(result.items('approval')).toMatchObject([{ raisedAt: '2026-03-27T12:00:00.000Z' }]);
    expect(result.letters.filter(({ template }) => template === 'instalment-offer')).toHaveLength(1);
  });

  test('rule 29: who agrees on a plan is not escalated, and the task is done', async () => {
    const result = await play('2026-04-14T00:00:00Z', [plan]);
    expect(result.workList).toEqual([]);
    expect(result.invoice('I1').standing).toBe('waiting-on-customer');
    const overdue = await play('2026-04-21T00:00:00Z', [plan]);
    expect(overdue.letters.at(-1)).toMatchObject({ step: 'reminder-1', total: '75.00' });
  });

  test('rule 29: keeps the service: a credit hold is skipped with its reason, and the offer is made', async () => {
    const policies = [
      {
        ...POLICY,
        steps: [
          POLICY.steps[0]!,
          {
            id: 'suspend',
            kind: 'escalation',
            when: { anchor: 'due', days: 10 },
            action: 'credit-hold',
            approver: 'manager',
          },
          { id: 'talk', kind: 'task', when: { anchor: 'due', days: 24 }, role: 'specialist', title: 'Talk' },
        ],
      },
    ];
    const result = await play('2026-03-27T00:00:00Z', [], { policies });
    expect(result.invoice('I1').steps.map(({ step, how, at }) => [step, how, at.slice(0, 10)])).toEqual([
      ['reminder-1', 'letter', '2026-03-05'],
      ['suspend', 'skipped', '2026-03-12'],
      ['talk', 'task', '2026-03-26'],
    ]);
    expect(result.items('approval')).toEqual([]);
    expect(templates(result).map(([, template]) => template)).toEqual(['reminder-1', 'instalment-offer']);
    const skipped = result.storyOf('I1').find(({ what }) => what === 'step-skipped');
    expect(skipped?.why).toMatchObject({ rule: 'suspends-service', facts: { step: 'suspend' } });
  });

  test('rule 29: in another segment, or without a fixed income, is treated as everybody', async () => {
    for (const customer of [
      reachable('C1', { segment: 'residential' }),
      reachable('C1', { segment: 'commercial', fixedIncome: true }),
    ]) {
      const result = await play('2026-03-12T12:00:00Z', [], { customers: [customer] });
      expect(result.items('approval')).toHaveLength(1);
      expect(stepsSent(result.letters)).toHaveLength(1);
      expect(result.letters).toHaveLength(1);
    }
  });
});

describe('rule 29: monthly bills from now on', () => {
  const asked = (at: string, more: Loose = {}): Loose => ({
    at,
    type: 'billing.requested',
    by: 'customer',
    customerId: 'C1',
    schedule: 'monthly',
    ...more,
  });

  test('rule 29: are a task for Finance, once however often they are asked for', async () => {
    const events = [asked('2026-03-03T10:00:00Z', { note: 'I am paid on the 3rd' }), asked('2026-03-03T11:00:00Z')];
    const result = await play('2026-03-04T00:00:00Z', events);
    expect(result.items('task')).toMatchObject([
      { title: 'Bill monthly from now on: I am paid on the 3rd', customerId: 'C1', department: 'finance' },
    ]);
    const [{ id } = { id: '' }] = result.items('task');
    const done = { at: '2026-03-04T10:00:00Z', type: 'task.done', by: 'finn', taskId: id };
    expect((await play('2026-03-05T00:00:00Z', [...events, done])).items('task')).toEqual([]);
    const again = [...events, done, asked('2026-03-06T10:00:00Z')];
    expect((await play('2026-03-07T00:00:00Z', again)).items('task')).toMatchObject([
      { title: 'Bill monthly from now on' },
    ]);
  });

  test('rule 29: of a customer who is not known are refused', async () => {
    const problems = await problemsOf(
      office('2026-03-04T00:00:00Z', [asked('2026-03-03T10:00:00Z', { customerId: 'C9' })]),
    );
    expect(problems).toEqual([expect.stringContaining('customerId: there is no customer "C9"')]);
  });
});

describe('rule 30: a key account', () => {
  const KEY = [reachable('C1', { tags: ['key-account'], accountOwner: 'sally' })];
  const key = (until: string, events: Loose[], more: Loose = {}) => play(until, events, { customers: KEY, ...more });
  const done = (at: string, more: Loose = { invoiceId: 'I1', step: 'escalate' }) => ({
    at,
    type: 'task.done',
    by: 'sally',
    ...more,
  });

  test('rule 30: is visited first: a task for its owner on the day the escalation falls due', async () => {
    const result = await key('2026-03-13T12:00:00Z', []);
    expect(result.workList).toMatchObject([
      { kind: 'task', assignee: 'sally', department: 'sales', invoiceId: 'I1', dueOn: '2026-03-16' },
    ]);
    expect(result.workList[0]!.raisedAt.slice(0, 10)).toBe('2026-03-12');
    expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
    expect(result.storyOf('I1').map(({ why }) => why.rule)).toContain('visit-first');
  });

  test('rule 30: has the notice asked for once the visit is done, by step or by the id of the task', async () => {
    const [visit] = (await key('2026-03-13T12:00:00Z', [])).workList;
    for (const more of [{ invoiceId: 'I1', step: 'escalate' }, { taskId: visit!.id }]) {
      const result = await key('2026-03-16T12:00:00Z', [done('2026-03-16T10:00:00Z', more)]);
      expect(result.workList).toMatchObject([{ kind: 'approval', raisedAt: '2026-03-16T10:00:00.000Z' }]);
    }
  });

  test('rule 30: is never asked about while nobody went, and the task moves on', async () => {
    const result = await key('2026-06-01T00:00:00Z', []);
    expect(result.items('approval')).toEqual([]);
    expect(result.items('task')).toMatchObject([{ department: 'sales' }]);
    expect(result.items('task')[0]).not.toHaveProperty('assignee');
  });

  test('rule 30: is visited before a final notice only', async () => {
    const file = office('2026-03-12T12:00:00Z', [issued('I1')], { customers: KEY }, { action: 'site-visit' });
    const result = await rehearse(file);
    expect(result.items('approval')).toHaveLength(1);
  });

  test('rule 30: without an owner is visited by the department of Sales', async () => {
    const customers = [reachable('C1', { tags: ['key-account'] })];
    const result = await key('2026-03-13T12:00:00Z', [], { customers, staff: OFFICE });
    expect(result.items('task')).toMatchObject([{ department: 'sales' }]);
  });
});
