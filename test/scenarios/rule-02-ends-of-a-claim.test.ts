import { describe, expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { issued, sends, world } from '../support/scenario-parts.ts';

const fault = (kind: string, call = 1) => ({ port: 'mailer', call, fault: kind });
const MONTH = '2026-03-31T00:00:00Z';

describe.each(['throw-before', 'throttle'])('%s', (kind) => {
  test('rule 02: a letter that certainly did not leave goes again with the next run, as one row', async () => {
    const result = await rehearse(world(MONTH, [issued('I1')], { faults: [fault(kind)] }));
    expect(sends(result.letters)).toEqual([
      '03-05T09:15 reminder-1',
      '03-12T09:00 reminder-2',
      '03-19T09:00 reminder-3',
    ]);
    expect(result.letters.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect(result.mails.filter(({ audience }) => audience === 'customer')).toHaveLength(3);
    expect(result.storyOf('I1').filter(({ what }) => what === 'letter-failed')).toHaveLength(1);
  });

  test('rule 02: until it went again its row says failed, and the step is still to come', async () => {
    const result = await rehearse(world('2026-03-05T09:10:00Z', [issued('I1')], { faults: [fault(kind)] }));
    expect(result.letters).toMatchObject([{ at: '2026-03-05T09:00:00.000Z', status: 'failed', step: 'reminder-1' }]);
    expect(result.invoice('I1')).toMatchObject({
      standing: 'next-step',
      next: { step: 'reminder-1', on: '2026-03-05' },
      steps: [],
    });
  });

  test('rule 02: every attempt is a call: two failures in a row, then the letter', async () => {
    const result = await rehearse(
      world('2026-03-06T00:00:00Z', [issued('I1')], { faults: [fault(kind, 1), fault(kind, 2)] }),
    );
    expect(sends(result.letters)).toEqual(['03-05T09:30 reminder-1']);
  });

  test('rule 02: one that failed and was paid meanwhile stays a failed row and goes no more', async () => {
    const payment = {
      at: '2026-03-05T09:07:00Z',
      type: 'payment.received',
      paymentId: 'P1',
      customerId: 'C1',
      amount: '150.00',
      currency: 'USD',
      receivedOn: '2026-03-05',
      allocations: [{ invoiceId: 'I1', amount: '150.00' }],
    };
    const result = await rehearse(world(MONTH, [issued('I1'), payment], { faults: [fault(kind)] }));
    expect(result.letters.map(({ status }) => status)).toEqual(['failed']);
    expect(result.invoice('I1')).toMatchObject({ standing: 'settled', steps: [] });
  });
});

test('rule 02: a failure at the last run of the window goes again when the window opens the next working day', async () => {
  const late = issued('I1', { dueOn: '2026-03-03' }, '2026-03-06T16:40:00Z');
  const result = await rehearse(world('2026-03-09T12:00:00Z', [late], { faults: [fault('throttle')] }));
  expect(sends(result.letters)).toEqual(['03-09T09:00 reminder-1']);
  const friday = await rehearse(world('2026-03-06T20:00:00Z', [late], { faults: [fault('throttle')] }));
  expect(friday.letters.map(({ at, status }) => [at, status])).toEqual([['2026-03-06T16:45:00.000Z', 'failed']]);
  expect(friday.invoice('I1').next).toEqual({ step: 'reminder-1', on: '2026-03-09' });
});

describe.each(['lost-acknowledgement', 'time-out', 'crash-after'])('%s', (kind) => {
  test('rule 02: it ends as unknown, waits on the list, and nothing further is sent for the invoice', async () => {
    const result = await rehearse(world(MONTH, [issued('I1')], { faults: [fault(kind)] }));
    expect(result.letters).toMatchObject([{ at: '2026-03-05T09:00:00.000Z', status: 'unknown', step: 'reminder-1' }]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null, steps: [] });
    expect(result.items('delivery-unknown')).toMatchObject([{ invoiceId: 'I1', customerId: 'C1' }]);
    expect(result.summary.orphans).toBe(0);
  });

  test('rule 02: a delivery event turns it into sent, and the next step follows with its gap', async () => {
    const delivered = {
      at: '2026-03-20T10:00:00Z',
      type: 'letter.delivered',
      by: 'system',
      customerId: 'C1',
      email: 'billing@c1.test',
    };
    const result = await rehearse(world(MONTH, [issued('I1'), delivered], { faults: [fault(kind)] }));
    expect(sends(result.letters)).toEqual([
      '03-05T09:00 reminder-1',
      '03-20T10:00 reminder-2',
      '03-25T09:00 reminder-3',
    ]);
    expect(result.letters.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect(result.items('delivery-unknown')).toEqual([]);
    expect(result.invoice('I1').steps.map(({ step }) => step)).toEqual(['reminder-1', 'reminder-2', 'reminder-3']);
  });

  test('rule 02: a person who says that it is done settles it; the letter is not repeated', async () => {
    const done = { at: '2026-03-06T10:00:00Z', type: 'task.done', by: 'sam', invoiceId: 'I1', step: 'reminder-1' };
    const result = await rehearse(world(MONTH, [issued('I1'), done], { faults: [fault(kind)] }));
    expect(sends(result.letters)).toEqual([
      '03-05T09:00 reminder-1',
      '03-12T09:00 reminder-2',
      '03-19T09:00 reminder-3',
    ]);
    expect(result.letters[0]!.status).toBe('unknown');
    expect(result.items('delivery-unknown')).toEqual([]);
  });
});

test('rule 02: the item itself can be reported as done by its id', async () => {
  const faults = [fault('time-out')];
  const before = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')], { faults }));
  const taskId = before.items('delivery-unknown')[0]!.id;
  const done = { at: '2026-03-06T10:00:00Z', type: 'task.done', by: 'sam', taskId };
  const result = await rehearse(world('2026-03-13T00:00:00Z', [issued('I1'), done], { faults }));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-12T09:00 reminder-2']);
});

test('rule 02: an unknown letter for two invoices stops both, and neither the third nor the payer', async () => {
  const events = [issued('I1'), issued('I2'), issued('I3', { dueOn: '2026-03-04' })];
  const result = await rehearse(world('2026-03-13T20:00:00Z', events, { faults: [fault('time-out')] }));
  expect(
    result.letters.map(({ invoices, status }) => [invoices.map(({ invoiceId }) => invoiceId).join(), status]),
  ).toEqual([
    ['I1,I2', 'unknown'],
    ['I3', 'sent'],
  ]);
  expect(result.items('delivery-unknown').map(({ invoiceId }) => invoiceId)).toEqual(['I1', 'I2']);
});

test('rule 02: an unknown letter that is paid meanwhile leaves no item behind', async () => {
  const payment = {
    at: '2026-03-06T09:07:00Z',
    type: 'payment.received',
    paymentId: 'P1',
    customerId: 'C1',
    amount: '150.00',
    currency: 'USD',
    receivedOn: '2026-03-06',
    allocations: [{ invoiceId: 'I1', amount: '150.00' }],
  };
  const result = await rehearse(
    world('2026-03-13T20:00:00Z', [issued('I1'), payment], { faults: [fault('time-out')] }),
  );
  expect(result.invoice('I1').standing).toBe('settled');
  expect(result.workList).toEqual([]);
});

test('rule 02: only messages to customers are counted by the faults of the mailer', async () => {
  const events = [issued('I1', { amount: '150.00' }), issued('I2', { customerId: 'C2', dueOn: '2026-03-03' })];
  const customers = [
    { id: 'C1', name: 'One', segment: 'commercial', contacts: [{ name: 'B', email: 'b@c1.test', roles: ['billing'] }] },
    { id: 'C2', name: 'Two', segment: 'commercial', contacts: [{ name: 'B', email: 'b@c2.test', roles: ['billing'] }] },
  ];
  const result = await rehearse(world('2026-03-07T00:00:00Z', events, { customers, faults: [fault('time-out', 2)] }));
  expect(result.letters.map(({ customerId, status }) => `${customerId} ${status}`)).toEqual(['C1 sent', 'C2 unknown']);
});
