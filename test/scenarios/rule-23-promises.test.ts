import { describe, expect, test } from 'vitest';
import { problemsOf, promised, stepsSent } from '../support/office.ts';
import { type Rehearsed, rehearse } from '../support/rehearse.ts';
import { issued, paid, world } from '../support/scenario-parts.ts';

/** Made on Wednesday for Friday 2026-03-06: with two business days of grace it ends on Wednesday 2026-03-11. */
const MADE = '2026-03-04T15:00:00Z';
const FRIDAY = '2026-03-06';

const file = (until: string, events: Record<string, unknown>[]) => world(until, [issued('I1'), ...events]);
const play = (until: string, events: Record<string, unknown>[]): Promise<Rehearsed> => rehearse(file(until, events));

describe('rule 23: a promise', () => {
  test('rule 23: of everything pauses the letters until its day and the grace are over', async () => {
    const result = await play('2026-03-10T23:00:00Z', [promised(MADE, '150.00', FRIDAY)]);
    expect(result.letters).toEqual([]);
    expect(result.workList).toEqual([]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'waiting-on-customer', next: null });
    expect(result.storyOf('I1').map(({ why }) => why.rule)).toContain('promised');
  });

  test('rule 23: that is broken raises an item with what is missing, and no step is skipped', async () => {
    const result = await play('2026-03-20T00:00:00Z', [promised(MADE, '150.00', FRIDAY)]);
    expect(result.items('broken-promise')).toMatchObject([
      {
        title: expect.stringContaining('150.00 USD'),
        invoiceId: 'I1',
        raisedAt: expect.stringMatching(/^2026-03-11T00/),
      },
    ]);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-11', 'reminder-1'],
      ['2026-03-16', 'reminder-2'],
    ]);
  });

  test('rule 23: made after a reminder resumes at the next one, not at the first', async () => {
    const result = await play('2026-03-31T00:00:00Z', [promised('2026-03-06T10:00:00Z', '150.00', '2026-03-13')]);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-05', 'reminder-1'],
      ['2026-03-18', 'reminder-2'],
      ['2026-03-23', 'reminder-3'],
    ]);
  });

  test('rule 23: kept in part raises an item with the rest, which is asked for', async () => {
    const result = await play('2026-03-12T00:00:00Z', [
      promised(MADE, '150.00', FRIDAY),
      paid('A', '2026-03-06T11:00:00Z', '50.00', { I1: '50.00' }),
    ]);
    expect(result.items('broken-promise')).toMatchObject([{ title: expect.stringContaining('100.00 USD') }]);
    expect(result.letters).toMatchObject([{ at: '2026-03-11T09:00:00.000Z', step: 'reminder-1', total: '100.00' }]);
  });

  test('rule 23: kept within the grace leaves nothing to do', async () => {
    const result = await play('2026-03-20T00:00:00Z', [
      promised(MADE, '150.00', FRIDAY),
      paid('A', '2026-03-10T11:00:00Z', '150.00', { I1: '150.00' }),
    ]);
    expect(result.workList).toEqual([]);
    expect(result.letters).toEqual([]);
    expect(result.invoice('I1').standing).toBe('settled');
    expect(result.summary.kpis.promisesKept).toMatchObject({ number: 1, amount: 150, share: { number: 1, amount: 1 } });
  });

  test('rule 23: of a part pauses that part only', async () => {
    const result = await play('2026-03-13T00:00:00Z', [promised(MADE, '100.00', FRIDAY)]);
    expect(result.letters.map(({ at, step, total }) => [at.slice(0, 10), step, total])).toEqual([
      ['2026-03-05', 'reminder-1', '50.00'],
      ['2026-03-12', 'reminder-2', '150.00'],
    ]);
    expect(result.items('broken-promise')).toMatchObject([{ title: expect.stringContaining('100.00 USD') }]);
  });

  test('rule 23: of more than is owed pauses what is owed, and misses no more', async () => {
    const waits = await play('2026-03-10T23:00:00Z', [promised(MADE, '500.00', FRIDAY)]);
    expect(waits.invoice('I1').standing).toBe('waiting-on-customer');
    const broken = await play('2026-03-11T12:00:00Z', [promised(MADE, '500.00', FRIDAY)]);
    expect(broken.items('broken-promise')).toMatchObject([{ title: expect.stringContaining('150.00 USD') }]);
  });

  test('rule 23: that was paid in time keeps its word although the books hear of it late', async () => {
    const late = paid('A', '2026-03-12T12:00:00Z', '100.00', { I1: '100.00' }, { receivedOn: '2026-03-10' });
    const result = await play('2026-03-13T00:00:00Z', [promised(MADE, '100.00', FRIDAY), late]);
    expect(result.items('broken-promise')).toEqual([]);
    expect(result.summary.kpis.promisesKept).toMatchObject({ number: 1 });
  });

  test('rule 23: that was paid after the grace stays broken', async () => {
    const late = paid('A', '2026-03-12T12:00:00Z', '100.00', { I1: '100.00' });
    const result = await play('2026-03-13T00:00:00Z', [promised(MADE, '100.00', FRIDAY), late]);
    expect(result.summary.kpis.promisesKept).toMatchObject({ number: 0, share: { number: 0 } });
  });

  test('rule 23: a payment from before the promise does not keep it', async () => {
    const result = await play('2026-03-12T00:00:00Z', [
      paid('A', '2026-03-04T09:00:00Z', '50.00', { I1: '50.00' }),
      promised(MADE, '100.00', FRIDAY),
    ]);
    expect(result.items('broken-promise')).toMatchObject([{ title: expect.stringContaining('100.00 USD') }]);
  });

  test('rule 23: a second promise after a broken one pauses again', async () => {
    const result = await play('2026-03-19T00:00:00Z', [
      promised(MADE, '150.00', FRIDAY),
      promised('2026-03-12T10:00:00Z', '150.00', '2026-03-20', { promiseId: 'P2' }),
    ]);
    expect(stepsSent(result.letters)).toEqual([['2026-03-11', 'reminder-1']]);
    expect(result.invoice('I1').standing).toBe('waiting-on-customer');
    // Whoever has promised anew has answered: nobody has to ask.
    expect(result.items('broken-promise')).toEqual([]);
  });

  test('rule 23: a promise and a dispute of the rest leave the invoice on the list', async () => {
    const dispute = {
      at: MADE,
      type: 'issue.raised',
      issueId: 'S1',
      invoiceId: 'I1',
      category: 'price',
      disputedAmount: '50.00',
    };
    const result = await play('2026-03-06T00:00:00Z', [promised(MADE, '100.00', FRIDAY), dispute]);
    expect(result.letters).toEqual([]);
    expect(result.invoice('I1').standing).toBe('on-list');
  });

  test.each([
    ['a foreign form', promised(MADE, '1.005', FRIDAY), 'events[1].amount: "1.005" is no amount in USD'],
    ['no amount', promised(MADE, '0.00', FRIDAY), 'events[1].amount: "0.00" is not above zero'],
    [
      'no invoice',
      promised(MADE, '1.00', FRIDAY, { invoiceId: 'I9' }),
      'events[1].invoiceId: there is no invoice "I9"',
    ],
    ['no date', promised(MADE, '1.00', '2026-02-30'), 'events[1].promisedOn: "2026-02-30" is no date of the calendar'],
  ])('rule 23: with %s is refused', async (_what, event, sentence) => {
    expect(await problemsOf(file('2026-03-05T00:00:00Z', [event]))).toEqual([expect.stringContaining(sentence)]);
  });

  test('rule 23: made twice with other content is refused', async () => {
    const events = [promised(MADE, '10.00', FRIDAY), promised(MADE, '20.00', FRIDAY)];
    expect(await problemsOf(file('2026-03-05T00:00:00Z', events))).toEqual([
      expect.stringContaining('events[2].promiseId: "P1" was made before with other content'),
    ]);
  });
});

const plan = (at: string, instalments: [string, string][]) => ({
  at,
  type: 'plan.agreed',
  by: 'sam',
  planId: 'PLAN',
  invoiceId: 'I1',
  instalments: instalments.map(([dueOn, amount]) => ({ dueOn, amount })),
});
const THREE: [string, string][] = [
  ['2026-03-20', '50.00'],
  ['2026-04-20', '50.00'],
  ['2026-05-20', '50.00'],
];

describe('rule 23: an agreed plan', () => {
  test('rule 23: waits while none of its instalments is overdue', async () => {
    const result = await play('2026-03-20T23:00:00Z', [plan('2026-03-06T10:00:00Z', THREE)]);
    expect(stepsSent(result.letters)).toEqual([['2026-03-05', 'reminder-1']]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'waiting-on-customer', overdueDays: 0 });
  });

  test('rule 23: has each overdue instalment chased with its own amount, from the first reminder', async () => {
    const result = await play('2026-03-31T00:00:00Z', [plan('2026-03-06T10:00:00Z', THREE)]);
    expect(result.letters.slice(1).map(({ at, step, total }) => [at.slice(0, 10), step, total])).toEqual([
      ['2026-03-23', 'reminder-1', '50.00'],
      ['2026-03-30', 'reminder-2', '50.00'],
    ]);
    expect(result.invoice('I1').overdueDays).toBe(11);
  });

  test('rule 23: goes on waiting where the instalment was paid', async () => {
    const result = await play('2026-03-31T00:00:00Z', [
      plan('2026-03-06T10:00:00Z', THREE),
      paid('A', '2026-03-19T10:00:00Z', '50.00', { I1: '50.00' }),
    ]);
    expect(result.letters).toHaveLength(1);
    expect(result.invoice('I1')).toMatchObject({ standing: 'waiting-on-customer', balance: '100.00' });
  });
});
