import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { issued, limited, paid, sends, world } from '../support/scenario-parts.ts';

const back = (at: string, paymentId = 'P1') => ({ at, type: 'payment.reversed', paymentId, reason: 'no funds' });
const full = paid('P1', '2026-03-09T10:00:00Z', '150.00', { I1: '150.00' });

test('rule 20: a payment taken back opens a new cycle: its first reminder at once, in the words of the reversal', async () => {
  const result = await rehearse(world('2026-03-24T00:00:00Z', [issued('I1'), full, back('2026-03-16T11:02:00Z')]));
  // The second reminder, due long since, keeps the gap: five days after Monday the 16th is Saturday, so Monday the 23rd.
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-16T11:15 reminder-1', '03-23T09:00 reminder-2']);
  expect(result.letters.map(({ template, invoices }) => `${template} c${invoices[0]!.cycle}`)).toEqual([
    'reminder-1 c1',
    'reversal c2',
    'reminder-2 c2',
  ]);
  expect(result.invoice('I1')).toMatchObject({ cycle: 2, balance: '150.00', overdueDays: 22 });
  expect(result.summary.orphans).toBe(0);
});

test('rule 20: outside the window it goes when that opens, on a working day', async () => {
  const result = await rehearse(world('2026-03-17T00:00:00Z', [issued('I1'), full, back('2026-03-13T18:00:00Z')]));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-16T09:00 reminder-1']);
});

test('rule 20: at once means also the day after the last letter of the cycle before', async () => {
  const events = [
    issued('I1'),
    paid('P1', '2026-03-05T15:00:00Z', '150.00', { I1: '150.00' }),
    back('2026-03-06T15:05:00Z'),
  ];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-06T15:15 reminder-1', '03-12T09:00 reminder-2']);
});

test('rule 20: the cap holds for a reversal as well', async () => {
  const events = [
    issued('I1'),
    issued('I2', { dueOn: '2026-03-03' }),
    paid('P1', '2026-03-06T10:00:00Z', '150.00', { I1: '150.00' }),
    back('2026-03-09T10:05:00Z'),
  ];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events, { policies: [limited({ contactsPerWeek: 2 })] }));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-06T09:00 reminder-1', '03-12T09:00 reminder-1']);
});

test('rule 20: a part taken back of an invoice that was still open is no new cycle', async () => {
  const events = [
    issued('I1'),
    paid('P1', '2026-03-03T10:00:00Z', '50.00', { I1: '50.00' }),
    back('2026-03-06T10:00:00Z'),
  ];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(result.letters.map(({ step, total, template }) => `${step} ${total} ${template}`)).toEqual([
    'reminder-1 100.00 reminder-1',
    'reminder-2 150.00 reminder-2',
  ]);
  expect(result.invoice('I1').cycle).toBe(1);
});

test('rule 20: one of two payments taken back reopens with what it had paid', async () => {
  const events = [
    issued('I1'),
    paid('P1', '2026-03-03T10:00:00Z', '50.00', { I1: '50.00' }),
    paid('P2', '2026-03-03T11:00:00Z', '100.00', { I1: '100.00' }),
    back('2026-03-09T10:05:00Z'),
  ];
  const result = await rehearse(world('2026-03-10T00:00:00Z', events));
  expect(result.letters.map(({ template, total }) => `${template} ${total}`)).toEqual(['reversal 50.00']);
});

test('rule 20: a second reversal opens a third cycle', async () => {
  const events = [
    issued('I1'),
    full,
    back('2026-03-16T11:02:00Z'),
    paid('P2', '2026-03-17T10:00:00Z', '150.00', { I1: '150.00' }),
    back('2026-03-18T10:05:00Z', 'P2'),
  ];
  const result = await rehearse(world('2026-03-19T00:00:00Z', events));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-16T11:15 reminder-1', '03-18T10:15 reminder-1']);
  expect(result.invoice('I1').cycle).toBe(3);
});

test('rule 20: the same reversal reported twice opens one cycle', async () => {
  const result = await rehearse(
    world('2026-03-20T00:00:00Z', [issued('I1'), full, back('2026-03-16T11:02:00Z'), back('2026-03-17T11:02:00Z')]),
  );
  expect(result.invoice('I1').cycle).toBe(2);
  expect(result.letters).toHaveLength(2);
});

test('rule 20: a cancelled credit counts as a reversal', async () => {
  const events = [
    issued('I1'),
    {
      at: '2026-03-09T10:00:00Z',
      type: 'credit.issued',
      creditId: 'K1',
      customerId: 'C1',
      amount: '150.00',
      currency: 'USD',
    },
    { at: '2026-03-09T11:00:00Z', type: 'credit.applied', creditId: 'K1', invoiceId: 'I1', amount: '150.00' },
    { at: '2026-03-16T11:02:00Z', type: 'credit.cancelled', creditId: 'K1' },
  ];
  const result = await rehearse(world('2026-03-17T00:00:00Z', events));
  expect(result.letters.map(({ template }) => template)).toEqual(['reminder-1', 'reversal']);
  expect(result.invoice('I1').cycle).toBe(2);
});

test('rule 20: taken back before the due date nothing is asked for until it is overdue', async () => {
  const events = [
    issued('I1', { dueOn: '2026-03-10' }),
    paid('P1', '2026-03-02T10:00:00Z', '150.00', { I1: '150.00' }),
    back('2026-03-05T10:00:00Z'),
  ];
  const result = await rehearse(world('2026-03-12T00:00:00Z', events));
  expect(result.letters.map(({ at, template }) => `${at.slice(5, 10)} ${template}`)).toEqual(['03-11 reversal']);
});

test('rule 20: other invoices join the letter with their own words standing back behind a later step', async () => {
  const events = [
    issued('I1', { dueOn: '2026-02-20' }),
    paid('P1', '2026-03-04T10:00:00Z', '150.00', { I1: '150.00' }),
    issued('I2', { amount: '80.00' }),
    back('2026-03-11T18:00:00Z'),
  ];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(result.letters.at(-1)).toMatchObject({ step: 'reminder-2', template: 'reminder-2', total: '230.00' });
});
