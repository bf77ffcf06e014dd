import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { issued, POLICY, paid, sends, world } from '../support/scenario-parts.ts';

const parts = (...each: [string, string][]) => each.map(([dueOn, amount]) => ({ dueOn, amount }));
/** 300.00, originally due on the 10th of February, in three parts. */
const three = issued('I1', {
  amount: '300.00',
  dueOn: '2026-02-10',
  instalments: parts(['2026-03-02', '100.00'], ['2026-04-02', '100.00'], ['2026-05-04', '100.00']),
});
const lines = (letters: Awaited<ReturnType<typeof rehearse>>['letters']) =>
  letters.map(
    ({ at, invoices }) =>
      `${at.slice(5, 10)} ${invoices.map((l) => `${l.invoiceId} ${l.step} ${l.amount}`).join(', ')}`,
  );

test('rule 18: each instalment is chased on its own date and amount; the original date triggers nothing', async () => {
  const result = await rehearse(world('2026-03-20T00:00:00Z', [three]));
  expect(lines(result.letters)).toEqual([
    '03-05 I1 reminder-1 100.00',
    '03-12 I1 reminder-2 100.00',
    '03-19 I1 reminder-3 100.00',
  ]);
  expect(result.invoice('I1')).toMatchObject({ overdueDays: 18, balance: '300.00' });
});

test('rule 18: with nothing overdue it waits on the customer until the next date', async () => {
  const before = await rehearse(world('2026-03-02T23:00:00Z', [three]));
  expect(before.invoice('I1')).toMatchObject({ standing: 'waiting-on-customer', overdueDays: 0, steps: [] });
  expect(before.summary.orphans).toBe(0);
  const between = await rehearse(
    world('2026-03-20T00:00:00Z', [three, paid('P1', '2026-03-09T10:00:00Z', '100.00', { I1: '100.00' })]),
  );
  expect(between.invoice('I1')).toMatchObject({ standing: 'waiting-on-customer', overdueDays: 0, balance: '200.00' });
});

test('rule 18: the second instalment begins with the first reminder; all that is overdue stands in one line', async () => {
  const result = await rehearse(world('2026-04-07T00:00:00Z', [three]));
  expect(lines(result.letters).at(-1)).toBe('04-06 I1 reminder-1 200.00');
  expect(result.invoice('I1')).toMatchObject({
    overdueDays: 36,
    standing: 'next-step',
    next: { step: 'reminder-2', on: '2026-04-13' },
  });
});

test('rule 18: payments fill the oldest instalment first', async () => {
  const part = await rehearse(
    world('2026-03-13T00:00:00Z', [three, paid('P1', '2026-03-09T10:00:00Z', '40.00', { I1: '40.00' })]),
  );
  expect(lines(part.letters)).toEqual(['03-05 I1 reminder-1 100.00', '03-12 I1 reminder-2 60.00']);
  const full = await rehearse(
    world('2026-04-07T00:00:00Z', [three, paid('P1', '2026-03-09T10:00:00Z', '130.00', { I1: '130.00' })]),
  );
  expect(lines(full.letters)).toEqual(['03-05 I1 reminder-1 100.00', '04-06 I1 reminder-1 70.00']);
});

test('rule 18: two instalments of one invoice in a letter are one line, with the step furthest in the policy', async () => {
  const two = issued('I1', {
    amount: '200.00',
    instalments: parts(['2026-03-02', '100.00'], ['2026-03-09', '100.00']),
  });
  const result = await rehearse(world('2026-03-13T00:00:00Z', [two]));
  expect(lines(result.letters)).toEqual(['03-05 I1 reminder-1 100.00', '03-12 I1 reminder-2 200.00']);
  expect(
    result
      .invoice('I1')
      .steps.map(({ step }) => step)
      .sort(),
  ).toEqual(['reminder-1', 'reminder-1', 'reminder-2']);
});

test('rule 18: an instalment without a step left is on the list until the next one is overdue', async () => {
  const done = await rehearse(world('2026-04-02T12:00:00Z', [three]));
  expect(done.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
  expect(done.items('task')).toHaveLength(1);
  const goesOn = await rehearse(world('2026-04-03T12:00:00Z', [three]));
  expect(goesOn.invoice('I1')).toMatchObject({ standing: 'next-step', next: { step: 'reminder-1', on: '2026-04-06' } });
});

test('rule 18: instalments have no check-in', async () => {
  const policies = [
    {
      ...POLICY,
      steps: [
        { id: 'check-in', kind: 'check-in', when: { anchor: 'installed', days: 8 }, letter: 'check-in' },
        ...POLICY.steps,
      ],
    },
  ];
  const event = { ...three, invoice: { ...(three.invoice as object), installedOn: '2026-02-24' } };
  const result = await rehearse(world('2026-03-06T00:00:00Z', [event], { policies }));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1']);
});

const plan = (at: string, ...each: [string, string][]) => ({
  at,
  by: 'sam',
  type: 'plan.agreed',
  planId: 'L1',
  invoiceId: 'I1',
  instalments: parts(...each),
});

test('rule 18: an agreed plan takes the place of the dates, each part from the first reminder', async () => {
  const events = [issued('I1'), plan('2026-03-09T10:00:00Z', ['2026-03-16', '75.00'], ['2026-04-16', '75.00'])];
  const waits = await rehearse(world('2026-03-16T12:00:00Z', events));
  expect(waits.invoice('I1')).toMatchObject({ standing: 'waiting-on-customer', overdueDays: 0 });
  const result = await rehearse(world('2026-03-20T00:00:00Z', events));
  expect(lines(result.letters)).toEqual(['03-05 I1 reminder-1 150.00', '03-19 I1 reminder-1 75.00']);
});

test('rule 18: what a plan leaves uncovered stays due with the invoice itself', async () => {
  const result = await rehearse(
    world('2026-03-13T00:00:00Z', [issued('I1'), plan('2026-03-09T10:00:00Z', ['2026-05-04', '100.00'])]),
  );
  expect(lines(result.letters)).toEqual(['03-05 I1 reminder-1 150.00', '03-12 I1 reminder-2 50.00']);
});

test('rule 18: the last instalment paid settles the invoice', async () => {
  const events = [
    three,
    ...['03', '04', '05'].map((month, index) =>
      paid(`P${index}`, `2026-${month}-02T10:00:00Z`, '100.00', { I1: '100.00' }),
    ),
  ];
  const result = await rehearse(world('2026-05-10T00:00:00Z', events));
  expect(result.letters).toEqual([]);
  expect(result.invoice('I1').standing).toBe('settled');
});

test('rule 18: an issue about one invoice with instalments lowers what its line asks', async () => {
  const issue = {
    at: '2026-03-04T12:00:00Z',
    by: 'sam',
    type: 'issue.raised',
    issueId: 'S1',
    invoiceId: 'I1',
    category: 'price',
    description: 'x',
    disputedAmount: '250.00',
  };
  const result = await rehearse(world('2026-03-06T00:00:00Z', [three, issue]));
  expect(lines(result.letters.filter(({ step }) => step !== null))).toEqual(['03-05 I1 reminder-1 50.00']);
});

test('rule 18: what pays a part on time is that part, also where the rest of the invoice is due later', async () => {
  const later = issued('I1', { dueOn: '2026-04-30' });
  const events = [later, plan('2026-03-02T10:00:00Z', ['2026-03-09', '60.00'])];
  const money = paid('P1', '2026-03-09T10:00:00Z', '60.00', { I1: '60.00' });
  const onTime = await rehearse(world('2026-05-04T00:00:00Z', [...events, money]));
  expect(lines(onTime.letters)).toEqual([]);
  expect(onTime.invoice('I1')).toMatchObject({ balance: '90.00', overdueDays: 4 });
  const late = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(lines(late.letters)).toEqual(['03-12 I1 reminder-1 60.00']);
});
