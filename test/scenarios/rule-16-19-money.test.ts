import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, paid, sends, world } from '../support/scenario-parts.ts';

const credit = (at: string, amount: string, more = {}) => ({
  at,
  type: 'credit.issued',
  creditId: 'K1',
  customerId: 'C1',
  amount,
  currency: 'USD',
  ...more,
});
const applied = (at: string, invoiceId: string, amount: string) => ({
  at,
  type: 'credit.applied',
  creditId: 'K1',
  invoiceId,
  amount,
});
const cancelled = (at: string) => ({ at, type: 'credit.cancelled', creditId: 'K1' });
const totals = (letters: Awaited<ReturnType<typeof rehearse>>['letters']) =>
  letters.map(({ at, step, total }) => `${at.slice(5, 16)} ${step} ${total}`);

test('rule 16: a partial payment keeps the invoice in the process with the rest', async () => {
  const result = await rehearse(
    world('2026-03-13T00:00:00Z', [issued('I1'), paid('P1', '2026-03-06T10:00:00Z', '49.99', { I1: '49.99' })]),
  );
  expect(totals(result.letters)).toEqual(['03-05T09:00 reminder-1 150.00', '03-12T09:00 reminder-2 100.01']);
  expect(result.invoice('I1').balance).toBe('100.01');
});

test('rule 16: what is paid in full, or overpaid, is settled and leaves no item', async () => {
  for (const amount of ['150.00', '160.00']) {
    const result = await rehearse(
      world('2026-04-20T00:00:00Z', [issued('I1'), paid('P1', '2026-04-07T10:00:00Z', amount, { I1: amount })]),
    );
    expect(result.invoice('I1')).toMatchObject({ balance: '0.00', standing: 'settled', next: null, overdueDays: 0 });
    expect(result.items('task')).toEqual([]);
  }
});

test('rule 17: an applied credit counts, its rest is shown as unapplied', async () => {
  const events = [
    issued('I1'),
    credit('2026-03-03T10:00:00Z', '60.00'),
    applied('2026-03-03T11:00:00Z', 'I1', '50.00'),
  ];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events));
  expect(totals(result.letters)).toEqual(['03-05T09:00 reminder-1 100.00']);
  expect(result.items('unapplied-credit')).toMatchObject([{ customerId: 'C1' }]);
});

test('rule 17: money without an invoice that covers the letter holds it, on the list', async () => {
  const result = await rehearse(
    world('2026-03-20T00:00:00Z', [issued('I1'), paid('P1', '2026-03-04T10:00:00Z', '150.00', {})]),
  );
  expect(result.letters).toEqual([]);
  expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null, balance: '150.00', steps: [] });
  expect(result.items('unapplied-credit')).toHaveLength(1);
  expect(
    result
      .storyOf('I1')
      .filter(({ what }) => what === 'letter-held-back')
      .map(({ why }) => why.rule),
  ).toEqual(['unapplied']);
});

test('rule 17: a cent less than the letter asks holds nothing, and is shown all the same', async () => {
  const result = await rehearse(
    world('2026-03-06T00:00:00Z', [issued('I1'), paid('P1', '2026-03-04T10:00:00Z', '149.99', {})]),
  );
  expect(result.letters).toHaveLength(1);
  expect(result.items('unapplied-credit')).toHaveLength(1);
});

test('rule 17: it is compared with the whole letter, in its currency', async () => {
  const two = [issued('I1'), issued('I2', { amount: '80.00' })];
  const covered = await rehearse(
    world('2026-03-06T00:00:00Z', [...two, paid('P1', '2026-03-04T10:00:00Z', '150.00', {})]),
  );
  expect(totals(covered.letters)).toEqual(['03-05T09:00 reminder-1 230.00']);
  const euros = await rehearse(
    world('2026-03-06T00:00:00Z', [
      issued('I1'),
      paid('P1', '2026-03-04T10:00:00Z', '500.00', {}, { currency: 'EUR' }),
    ]),
  );
  expect(euros.letters).toHaveLength(1);
});

test('rule 17: the money of a child holds the letter of its parent', async () => {
  const customers = [customer('P1'), customer('C1', { parent: 'P1' }), customer('C2', { parent: 'P1' })];
  const result = await rehearse(
    world(
      '2026-03-06T00:00:00Z',
      [issued('I1', { customerId: 'C2' }), paid('P9', '2026-03-04T10:00:00Z', '150.00', {})],
      { customers },
    ),
  );
  expect(result.letters).toEqual([]);
});

test('rule 17: money that goes to another invoice releases the letter with the next run', async () => {
  const events = [
    issued('I1'),
    issued('I9', { dueOn: '2026-06-01', amount: '150.00' }),
    credit('2026-03-04T10:00:00Z', '150.00'),
    applied('2026-03-09T10:05:00Z', 'I9', '150.00'),
  ];
  const result = await rehearse(world('2026-03-10T00:00:00Z', events));
  expect(totals(result.letters)).toEqual(['03-09T10:15 reminder-1 150.00']);
  expect(result.workList).toEqual([]);
});

test('rule 17: money that is applied to the invoice settles it, and its item closes', async () => {
  const events = [
    issued('I1'),
    credit('2026-03-04T10:00:00Z', '150.00'),
    applied('2026-03-09T10:05:00Z', 'I1', '150.00'),
  ];
  const result = await rehearse(world('2026-03-10T00:00:00Z', events));
  expect(result.letters).toEqual([]);
  expect(result.invoice('I1').standing).toBe('settled');
  expect(result.workList).toEqual([]);
});

test('rule 17: a credit that is cancelled, or a payment taken back, holds nothing any more', async () => {
  const credited = await rehearse(
    world('2026-03-10T00:00:00Z', [
      issued('I1'),
      credit('2026-03-04T10:00:00Z', '150.00'),
      cancelled('2026-03-09T10:05:00Z'),
    ]),
  );
  expect(totals(credited.letters)).toEqual(['03-09T10:15 reminder-1 150.00']);
  const reversed = { at: '2026-03-09T10:05:00Z', type: 'payment.reversed', paymentId: 'P1', reason: 'no funds' };
  const paidBack = await rehearse(
    world('2026-03-10T00:00:00Z', [issued('I1'), paid('P1', '2026-03-04T10:00:00Z', '150.00', {}), reversed]),
  );
  expect(totals(paidBack.letters)).toEqual(['03-09T10:15 reminder-1 150.00']);
  expect(paidBack.workList).toEqual([]);
});

test('rule 17: a held reminder is released to join what leaves when the letter grows beyond the money', async () => {
  const events = [
    issued('I1'),
    paid('P1', '2026-03-04T10:00:00Z', '150.00', {}),
    issued('I2', { dueOn: '2026-03-09', amount: '1.00' }),
  ];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(totals(result.letters)).toEqual(['03-12T09:00 reminder-1 151.00']);
});

test('rule 17: a check-in asks for nothing and is not held by money', async () => {
  const policies = [
    {
      id: 'p',
      version: 1,
      steps: [
        { id: 'check-in', kind: 'check-in', when: { anchor: 'issued', days: 30 }, letter: 'check-in' },
        { id: 'call', kind: 'task', when: { anchor: 'due', days: 30 }, role: 'specialist' },
      ],
    },
  ];
  const result = await rehearse(
    world(
      '2026-03-04T00:00:00Z',
      [issued('I1', { dueOn: '2026-03-31' }), paid('P1', '2026-03-02T10:00:00Z', '150.00', {})],
      { policies },
    ),
  );
  expect(sends(result.letters)).toEqual(['03-03T08:00 check-in']);
});

test('rule 19: each invoice of a letter is settled by its own balance', async () => {
  const events = [
    issued('I1'),
    issued('I2', { amount: '80.00' }),
    paid('P1', '2026-03-06T10:00:00Z', '150.00', { I1: '150.00' }),
  ];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(totals(result.letters)).toEqual(['03-05T09:00 reminder-1 230.00', '03-12T09:00 reminder-2 80.00']);
  expect(result.invoices.map(({ standing }) => standing)).toEqual(['settled', 'next-step']);
});

test('rule 19: one payment for several invoices settles each by its own part', async () => {
  const payment = paid('P1', '2026-03-06T10:00:00Z', '240.00', { I1: '150.00', I2: '30.00' });
  const result = await rehearse(
    world('2026-03-08T00:00:00Z', [issued('I1'), issued('I2', { amount: '80.00' }), payment]),
  );
  expect(result.invoices.map(({ balance }) => balance)).toEqual(['0.00', '50.00']);
  expect(result.items('unapplied-credit')).toHaveLength(1);
});
