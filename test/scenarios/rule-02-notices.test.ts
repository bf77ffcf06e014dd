import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { issued, world } from '../support/scenario-parts.ts';

/** 50.00 of I1 disputed and taken up on Tuesday morning: its notice is the first message to a customer. */
const events = [
  issued('I1'),
  {
    at: '2026-03-03T10:00:00Z',
    by: 'sam',
    type: 'issue.raised',
    issueId: 'S1',
    invoiceId: 'I1',
    category: 'price',
    description: 'x',
    disputedAmount: '50.00',
  },
  { at: '2026-03-03T11:00:00Z', by: 'sam', type: 'issue.taken-up', issueId: 'S1' },
];
const fault = (kind: string) => ({ faults: [{ port: 'mailer', call: 1, fault: kind }] });
const rows = (letters: Awaited<ReturnType<typeof rehearse>>['letters']) =>
  letters.map(({ at, template, step, status }) => `${at.slice(5, 16)} ${template} ${step} ${status}`);

test('rule 02: a notice that certainly did not leave goes again with the next run, as one row', async () => {
  for (const kind of ['throw-before', 'throttle']) {
    const result = await rehearse(world('2026-03-06T00:00:00Z', events, fault(kind)));
    expect(rows(result.letters)).toEqual([
      '03-03T11:15 issue-taken-up null sent',
      '03-05T09:00 reminder-1 reminder-1 sent',
    ]);
  }
});

test('rule 02: a notice of which nobody knows whether it arrived is never repeated, and nothing further is sent for its invoice until it is settled', async () => {
  const result = await rehearse(world('2026-03-06T00:00:00Z', events, fault('time-out')));
  expect(rows(result.letters)).toEqual(['03-03T11:00 issue-taken-up null unknown']);
  expect(result.items('delivery-unknown')).toMatchObject([{ invoiceId: 'I1' }]);
  expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null, steps: [] });
  const delivered = {
    at: '2026-03-06T10:05:00Z',
    by: 'system',
    type: 'letter.delivered',
    customerId: 'C1',
    email: 'billing@c1.test',
  };
  const settled = await rehearse(world('2026-03-07T00:00:00Z', [...events, delivered], fault('time-out')));
  expect(rows(settled.letters)).toEqual([
    '03-03T11:00 issue-taken-up null sent',
    '03-06T10:15 reminder-1 reminder-1 sent',
  ]);
  expect(settled.items('delivery-unknown')).toEqual([]);
  expect(settled.invoice('I1').steps.map(({ step }) => step)).toEqual(['reminder-1']);
  const done = {
    at: '2026-03-06T10:05:00Z',
    by: 'sam',
    type: 'task.done',
    taskId: result.items('delivery-unknown')[0]!.id,
  };
  const answered = await rehearse(world('2026-03-07T00:00:00Z', [...events, done], fault('time-out')));
  expect(rows(answered.letters)).toEqual([
    '03-03T11:00 issue-taken-up null unknown',
    '03-06T10:15 reminder-1 reminder-1 sent',
  ]);
});

test('rule 04: a notice ignores stale books and keeps the window', async () => {
  const late = events.map((event) =>
    event.type === 'issue.taken-up' ? { ...event, at: '2026-03-06T20:00:00Z' } : event,
  );
  const result = await rehearse(world('2026-03-09T18:00:00Z', late, { settings: { freshnessHours: 24 } }));
  expect(rows(result.letters)).toEqual(['03-09T09:00 issue-taken-up null sent']);
  expect(result.items('stale-ledger')).toHaveLength(1);
});
