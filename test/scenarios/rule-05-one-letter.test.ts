import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, POLICY, STAFF, sends, world } from '../support/scenario-parts.ts';

const family = [customer('P1'), customer('C1', { parent: 'P1' }), customer('C2', { parent: 'P1' })];

test('rule 05: a parent gets one letter with the due reminders of its children and its own', async () => {
  const events = [
    issued('I1'),
    issued('I2', { customerId: 'C2', amount: '20.00' }),
    issued('I3', { customerId: 'P1', amount: '1.00' }),
  ];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events, { customers: family }));
  expect(result.letters).toHaveLength(1);
  expect(result.letters[0]).toMatchObject({
    customerId: 'P1',
    to: ['billing@p1.test'],
    total: '171.00',
    step: 'reminder-1',
  });
  expect(result.letters[0]!.invoices.map(({ invoiceId }) => invoiceId).sort()).toEqual(['I1', 'I2', 'I3']);
});

test('rule 05: each invoice moves on its own step; the words are those of the step furthest in the policy', async () => {
  const events = [issued('I1'), issued('I2', { dueOn: '2026-03-09', amount: '80.00' })];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-12T09:00 reminder-2']);
  expect(result.letters[1]).toMatchObject({
    template: 'reminder-2',
    total: '230.00',
    invoices: [
      { invoiceId: 'I1', step: 'reminder-2' },
      { invoiceId: 'I2', step: 'reminder-1' },
    ],
  });
  expect(result.invoice('I2').next).toEqual({ step: 'reminder-2', on: '2026-03-19' });
});

test('rule 05: each currency has its own letter', async () => {
  const events = [
    issued('I1'),
    issued('I2', { currency: 'EUR', amount: '80.00' }),
    issued('I3', { currency: 'JPY', amount: '900' }),
  ];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events));
  expect(result.letters.map(({ currency, total }) => `${currency} ${total}`).sort()).toEqual([
    'EUR 80.00',
    'JPY 900',
    'USD 150.00',
  ]);
});

const WITH_CHECK_IN = {
  ...POLICY,
  steps: [
    {
      id: 'check-in',
      kind: 'check-in',
      when: { anchor: 'installed', days: 8 },
      letter: 'check-in',
      skipIfLateByDays: 10,
    },
    ...POLICY.steps,
  ],
};
const installed = (id: string, installedOn: string, more = {}) =>
  issued(id, { installedOn, dueOn: '2026-04-15', ...more });

test('rule 05: a check-in goes alone and shows the balance for information', async () => {
  const events = [installed('I1', '2026-02-25'), installed('I2', '2026-02-25')];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events, { policies: [WITH_CHECK_IN] }));
  expect(result.letters.map(({ template, step, invoices }) => [template, step, invoices.length])).toEqual([
    ['check-in', 'check-in', 1],
    ['check-in', 'check-in', 1],
  ]);
  expect(result.letters[0]!.total).toBe('150.00');
});

test('rule 05: a check-in waits a working day where a reminder goes to the same payer', async () => {
  // 2026-03-05 is a Thursday: both fall due; the check-in goes on Friday.
  const events = [installed('I1', '2026-02-25'), issued('I2', { amount: '80.00' })];
  const result = await rehearse(world('2026-03-07T00:00:00Z', events, { policies: [WITH_CHECK_IN] }));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-06T09:00 check-in']);
  const between = await rehearse(world('2026-03-05T20:00:00Z', events, { policies: [WITH_CHECK_IN] }));
  expect(between.invoice('I1')).toMatchObject({ standing: 'next-step', next: { step: 'check-in', on: '2026-03-06' } });
});

test('rule 05: a check-in that waits from a Friday goes on Monday', async () => {
  const events = [installed('I1', '2026-02-26'), issued('I2', { dueOn: '2026-03-03' })];
  const result = await rehearse(world('2026-03-10T00:00:00Z', events, { policies: [WITH_CHECK_IN] }));
  expect(sends(result.letters)).toEqual(['03-06T09:00 reminder-1', '03-09T09:00 check-in']);
});

test('rule 05: a check-in does not wait for a reminder that is itself held back', async () => {
  const money = {
    at: '2026-03-04T12:00:00Z',
    type: 'payment.received',
    paymentId: 'P9',
    customerId: 'C1',
    amount: '80.00',
    currency: 'USD',
    receivedOn: '2026-03-04',
    allocations: [],
  };
  const events = [installed('I1', '2026-02-25'), issued('I2', { amount: '80.00' }), money];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events, { policies: [WITH_CHECK_IN] }));
  expect(sends(result.letters)).toEqual(['03-05T09:00 check-in']);
});

test('rule 05: a reminder to another payer does not keep a check-in', async () => {
  const events = [installed('I1', '2026-02-25'), issued('I2', { customerId: 'C2' })];
  const customers = [customer('C1'), customer('C2')];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events, { policies: [WITH_CHECK_IN], customers }));
  expect(sends(result.letters)).toEqual(['03-05T09:00 check-in', '03-05T09:00 reminder-1']);
});

test('rule 05: the letter names the person responsible with telephone and reply address', async () => {
  const staff = [
    ...STAFF,
    { id: 'olga', name: 'Olga Owner', email: 'olga@company.test', phone: '+1 555 0177', roles: [] },
  ];
  const own = await rehearse(
    world('2026-03-06T00:00:00Z', [issued('I1')], { staff, customers: [customer('C1', { accountOwner: 'olga' })] }),
  );
  for (const word of ['Olga Owner', '+1 555 0177', 'olga@company.test']) expect(own.mails[0]!.text).toContain(word);
  const first = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')]));
  for (const word of ['Sam Specialist', '+1 555 0100', 'sam@company.test'])
    expect(first.mails[0]!.text).toContain(word);
});

test('rule 05: a child that leaves its parent between plan and run gets its own letter', async () => {
  const leaves = { at: '2026-03-05T08:50:00Z', type: 'customer.updated', customer: customer('C2') };
  const events = [issued('I1'), issued('I2', { customerId: 'C2', amount: '20.00' }), leaves];
  const result = await rehearse(world('2026-03-06T00:00:00Z', events, { customers: family }));
  expect(result.letters.map(({ customerId, to, total }) => [customerId, to.join(), total]).sort()).toEqual([
    ['C2', 'billing@c2.test', '20.00'],
    ['P1', 'billing@p1.test', '150.00'],
  ]);
});

test("rule 05: steps follow the own policy of the child, the window is the payer's", async () => {
  const late = {
    ...POLICY,
    id: 'late',
    appliesTo: { customers: ['P1'] },
    sendWindow: { from: '14:00', to: '16:00' },
    steps: POLICY.steps.slice(3),
  };
  const result = await rehearse(
    world('2026-03-06T00:00:00Z', [issued('I1')], { customers: family, policies: [late, POLICY] }),
  );
  expect(sends(result.letters)).toEqual(['03-05T14:00 reminder-1']);
});

test('rule 05: a letter about one child calls it by its name', async () => {
  const customers = [customer('P1'), customer('C1', { parent: 'P1', name: 'Harbor Yard' })];
  const result = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')], { customers }));
  expect(result.mails.map(({ text }) => text.includes('Customer: Harbor Yard'))).toEqual([true]);
});
