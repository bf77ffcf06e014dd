import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { changed, customer, issued, POLICY, paid, sends, world } from '../support/scenario-parts.ts';

test('rule 13: after an outage one step goes, the next ones the gap later, a task too', async () => {
  const late = { start: '2026-03-20T06:00:00Z' };
  const result = await rehearse(world('2026-04-10T00:00:00Z', [issued('I1')], late));
  expect(sends(result.letters)).toEqual(['03-20T09:00 reminder-1', '03-25T09:00 reminder-2', '03-30T09:00 reminder-3']);
  // Five days after Monday the 30th is Saturday the 4th: the call comes on Monday the 6th.
  expect(result.invoice('I1').steps.at(-1)).toMatchObject({ step: 'call', how: 'task' });
  expect(result.invoice('I1').steps.at(-1)!.at.slice(0, 10)).toBe('2026-04-06');
});

test('rule 13: an invoice first seen long overdue, outside the window, waits for it as a next step', async () => {
  const result = await rehearse(world('2026-03-21T12:00:00Z', [issued('I1', {}, '2026-03-20T18:00:00Z')]));
  expect(result.invoice('I1')).toMatchObject({ standing: 'next-step', next: { step: 'reminder-1', on: '2026-03-23' } });
});

test('rule 13: without any gap two letters of an invoice still do not leave on one day', async () => {
  const { limits: _none, ...policy } = POLICY;
  const result = await rehearse(
    world('2026-03-25T00:00:00Z', [issued('I1')], { start: '2026-03-20T06:00:00Z', policies: [policy] }),
  );
  expect(sends(result.letters)).toEqual(['03-20T09:00 reminder-1', '03-23T09:00 reminder-2', '03-24T09:00 reminder-3']);
});

test('rule 14: a later due date plans anew and repeats no step', async () => {
  const events = [issued('I1'), changed('I1', '2026-03-06T10:00:00Z', { dueOn: '2026-03-30' })];
  const between = await rehearse(world('2026-03-20T00:00:00Z', events));
  expect(between.invoice('I1')).toMatchObject({
    overdueDays: 0,
    standing: 'next-step',
    next: { step: 'reminder-2', on: '2026-04-09' },
  });
  const result = await rehearse(world('2026-04-10T00:00:00Z', events));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '04-09T09:00 reminder-2']);
});

test('rule 14: a date moved away under a planned letter keeps it at home, and the new day is known at once', async () => {
  const events = [issued('I1'), changed('I1', '2026-03-04T20:00:00Z', { dueOn: '2026-03-30' })];
  const evening = await rehearse(world('2026-03-04T21:00:00Z', events));
  expect(evening.invoice('I1')).toMatchObject({ standing: 'not-due', next: { step: 'reminder-1', on: '2026-04-02' } });
  const result = await rehearse(world('2026-04-03T00:00:00Z', events));
  expect(sends(result.letters)).toEqual(['04-02T09:00 reminder-1']);
});

test('rule 14: an earlier due date brings the first step forward to the same day', async () => {
  const events = [
    issued('I1', { dueOn: '2026-04-30' }),
    changed('I1', '2026-03-05T11:07:00Z', { dueOn: '2026-03-02' }),
  ];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events));
  expect(sends(result.letters)).toEqual(['03-05T11:15 reminder-1']);
});

const noDue = { dueOn: undefined };

test('rule 15: without a due date the terms of the policy give it', async () => {
  const policies = [{ ...POLICY, terms: { dueDays: 30 } }];
  // Issued on the 1st of February: due on the 3rd of March, a Tuesday.
  const result = await rehearse(world('2026-03-07T00:00:00Z', [issued('I1', noDue)], { policies }));
  expect(sends(result.letters)).toEqual(['03-06T09:00 reminder-1']);
  expect(result.invoice('I1').overdueDays).toBe(4);
});

test('rule 15: terms of nought days make it due on receipt', async () => {
  const policies = [{ ...POLICY, terms: { dueDays: 0 } }];
  const result = await rehearse(
    world('2026-03-03T00:00:00Z', [issued('I1', { ...noDue, issuedOn: '2026-02-26' })], { policies }),
  );
  expect(sends(result.letters)).toEqual(['03-02T09:00 reminder-1']);
});

test('rule 15: without due date and terms it is a task, at once, and not chased', async () => {
  const result = await rehearse(world('2026-03-20T00:00:00Z', [issued('I1', noDue)]));
  expect(result.letters).toEqual([]);
  expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null, overdueDays: 0 });
  expect(result.items('task')).toMatchObject([{ invoiceId: 'I1', raisedAt: '2026-03-01T06:00:00.000Z' }]);
});

test('rule 15: when the due date comes its task closes and the steps begin', async () => {
  const result = await rehearse(
    world('2026-03-13T00:00:00Z', [issued('I1', noDue), changed('I1', '2026-03-10T12:01:00Z', {})]),
  );
  expect(result.items('task')).toEqual([]);
  expect(sends(result.letters)).toEqual(['03-10T12:15 reminder-1']);
});

test('rule 15: a draft is not shown and not chased until it is sent', async () => {
  const draft = issued('I1', { status: 'draft' });
  const before = await rehearse(world('2026-03-20T00:00:00Z', [draft]));
  expect(before.letters).toEqual([]);
  expect(before.invoices).toEqual([]);
  expect(before.workList).toEqual([]);
  const sent = await rehearse(world('2026-03-20T00:00:00Z', [draft, changed('I1', '2026-03-16T11:01:00Z')]));
  expect(sends(sent.letters)).toEqual(['03-16T11:15 reminder-1']);
});

test('rule 15: a void stops everything, before the first letter and between two', async () => {
  const at = (instant: string) => ({ at: instant, type: 'invoice.voided', invoiceId: 'I1' });
  const never = await rehearse(world('2026-03-20T00:00:00Z', [issued('I1'), at('2026-03-05T08:59:00Z')]));
  expect(never.letters).toEqual([]);
  const between = await rehearse(world('2026-03-20T00:00:00Z', [issued('I1'), at('2026-03-09T08:59:00Z')]));
  expect(sends(between.letters)).toEqual(['03-05T09:00 reminder-1']);
  expect(between.invoice('I1')).toMatchObject({ standing: 'cancelled', next: null, overdueDays: 0 });
  expect(between.summary.kpis.ageing.d1to30).toBe(0);
});

test('rule 13: events before the start are facts: nothing is done for what they settled', async () => {
  const events = [
    issued('I1', { dueOn: '2026-02-05' }),
    paid('P1', '2026-02-10T12:00:00Z', '150.00', { I1: '150.00' }),
    issued('I2', { dueOn: '2026-02-05', customerId: 'C2' }),
  ];
  const calls = {
    ...POLICY,
    steps: [
      { id: 'call', kind: 'task', when: { anchor: 'due', days: 5 }, role: 'specialist', title: 'Call' },
      ...POLICY.steps.slice(3).map((step) => ({ ...step, id: 'last' })),
    ],
  };
  const result = await rehearse(
    world('2026-03-02T06:00:00Z', events, { policies: [calls], customers: [customer('C1'), customer('C2')] }),
  );
  expect(result.invoice('I1')).toMatchObject({ standing: 'settled', steps: [] });
  expect(result.storyOf('I1').map(({ what }) => what)).not.toContain('item-raised');
  expect(result.invoice('I2').steps).toMatchObject([{ step: 'call' }]);
});
