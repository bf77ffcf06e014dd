import { describe, expect, test } from 'vitest';
import { promised, stepsSent } from '../support/office.ts';
import { type Rehearsed, rehearse } from '../support/rehearse.ts';
import { issued, paid, world } from '../support/scenario-parts.ts';

/** What is recorded by mistake is taken back: it counts for nothing, and nothing that was sent is repeated. */

const MADE = '2026-03-04T15:00:00Z';
const FRIDAY = '2026-03-06';
const play = (until: string, events: Record<string, unknown>[]): Promise<Rehearsed> =>
  rehearse(world(until, [issued('I1'), ...events]));

const withdrawn = (at: string, promiseId = 'P1') => ({
  ...{ at, type: 'promise.withdrawn', by: 'sam', promiseId, invoiceId: 'I1' },
});
const promise = promised(MADE, '150.00', FRIDAY, { promiseId: 'P1' });

describe('a promise that is withdrawn', () => {
  test('is neither kept nor broken, and letters go on at once with the next step', async () => {
    const result = await play('2026-03-20T00:00:00Z', [promise, withdrawn('2026-03-05T18:00:00Z')]);
    const without = await play('2026-03-20T00:00:00Z', []);
    expect(result.items('broken-promise')).toEqual([]);
    expect(result.summary.kpis.promisesKept).toMatchObject({ number: 0, amount: 0 });
    expect(stepsSent(result.letters).map(([, step]) => step)).toEqual(
      stepsSent(without.letters).map(([, step]) => step),
    );
    expect(stepsSent(result.letters)[0]).toEqual(['2026-03-06', 'reminder-1']);
  });

  test('after a reminder repeats none', async () => {
    const after = '2026-03-06T10:00:00Z';
    const result = await play('2026-03-31T00:00:00Z', [
      promised(after, '150.00', '2026-03-13', { promiseId: 'P1' }),
      withdrawn('2026-03-09T10:00:00Z'),
    ]);
    expect(stepsSent(result.letters).map(([, step]) => step)).toEqual(['reminder-1', 'reminder-2', 'reminder-3']);
  });

  test('may be followed by another one, which counts', async () => {
    const result = await play('2026-03-10T00:00:00Z', [
      promise,
      withdrawn('2026-03-04T16:00:00Z'),
      promised('2026-03-04T17:00:00Z', '150.00', '2026-03-20', { promiseId: 'P2' }),
    ]);
    expect(result.invoice('I1').standing).toBe('waiting-on-customer');
    expect(result.letters).toEqual([]);
  });

  test('leaves one that was kept or broken before as it is', async () => {
    const broken = [promise, withdrawn('2026-03-12T10:00:00Z')];
    await expect(play('2026-03-13T00:00:00Z', broken)).rejects.toThrow(/was broken/);
    const kept = [promise, paid('A', '2026-03-05T11:00:00Z', '150.00', { I1: '150.00' })];
    await expect(play('2026-03-13T00:00:00Z', [...kept, withdrawn('2026-03-12T10:00:00Z')])).rejects.toThrow(
      /was kept/,
    );
  });

  test('is not one that was never made', async () => {
    await expect(play('2026-03-06T00:00:00Z', [withdrawn(MADE, 'P9')])).rejects.toThrow(/no promise "P9"/);
  });

  test('stays withdrawn when its making is told again', async () => {
    const result = await play('2026-03-10T00:00:00Z', [
      promise,
      withdrawn('2026-03-04T16:00:00Z'),
      { ...promise, at: '2026-03-04T17:00:00Z' },
    ]);
    expect(stepsSent(result.letters)).not.toEqual([]);
  });
});

describe('a plan that is withdrawn', () => {
  const plan = (at: string, planId: string, ...dueOn: string[]) => ({
    ...{ at, type: 'plan.agreed', by: 'sam', planId, invoiceId: 'I1' },
    instalments: dueOn.map((on) => ({ dueOn: on, amount: `${150 / dueOn.length}.00` })),
  });
  const back = (at: string, planId: string) => ({ at, type: 'plan.withdrawn', by: 'sam', planId, invoiceId: 'I1' });

  test('gives the invoice its own dates back', async () => {
    const result = await play('2026-03-20T00:00:00Z', [
      plan(MADE, 'N1', '2026-04-10', '2026-05-10'),
      back('2026-03-05T18:00:00Z', 'N1'),
    ]);
    expect(stepsSent(result.letters)[0]).toEqual(['2026-03-06', 'reminder-1']);
    expect(result.invoice('I1').overdueDays).toBeGreaterThan(0);
  });

  test('gives the plan back that it had replaced', async () => {
    const events = [
      plan(MADE, 'N1', '2026-04-10', '2026-05-10'),
      plan('2026-03-04T16:00:00Z', 'N2', '2026-03-05'),
      back('2026-03-04T17:00:00Z', 'N2'),
    ];
    const result = await play('2026-03-20T00:00:00Z', events);
    expect(result.letters).toEqual([]);
    expect(result.invoice('I1').standing).toBe('waiting-on-customer');
    await expect(play('2026-03-20T00:00:00Z', [...events, back('2026-03-06T17:00:00Z', 'N3')])).rejects.toThrow(
      /not the plan in force/,
    );
  });

  test('gives the plans back one after the other, as they had replaced each other', async () => {
    const result = await play('2026-03-20T00:00:00Z', [
      plan(MADE, 'N1', '2026-04-10', '2026-05-10'),
      plan('2026-03-04T16:00:00Z', 'N2', '2026-03-05'),
      plan('2026-03-04T17:00:00Z', 'N3', '2026-03-06'),
      back('2026-03-04T18:00:00Z', 'N3'),
      back('2026-03-04T19:00:00Z', 'N2'),
    ]);
    expect(result.letters).toEqual([]);
    expect(result.invoice('I1').standing).toBe('waiting-on-customer');
  });
});

describe('an issue that is withdrawn', () => {
  const raised = (by: string) => ({
    ...{ at: MADE, type: 'issue.raised', by, issueId: 'S1', invoiceId: 'I1', category: 'price', description: 'x' },
  });
  const back = (at: string, by = 'sam') => ({ at, type: 'issue.withdrawn', by, issueId: 'S1' });

  test('lets letters go on without the gap of a solution, tells the customer nothing and explains nothing', async () => {
    const result = await play('2026-03-20T00:00:00Z', [raised('sam'), back('2026-03-05T18:00:00Z')]);
    expect(result.items('issue')).toEqual([]);
    expect(result.letters.filter(({ step }) => step === null)).toEqual([]);
    expect(stepsSent(result.letters)[0]).toEqual(['2026-03-06', 'reminder-1']);
  });

  test('was not taken up, not solved, and is not what a customer has said', async () => {
    const at = '2026-03-05T10:00:00Z';
    const takenUp = { at, type: 'issue.taken-up', by: 'sam', issueId: 'S1' };
    const late = back('2026-03-05T12:00:00Z');
    await expect(play('2026-03-06T00:00:00Z', [raised('sam'), takenUp, late])).rejects.toThrow(/was taken up/);
    await expect(play('2026-03-06T00:00:00Z', [raised('customer'), late])).rejects.toThrow(/raised by the customer/);
    const own = await play('2026-03-06T00:00:00Z', [raised('customer'), back('2026-03-05T12:00:00Z', 'customer')]);
    expect(own.items('issue')).toEqual([]);
  });
});
