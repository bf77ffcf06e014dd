import { describe, expect, test } from 'vitest';
import { OFFICE, problemsOf, raised, resolved, SETTINGS, stepsSent, takenUp } from '../support/office.ts';
import { type Rehearsed, rehearse } from '../support/rehearse.ts';
import { issued, world } from '../support/scenario-parts.ts';

const file = (until: string, events: Record<string, unknown>[]) =>
  world(until, [issued('I1'), ...events], { settings: SETTINGS, staff: OFFICE });
const play = (until: string, events: Record<string, unknown>[]): Promise<Rehearsed> => rehearse(file(until, events));

const WEDNESDAY = '2026-03-04T15:00:00Z';

describe('rule 22: an issue', () => {
  test('rule 22: goes to the department of its category, due when its business days end', async () => {
    const result = await play('2026-03-09T23:00:00Z', [raised(WEDNESDAY)]);
    expect(result.workList).toEqual([
      {
        id: expect.any(String),
        kind: 'issue',
        title: 'Solve the issue: service fault',
        customerId: 'C1',
        invoiceId: 'I1',
        department: 'service',
        raisedAt: '2026-03-04T15:00:00.000Z',
        dueOn: '2026-03-09',
      },
    ]);
    expect(result.letters).toEqual([]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null, steps: [] });
  });

  test("rule 22: unanswered goes to its department's manager on the next working day, with one mail", async () => {
    const result = await play('2026-03-15T00:00:00Z', [raised(WEDNESDAY)]);
    expect(result.items('issue')).toMatchObject([{ assignee: 'vera', department: 'service' }]);
    expect(result.mails.map(({ to }) => to)).toEqual([['vera@company.test']]);
    const moved = result.storyOf('I1').filter(({ what }) => what === 'item-moved-on');
    expect(moved.map(({ at }) => at)).toEqual(['2026-03-10T00:00:00.000Z']);
  });

  test('rule 22: is told of at take-up and solution, in the window and without a step', async () => {
    const result = await play('2026-03-07T00:00:00Z', [
      raised(WEDNESDAY),
      takenUp('2026-03-04T20:00:00Z'),
      resolved('2026-03-06T12:05:00Z'),
    ]);
    expect(result.letters.map(({ at, template, step, status }) => [at, template, step, status])).toEqual([
      ['2026-03-05T09:00:00.000Z', 'issue-taken-up', null, 'sent'],
      ['2026-03-06T12:15:00.000Z', 'issue-solved', null, 'sent'],
    ]);
    expect(result.letters[0]!.invoices).toEqual([
      { invoiceId: 'I1', cycle: 1, step: null, amount: '0.00', underReview: '150.00' },
    ]);
    expect(result.letters[1]!.invoices).toEqual([{ invoiceId: 'I1', cycle: 1, step: null, amount: '150.00' }]);
    expect(result.workList).toEqual([]);
  });

  test('rule 22: that is solved before the word of its take-up has left is told of once, as solved', async () => {
    const result = await play('2026-03-07T00:00:00Z', [
      raised(WEDNESDAY),
      takenUp('2026-03-04T20:00:00Z'),
      resolved('2026-03-04T20:05:00Z', { outcome: 'customer-right', credit: '40.00' }),
    ]);
    expect(result.letters.map(({ at, template, total }) => [at, template, total])).toEqual([
      ['2026-03-05T09:00:00.000Z', 'issue-solved', '150.00'],
    ]);
    const dropped = result.storyOf('I1').filter(({ what }) => what === 'letter-dropped');
    expect(dropped.map(({ why }) => why.rule)).toContain('issue-solved');
  });

  test('rule 22: that was taken up keeps its deadline', async () => {
    const result = await play('2026-03-11T00:00:00Z', [raised(WEDNESDAY), takenUp('2026-03-06T10:00:00Z')]);
    expect(result.items('issue')).toMatchObject([{ assignee: 'vera' }]);
  });

  test('rule 22: that disputes everything stops the letters until the gap after its solution', async () => {
    const result = await play('2026-04-01T00:00:00Z', [raised(WEDNESDAY), resolved('2026-03-10T12:00:00Z')]);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-16', 'reminder-1'],
      ['2026-03-23', 'reminder-2'],
      ['2026-03-30', 'reminder-3'],
    ]);
  });

  test('rule 22: after a reminder the next step not yet sent follows its solution', async () => {
    const result = await play('2026-04-01T00:00:00Z', [
      raised('2026-03-06T12:00:00Z'),
      resolved('2026-03-18T12:00:00Z'),
    ]);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-05', 'reminder-1'],
      ['2026-03-23', 'reminder-2'],
      ['2026-03-30', 'reminder-3'],
    ]);
  });

  test('rule 22: about a part leaves the rest asked for, the part under review, and causes no gap', async () => {
    const result = await play('2026-03-14T00:00:00Z', [
      raised(WEDNESDAY, { disputedAmount: '60.00' }),
      resolved('2026-03-10T12:00:00Z'),
    ]);
    const asked = result.letters.filter(({ step }) => step !== null);
    expect(asked.map(({ at, total, invoices }) => [at.slice(0, 10), total, invoices[0]])).toEqual([
      ['2026-03-05', '90.00', { invoiceId: 'I1', cycle: 1, step: 'reminder-1', amount: '90.00', underReview: '60.00' }],
      ['2026-03-12', '150.00', { invoiceId: 'I1', cycle: 1, step: 'reminder-2', amount: '150.00' }],
    ]);
  });

  test('rule 22: about a part stands on the list beside the standing of the rest', async () => {
    const result = await play('2026-03-06T12:00:00Z', [raised(WEDNESDAY, { disputedAmount: '60.00' })]);
    expect(result.invoice('I1')).toMatchObject({
      standing: 'next-step',
      next: { step: 'reminder-2', on: '2026-03-12' },
      balance: '150.00',
    });
    expect(result.items('issue')).toHaveLength(1);
  });

  test('rule 22: solved beside another that is open leaves that one under review', async () => {
    const result = await play('2026-03-20T00:00:00Z', [
      raised('2026-03-03T12:00:00Z'),
      raised(WEDNESDAY, { issueId: 'S2', category: 'price', disputedAmount: '60.00' }),
      resolved('2026-03-09T12:00:00Z'),
    ]);
    const [first] = result.letters.filter(({ step }) => step !== null);
    expect(first).toMatchObject({ at: '2026-03-16T09:00:00.000Z', total: '90.00', step: 'reminder-1' });
    expect(result.items('issue')).toMatchObject([{ department: 'sales' }]);
  });

  test('rule 22: the payment of what was not disputed leaves the issue alone on the list', async () => {
    const payment = {
      at: '2026-03-06T12:00:00Z',
      type: 'payment.received',
      paymentId: 'PAY',
      customerId: 'C1',
      amount: '90.00',
      currency: 'USD',
      receivedOn: '2026-03-06',
      allocations: [{ invoiceId: 'I1', amount: '90.00' }],
    };
    const result = await play('2026-03-18T00:00:00Z', [raised(WEDNESDAY, { disputedAmount: '60.00' }), payment]);
    expect(stepsSent(result.letters)).toEqual([['2026-03-05', 'reminder-1']]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', balance: '60.00' });
  });

  test('rule 22: the customer hears of the solution even where a credit has settled the invoice', async () => {
    const result = await play('2026-03-12T00:00:00Z', [
      raised(WEDNESDAY),
      resolved('2026-03-10T12:05:00Z', { outcome: 'customer-right', credit: '150.00' }),
      {
        at: '2026-03-10T12:06:00Z',
        type: 'credit.issued',
        creditId: 'K1',
        customerId: 'C1',
        amount: '150.00',
        currency: 'USD',
      },
      { at: '2026-03-10T12:06:00Z', type: 'credit.applied', creditId: 'K1', invoiceId: 'I1', amount: '150.00' },
    ]);
    expect(result.letters.map(({ template, total }) => [template, total])).toEqual([['issue-solved', '0.00']]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'settled', balance: '0.00' });
  });

  test('rule 22: a credit that is asked for changes no balance', async () => {
    const result = await play('2026-03-12T00:00:00Z', [
      raised(WEDNESDAY),
      resolved('2026-03-10T12:05:00Z', { outcome: 'goodwill', credit: '50.00' }),
    ]);
    expect(result.invoice('I1').balance).toBe('150.00');
    const told = result.storyOf('I1').find(({ what }) => what === 'credit-requested');
    expect(told?.why.facts).toMatchObject({ issue: 'S1', credit: '50.00' });
  });

  test.each([
    ['rootCause', { rootCause: '' }],
    ['correctiveAction', { correctiveAction: '' }],
    ['outcome', { outcome: 'whatever' }],
  ])('rule 22: does not close without a %s', async (field, more) => {
    expect(
      await problemsOf(file('2026-03-12T00:00:00Z', [raised(WEDNESDAY), resolved('2026-03-10T12:00:00Z', more)])),
    ).toEqual([expect.stringMatching(new RegExp(`^events\\[2\\]\\.${field}: `))]);
  });

  test.each([
    ['an unknown category', raised(WEDNESDAY, { category: 'weather' }), /events\[1\]\.category: "weather" is none of/],
    ['an unknown invoice', raised(WEDNESDAY, { invoiceId: 'I9' }), /events\[1\]\.invoiceId: there is no invoice "I9"/],
    ['an amount of a foreign form', raised(WEDNESDAY, { disputedAmount: '1.005' }), /disputedAmount: .*2 decimals/],
    ['no amount', raised(WEDNESDAY, { disputedAmount: '0.00' }), /disputedAmount: .*above zero/],
  ])('rule 22: with %s is refused', async (_what, event, sentence) => {
    expect(await problemsOf(file('2026-03-12T00:00:00Z', [event]))).toEqual([expect.stringMatching(sentence)]);
  });

  test('rule 22: why nothing was sent can be read', async () => {
    const result = await play('2026-03-06T00:00:00Z', [raised(WEDNESDAY)]);
    expect(result.storyOf('I1').map(({ why }) => why.rule)).toContain('disputed');
  });
});
