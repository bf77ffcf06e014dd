import { describe, expect, test } from 'vitest';
import { promised } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, limited, paid, sends, world } from '../support/scenario-parts.ts';

/** Promises, instalments, disputes, credits and currencies on one account. */

type Loose = Record<string, unknown>;
type Letters = Awaited<ReturnType<typeof rehearse>>['letters'];

const lines = (letters: Letters): string[] =>
  letters
    .filter(({ step }) => step !== null)
    .map(
      ({ at, currency, total, invoices }) =>
        `${at.slice(5, 10)} ${invoices.map((line) => `${line.invoiceId} ${line.step} ${line.amount}`).join(', ')} = ${total} ${currency}`,
    );

/** 300.00 in three parts, the first of them due on Monday the 2nd of March. */
const inParts = (customerId = 'C1'): Loose =>
  issued('I1', {
    customerId,
    amount: '300.00',
    instalments: [
      { dueOn: '2026-03-02', amount: '100.00' },
      { dueOn: '2026-04-02', amount: '100.00' },
      { dueOn: '2026-05-04', amount: '100.00' },
    ],
  });
const disputes = (at: string, disputedAmount: string): Loose => ({
  at,
  type: 'issue.raised',
  by: 'customer',
  issueId: 'S1',
  invoiceId: 'I1',
  category: 'price',
  description: 'Another price was agreed',
  disputedAmount,
});

describe('rules 5, 18, 22 and 23: a part of an overdue instalment is promised', () => {
  test('and a part of the invoice disputed: the parent is asked for the rest, with what is under review', async () => {
    const customers = [customer('P'), customer('K', { parent: 'P' })];
    const money = paid('M1', '2026-03-13T10:00:00Z', '30.00', { I1: '30.00' }, { customerId: 'K' });
    const result = await rehearse(
      world(
        '2026-04-07T00:00:00Z',
        [
          inParts('K'),
          promised('2026-03-04T10:00:00Z', '30.00', '2026-03-13'),
          disputes('2026-03-04T11:00:00Z', '40.00'),
          money,
        ],
        { customers },
      ),
    );
    expect(lines(result.letters)).toEqual([
      '03-05 I1 reminder-1 70.00 = 70.00 USD',
      '03-12 I1 reminder-2 70.00 = 70.00 USD',
      '03-19 I1 reminder-3 70.00 = 70.00 USD',
      // The second part is overdue since the 3rd; its reminder on the Sunday goes on the Monday.
      '04-06 I1 reminder-1 170.00 = 170.00 USD',
    ]);
    expect(new Set(result.letters.map(({ customerId }) => customerId))).toEqual(new Set(['P']));
    expect(result.letters[0]!.invoices[0]).toMatchObject({ underReview: '40.00' });
    expect(result.items('broken-promise')).toEqual([]);
  });

  test('whole: nothing is asked until the promise has ended, then its step goes and none is left out', async () => {
    const promise = promised('2026-03-04T10:00:00Z', '100.00', '2026-03-13');
    const stands = await rehearse(world('2026-03-17T23:00:00Z', [inParts(), promise]));
    expect(stands.letters).toEqual([]);
    expect(stands.invoice('I1')).toMatchObject({ standing: 'waiting-on-customer', overdueDays: 15, next: null });
    const broken = await rehearse(world('2026-03-24T00:00:00Z', [inParts(), promise]));
    // Friday the 13th and two business days of grace: from Wednesday the 18th on; then the gap of five days.
    expect(lines(broken.letters)).toEqual([
      '03-18 I1 reminder-1 100.00 = 100.00 USD',
      '03-23 I1 reminder-2 100.00 = 100.00 USD',
    ]);
    expect(broken.items('broken-promise')).toMatchObject([{ title: 'Broken promise: 100.00 USD missing' }]);
  });

  test('whole, beyond the day on which the next part is overdue: that part is asked for', async () => {
    const promise = promised('2026-03-04T10:00:00Z', '100.00', '2026-04-17');
    const result = await rehearse(world('2026-04-07T00:00:00Z', [inParts(), promise]));
    expect(lines(result.letters).at(-1)).toMatch(/^04-06 I1 .* 100\.00 = 100\.00 USD$/);
    expect(result.letters).toHaveLength(1);
  });
});

describe('rules 5, 6 and 17: two currencies at one payer', () => {
  const both = [
    issued('I1'),
    issued('I2', { amount: '90.00', currency: 'EUR' }),
    issued('I3', { amount: '20.00', currency: 'EUR' }),
  ];
  const policies = [limited({ minimumBalance: { USD: '25.00', EUR: '100.00' }, minimumGapDays: 5 })];

  test('have a letter each, a minimum each, and money of one does not cover the other', async () => {
    const euros = paid('M1', '2026-03-06T10:00:00Z', '290.00', { I2: '90.00' }, { currency: 'EUR' });
    const result = await rehearse(world('2026-03-13T00:00:00Z', [...both, euros], { policies }));
    expect(lines(result.letters).sort()).toEqual([
      '03-05 I1 reminder-1 150.00 = 150.00 USD',
      '03-05 I2 reminder-1 90.00, I3 reminder-1 20.00 = 110.00 EUR',
      '03-12 I1 reminder-2 150.00 = 150.00 USD',
    ]);
    // Below the minimum of its currency, and covered by the 200.00 EUR that no invoice has: a person applies them first.
    expect(result.invoice('I3')).toMatchObject({ standing: 'on-list', next: null });
    expect(result.items('unapplied-credit')).toHaveLength(1);
    expect(result.summary.orphans).toBe(0);
  });

  test('without such money the small one is looked at again, and no item stands for it', async () => {
    const euros = paid('M1', '2026-03-06T10:00:00Z', '90.00', { I2: '90.00' }, { currency: 'EUR' });
    const result = await rehearse(world('2026-03-13T00:00:00Z', [...both, euros], { policies }));
    expect(result.invoice('I3').standing).toBe('small-balance');
    expect(result.workList).toEqual([]);
  });
});

test('rules 5 and 17: a credit after a settlement holds the small letter, and lets the bigger one of the next day go', async () => {
  const credit = (at: string, type: string, more: Loose): Loose => ({ at, type, creditId: 'K1', ...more });
  const events = [
    issued('I1'),
    paid('M1', '2026-03-04T10:00:00Z', '150.00', { I1: '150.00' }),
    issued('I2', { dueOn: '2026-03-09', amount: '35.00' }),
    issued('I3', { dueOn: '2026-03-10', amount: '100.00' }),
    credit('2026-03-10T10:00:00Z', 'credit.issued', { customerId: 'C1', amount: '40.00', currency: 'USD' }),
  ];
  const held = await rehearse(world('2026-03-12T12:00:00Z', events));
  expect(held.letters).toEqual([]);
  expect(held.invoice('I1').standing).toBe('settled');
  expect(held.invoice('I2')).toMatchObject({ standing: 'on-list', next: null });
  expect(held.items('unapplied-credit')).toHaveLength(1);
  const applied = credit('2026-03-13T10:00:00Z', 'credit.applied', { invoiceId: 'I2', amount: '35.00' });
  const after = await rehearse(world('2026-03-13T12:00:00Z', [...events, applied]));
  expect(lines(after.letters)).toEqual(['03-13 I2 reminder-1 35.00, I3 reminder-1 100.00 = 135.00 USD']);
  expect(after.invoice('I2').standing).toBe('settled');
  // 5.00 of the credit are left for no invoice.
  expect(after.items('unapplied-credit')).toHaveLength(1);
});

test('rules 3 and 15: an invoice that is voided while its letter is planned leaves it, and the other one goes', async () => {
  const voided = (invoiceId: string, at: string): Loose => ({ at, type: 'invoice.voided', invoiceId });
  const result = await rehearse(
    world('2026-03-13T00:00:00Z', [
      issued('I1'),
      issued('I2'),
      voided('I1', '2026-03-05T08:59:30Z'),
      voided('I2', '2026-03-12T08:59:30Z'),
    ]),
  );
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1']);
  expect(lines(result.letters)).toEqual(['03-05 I2 reminder-1 150.00 = 150.00 USD']);
  expect(result.invoice('I1')).toMatchObject({ standing: 'cancelled', steps: [], next: null });
  expect(result.invoice('I2').steps.map(({ step }) => step)).toEqual(['reminder-1']);
  expect(result.workList).toEqual([]);
});
