import { describe, expect, test } from 'vitest';
import { decided, escalating, held, office } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, POLICY, paid, sends, world } from '../support/scenario-parts.ts';

/** Zones, holidays, policies that are moved, answers that come late, events that come twice or too early. */

type Loose = Record<string, unknown>;

describe('rules 3, 11 and 12: three customers around the date line', () => {
  const zones = { A: 'Pacific/Auckland', H: 'Pacific/Honolulu', U: 'UTC' };
  const customers = Object.entries(zones).map(([id, timeZone]) => customer(id, { timeZone }));
  const each = [
    ...Object.keys(zones).map((customerId) => issued(`I-${customerId}`, { customerId })),
    issued('I-A2', { customerId: 'A' }),
  ];

  test('are overdue on their own date: at the same instant one is, and one is not yet', async () => {
    // 23:30 on the 2nd in Honolulu, 22:30 on the 3rd in Auckland, 09:30 on the 3rd in UTC.
    const before = await rehearse(world('2026-03-03T09:30:00Z', each, { customers }));
    expect(Object.keys(zones).map((id) => before.invoice(`I-${id}`).overdueDays)).toEqual([1, 0, 1]);
    const after = await rehearse(world('2026-03-03T10:00:00Z', each, { customers }));
    expect(Object.keys(zones).map((id) => after.invoice(`I-${id}`).overdueDays)).toEqual([1, 1, 1]);
  });

  test('have their letters at nine in their morning, and a payment a minute before keeps one at home', async () => {
    const inTime = paid('M1', '2026-03-04T19:59:00Z', '150.00', { 'I-A2': '150.00' }, { customerId: 'A' });
    const late = paid('M2', '2026-03-05T19:01:00Z', '150.00', { 'I-H': '150.00' }, { customerId: 'H' });
    const result = await rehearse(world('2026-03-06T00:00:00Z', [...each, inTime, late], { customers }));
    expect(result.letters.map(({ at, customerId, total }) => [at, customerId, total])).toEqual([
      // 09:00 in Auckland, thirteen hours ahead.
      ['2026-03-04T20:00:00.000Z', 'A', '150.00'],
      ['2026-03-05T09:00:00.000Z', 'U', '150.00'],
      // 09:00 in Honolulu, ten hours behind; the money came a minute later.
      ['2026-03-05T19:00:00.000Z', 'H', '150.00'],
    ]);
    expect(result.invoice('I-A2').standing).toBe('settled');
  });

  test('follow the zone of the payer for the window, and their own for the day that is overdue', async () => {
    const family = [
      customer('P', { timeZone: 'Pacific/Honolulu' }),
      customer('K', { timeZone: 'Pacific/Auckland', parent: 'P' }),
    ];
    const result = await rehearse(
      world('2026-03-06T12:00:00Z', [issued('I1', { customerId: 'K' })], { customers: family }),
    );
    // The 5th begins in Auckland at 11:00 UTC of the 4th; the window of the payer is open from 19:00 UTC on.
    expect(result.letters.map(({ at, customerId }) => [at, customerId])).toEqual([['2026-03-04T19:00:00.000Z', 'P']]);
  });
});

test('rules 12, 24 and 25: a hold that ends on a holiday', async () => {
  const settings = { calendar: { holidays: ['2026-03-10'] } };
  const events = [issued('I1'), held('2026-03-04T12:00:00Z', '2026-03-10')];
  const holiday = await rehearse(world('2026-03-10T12:00:00Z', events, { settings }));
  expect(holiday.letters).toEqual([]);
  expect(holiday.invoice('I1')).toMatchObject({
    standing: 'next-step',
    next: { step: 'reminder-1', on: '2026-03-11' },
  });
  expect(holiday.items('hold-ended')).toMatchObject([
    { assignee: 'sam', raisedAt: '2026-03-10T00:00:00.000Z', dueOn: '2026-03-12' },
  ]);
  const after = await rehearse(world('2026-03-24T00:00:00Z', events, { settings }));
  // Due on the 12th and the 19th, each five days after the one before at the earliest, and on a working day.
  expect(sends(after.letters)).toEqual(['03-11T09:00 reminder-1', '03-16T09:00 reminder-2', '03-23T09:00 reminder-3']);
});

describe('rule 31: a case that is moved between two steps', () => {
  const second = {
    ...POLICY,
    version: 2,
    steps: [
      POLICY.steps[0]!,
      { id: 'ring', kind: 'task', when: { anchor: 'due', days: 8 }, role: 'specialist', title: 'Ring' },
      { id: 'reminder-2', kind: 'reminder', when: { anchor: 'due', days: 12 }, letter: 'reminder-2' },
      {
        id: 'escalate',
        kind: 'escalation',
        when: { anchor: 'due', days: 20 },
        action: 'final-notice',
        approver: 'manager',
      },
    ],
  };
  const events = [
    issued('I1'),
    issued('I2'),
    { at: '2026-03-06T10:00:00Z', type: 'policy.published', by: 'mia', policy: second },
    issued('I3', { issuedOn: '2026-03-07', dueOn: '2026-03-16' }, '2026-03-07T10:00:00Z'),
    { at: '2026-03-13T12:00:00Z', type: 'case.moved', by: 'mia', invoiceId: 'I1', policyId: 'plain', version: 2 },
  ];

  test('what lies before the furthest step done counts as done; the others keep theirs, and new ones begin anew', async () => {
    const result = await rehearse(world('2026-03-24T12:00:00Z', events));
    expect(
      result.letters.map(({ at, template, invoices }) => [
        at.slice(5, 10),
        template,
        invoices.map(({ invoiceId, step }) => `${invoiceId} ${step}`),
      ]),
    ).toEqual([
      ['03-05', 'reminder-1', ['I1 reminder-1', 'I2 reminder-1']],
      ['03-12', 'reminder-2', ['I1 reminder-2', 'I2 reminder-2']],
      ['03-19', 'reminder-3', ['I2 reminder-3', 'I3 reminder-1']],
    ]);
    expect(result.items('approval')).toMatchObject([
      { invoiceId: 'I1', raisedAt: expect.stringContaining('2026-03-23') },
    ]);
    // Eight days after its due date, by the version that it began with.
    expect(result.items('task')).toMatchObject([{ invoiceId: 'I3', title: 'Ring' }]);
    expect(result.invoice('I2').next).toEqual({ step: 'call', on: '2026-04-02' });
  });
});

describe('rules 26, 27 and 28: a request that lapses while the deputy has it', () => {
  const half = paid('M1', '2026-03-17T12:00:00Z', '50.00', { I1: '50.00' });

  test('is asked anew of the approver, for what is left, with its own time to answer', async () => {
    const before = await rehearse(office('2026-03-17T11:00:00Z', [issued('I1'), half]));
    expect(before.items('approval')).toMatchObject([{ assignee: 'dora' }]);
    const after = await rehearse(office('2026-03-17T13:00:00Z', [issued('I1'), half]));
    expect(after.items('approval')).toMatchObject([{ assignee: 'mia', dueOn: '2026-03-19' }]);
  });

  test('the deputy decides nothing about the new one, and the approver does', async () => {
    const late = decided('2026-03-18T09:00:00Z', 'approve', { by: 'dora' });
    const old = decided('2026-03-18T09:05:00Z', 'approve', { amount: '150.00' });
    const open = await rehearse(office('2026-03-18T10:00:00Z', [issued('I1'), half, late, old]));
    expect(open.items('approval')).toHaveLength(1);
    const ignored = open.storyOf('I1').filter(({ what }) => what === 'decision-without-effect');
    expect(ignored.map(({ why }) => why.rule)).toEqual(['not-theirs', 'another-amount']);
    const yes = decided('2026-03-18T10:05:00Z', 'approve', { amount: '100.00' });
    const result = await rehearse(office('2026-03-19T00:00:00Z', [issued('I1'), half, late, old, yes]));
    expect(result.letters.map(({ at, template, total }) => [at.slice(5, 16), template, total])).toEqual([
      ['03-05T09:00', 'reminder-1', '150.00'],
      ['03-18T10:15', 'final-notice', '100.00'],
    ]);
    expect(result.items('approval')).toEqual([]);
  });
});

test('rules 20 and 26: a payment reversed after the hand-over sends nothing, and a person hears of it', async () => {
  const policies = [escalating({ action: 'hand-over', letter: undefined })];
  const events = [
    issued('I1'),
    paid('M1', '2026-03-06T10:00:00Z', '50.00', { I1: '50.00' }),
    decided('2026-03-12T10:05:00Z', 'approve', { action: 'hand-over', amount: '100.00' }),
    { at: '2026-03-16T10:00:00Z', type: 'payment.reversed', paymentId: 'M1', reason: 'returned by the bank' },
  ];
  const result = await rehearse(office('2026-04-30T00:00:00Z', events, { policies }));
  expect(result.letters.map(({ template }) => template)).toEqual(['reminder-1']);
  expect(result.invoice('I1')).toMatchObject({ standing: 'handed-over', balance: '150.00', cycle: 1, next: null });
  expect(result.items('task')).toMatchObject([{ invoiceId: 'I1' }]);
  expect(result.summary.orphans).toBe(0);
});

test('rule 21: twice, too early and in the wrong order: balances follow from the set of events alone', async () => {
  const withIds = (id: string, event: Loose): Loose => ({ id, source: 'books', ...event });
  const invoice = withIds('e1', issued('I1', {}, '2026-03-03T12:00:00Z'));
  const events = [
    // Paid and reversed before it is known.
    withIds('e2', paid('M1', '2026-03-02T10:00:00Z', '150.00', { I1: '150.00' })),
    invoice,
    invoice,
    withIds('e3', { at: '2026-03-04T10:00:00Z', type: 'payment.reversed', paymentId: 'M2', reason: 'returned' }),
    withIds('e4', { at: '2026-03-04T11:01:00Z', type: 'payment.reversed', paymentId: 'M1', reason: 'returned' }),
    // The books tell of it only after its reversal.
    withIds('e5', paid('M2', '2026-03-06T10:00:00Z', '150.00', { I1: '150.00' })),
    withIds('e5', paid('M2', '2026-03-06T10:00:00Z', '150.00', { I1: '150.00' })),
  ];
  const result = await rehearse(world('2026-03-17T00:00:00Z', events));
  expect(result.invoice('I1')).toMatchObject({ balance: '150.00', cycle: 2 });
  // Settled when it came, opened again on the 4th: a word on the reversal on the next morning, then the gap.
  expect(result.letters.map(({ at, template }) => [at.slice(5, 16), template])).toEqual([
    ['03-04T11:15', 'reversal'],
    ['03-12T09:00', 'reminder-2'],
  ]);
  expect(result.summary.orphans).toBe(0);
});
