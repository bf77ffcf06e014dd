import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, limited, paid, sends, world } from '../support/scenario-parts.ts';

const policies = [limited({ minimumBalance: { USD: '25.00' } })];
const small = (id: string, more: Record<string, unknown> = {}) => issued(id, { amount: '20.00', ...more });
const run = (until: string, events: readonly Record<string, unknown>[], more = {}) =>
  rehearse(world(until, events, { policies, ...more }));

test('rule 06: below the minimum nothing is sent: small-balance, still in ageing, looked at again', async () => {
  const result = await run('2026-03-20T00:00:00Z', [small('I1')]);
  expect(result.letters).toEqual([]);
  expect(result.invoice('I1')).toMatchObject({
    standing: 'small-balance',
    next: { step: 'reminder-1', on: '2026-04-06' },
    steps: [],
  });
  expect(result.summary.kpis.ageing.d1to30).toBe(20);
  expect(
    result
      .storyOf('I1')
      .filter(({ what }) => what === 'letter-held-back')
      .map(({ why }) => why.rule),
  ).toEqual(['minimum']);
  expect(result.summary.orphans).toBe(0);
});

test('rule 06: before its step is due a small invoice is not-due like any other', async () => {
  const result = await run('2026-03-05T08:00:00Z', [small('I1')]);
  expect(result.invoice('I1').standing).toBe('not-due');
});

test('rule 06: exactly the minimum is asked for', async () => {
  expect((await run('2026-03-06T00:00:00Z', [issued('I1', { amount: '25.00' })])).letters).toHaveLength(1);
  expect((await run('2026-03-06T00:00:00Z', [issued('I1', { amount: '24.99' })])).letters).toEqual([]);
});

test('rule 06: it is compared with what is still owed, never with the face of the invoice', async () => {
  const result = await run('2026-03-06T00:00:00Z', [
    issued('I1'),
    paid('P1', '2026-03-04T12:00:00Z', '130.00', { I1: '130.00' }),
  ]);
  expect(result.letters).toEqual([]);
  expect(result.invoice('I1')).toMatchObject({ standing: 'small-balance', balance: '20.00' });
});

test('rule 06: what is disputed does not count, what is promised is still owed', async () => {
  const issue = {
    at: '2026-03-04T12:00:00Z',
    by: 'sam',
    type: 'issue.raised',
    issueId: 'S1',
    invoiceId: 'I1',
    category: 'price',
    description: 'x',
    disputedAmount: '130.00',
  };
  const disputed = await run('2026-03-06T00:00:00Z', [issued('I1'), issue]);
  expect(disputed.letters.filter(({ step }) => step !== null)).toEqual([]);
  expect(disputed.invoice('I1').standing).toBe('small-balance');
  const promise = {
    at: '2026-03-04T12:00:00Z',
    by: 'sam',
    type: 'promise.made',
    promiseId: 'R1',
    invoiceId: 'I1',
    amount: '130.00',
    promisedOn: '2026-03-20',
  };
  const promised = await run('2026-03-06T00:00:00Z', [issued('I1'), promise]);
  expect(promised.letters.map(({ total }) => total)).toEqual(['20.00']);
});

test('rule 06: what another invoice adds lets both go, each at its own step', async () => {
  const result = await run('2026-03-13T00:00:00Z', [small('I1'), small('I2', { dueOn: '2026-03-09' })]);
  expect(sends(result.letters)).toEqual(['03-12T09:00 reminder-1']);
  expect(result.letters[0]).toMatchObject({
    total: '40.00',
    invoices: [
      { invoiceId: 'I1', step: 'reminder-1' },
      { invoiceId: 'I2', step: 'reminder-1' },
    ],
  });
  expect(result.invoice('I1').next).toEqual({ step: 'reminder-2', on: '2026-03-17' });
});

test('rule 06: what is not overdue yet does not lift a payer over the minimum', async () => {
  const result = await run('2026-03-06T00:00:00Z', [small('I1'), issued('I2', { dueOn: '2026-03-05' })]);
  expect(result.letters).toEqual([]);
});

test('rule 06: a parent owes what its children owe', async () => {
  const customers = [customer('P1'), customer('C1', { parent: 'P1' }), customer('C2', { parent: 'P1' })];
  const result = await run('2026-03-06T00:00:00Z', [small('I1'), small('I2', { customerId: 'C2' })], { customers });
  expect(result.letters.map(({ customerId, total }) => `${customerId} ${total}`)).toEqual(['P1 40.00']);
});

test('rule 06: it holds back only steps after the due date, and only in a currency that it names', async () => {
  const early = limited(
    { minimumBalance: { USD: '25.00' } },
    {
      steps: [
        { id: 'soon', kind: 'reminder', when: { anchor: 'due', days: -3 }, letter: 'reminder-1' },
        { id: 'after', kind: 'reminder', when: { anchor: 'due', days: 3 }, letter: 'reminder-2' },
        { id: 'call', kind: 'task', when: { anchor: 'due', days: 30 }, role: 'specialist' },
      ],
    },
  );
  const before = await run('2026-03-13T00:00:00Z', [small('I1', { dueOn: '2026-03-09' })], { policies: [early] });
  expect(sends(before.letters)).toEqual(['03-06T09:00 soon']);
  expect(before.invoice('I1')).toMatchObject({ standing: 'small-balance', next: { step: 'after' } });
  const euros = await run('2026-03-06T00:00:00Z', [small('I1', { currency: 'EUR' })]);
  expect(euros.letters).toHaveLength(1);
});

test('rule 06: a void invoice and one that was handed over are not owed', async () => {
  const voided = { at: '2026-03-04T12:00:00Z', type: 'invoice.voided', invoiceId: 'I2' };
  const result = await run('2026-03-06T00:00:00Z', [small('I1'), issued('I2', { amount: '500.00' }), voided]);
  expect(result.letters).toEqual([]);
});

test('rule 06: an amount that rises over the minimum goes at once', async () => {
  const more = { ...issued('I1', { amount: '60.00' }, '2026-03-10T11:02:00Z'), type: 'invoice.changed' };
  const result = await run('2026-03-11T00:00:00Z', [small('I1'), more]);
  expect(sends(result.letters)).toEqual(['03-10T11:15 reminder-1']);
});

test('rule 06: a small balance is looked at again after thirty days and stays where it is while nothing changed', async () => {
  const result = await run('2026-04-07T00:00:00Z', [small('I1')]);
  expect(result.letters).toEqual([]);
  expect(result.invoice('I1')).toMatchObject({
    standing: 'small-balance',
    next: { step: 'reminder-1', on: '2026-05-06' },
  });
});

test('rule 06: what waited for the minimum, and then for the cap, goes on with its next step in time', async () => {
  const events = [
    small('I1'),
    // A letter in another currency uses up the week, just before a third invoice lifts the payer above the minimum.
    issued('I2', { dueOn: '2026-03-09', currency: 'EUR' }),
    issued('I3', { dueOn: '2026-03-10', amount: '50.00' }),
    { ...paid('P2', '2026-03-13T12:00:00Z', '150.00', { I2: '150.00' }), currency: 'EUR' },
  ];
  const capped = [limited({ minimumBalance: { USD: '25.00' }, contactsPerWeek: 1 })];
  const result = await run('2026-03-27T00:00:00Z', events, { policies: capped });
  expect(result.storyOf('I1').flatMap(({ what, why }) => (what === 'letter-held-back' ? [why.rule] : []))).toEqual([
    'minimum',
    'cap',
    'cap',
  ]);
  expect(result.invoice('I1').steps.map(({ step, at }) => [step, at.slice(0, 10)])).toEqual([
    ['reminder-1', '2026-03-19'],
    ['reminder-2', '2026-03-26'],
  ]);
});
