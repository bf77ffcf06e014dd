import { describe, expect, test } from 'vitest';
import { held, problemsOf, stepsSent } from '../support/office.ts';
import { type Rehearsed, rehearse, type ScenarioFile } from '../support/rehearse.ts';
import { customer, issued, world } from '../support/scenario-parts.ts';

const PLACED = '2026-03-04T15:00:00Z';
const file = (until: string, events: Record<string, unknown>[], more: Partial<ScenarioFile> = {}) =>
  world(until, [issued('I1'), ...events], more);
const play = (until: string, events: Record<string, unknown>[], more?: Partial<ScenarioFile>): Promise<Rehearsed> =>
  rehearse(file(until, events, more));
const lifted = (at: string, holdId = 'H1') => ({ at, type: 'hold.lifted', by: 'sam', holdId });

describe('rule 24: a hold', () => {
  test('rule 24: stops the letters, and its owner, reason and end can be read', async () => {
    const result = await play('2026-03-09T23:00:00Z', [held(PLACED, '2026-03-10')]);
    expect(result.letters).toEqual([]);
    expect(result.workList).toEqual([]);
    expect(result.invoice('I1')).toMatchObject({ standing: 'held', next: null });
    const why = result.storyOf('I1').find((entry) => entry.why.rule === 'held')?.why;
    expect(why?.facts).toMatchObject({ hold: 'H1', owner: 'sam', until: '2026-03-10' });
  });

  test('rule 24: lifts itself at its end, its owner gets an item, and the step goes the same day', async () => {
    const result = await play('2026-03-10T12:00:00Z', [held(PLACED, '2026-03-10')]);
    expect(result.items('hold-ended')).toMatchObject([
      { assignee: 'sam', invoiceId: 'I1', customerId: 'C1', raisedAt: '2026-03-10T00:00:00.000Z', dueOn: '2026-03-12' },
    ]);
    expect(result.letters).toMatchObject([{ at: '2026-03-10T09:00:00.000Z', step: 'reminder-1' }]);
  });

  test("rule 24: ends at midnight in the customer's zone", async () => {
    const customers = [customer('C1', { timeZone: 'Pacific/Auckland' })];
    const result = await play('2026-03-09T12:00:00Z', [held(PLACED, '2026-03-10')], { customers });
    expect(result.items('hold-ended')).toMatchObject([{ raisedAt: '2026-03-09T11:00:00.000Z' }]);
  });

  test('rule 24: that is lifted lets the due step go at once, and raises no item', async () => {
    const result = await play('2026-03-12T00:00:00Z', [held(PLACED, '2026-03-20'), lifted('2026-03-06T12:05:00Z')]);
    expect(result.letters).toMatchObject([{ at: '2026-03-06T12:15:00.000Z', step: 'reminder-1' }]);
    expect(result.workList).toEqual([]);
  });

  test('rule 24: of a customer holds invoices that come later', async () => {
    const hold = held('2026-03-02T10:00:00Z', '2026-03-17', { scope: { customerId: 'C1' } });
    const result = await rehearse(
      world('2026-03-31T00:00:00Z', [
        hold,
        issued('I1', {}, '2026-03-03T10:00:00Z'),
        issued('I2', {}, '2026-03-03T10:00:00Z'),
      ]),
    );
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-17', 'reminder-1'],
      ['2026-03-23', 'reminder-2'],
      ['2026-03-30', 'reminder-3'],
    ]);
    expect(result.letters[0]!.invoices).toHaveLength(2);
    expect(result.items('hold-ended')).toMatchObject([{ customerId: 'C1', department: 'client-relations' }]);
  });

  test('rule 24: of a customer without any invoice ends with its item all the same', async () => {
    const hold = held(PLACED, '2026-03-10', { scope: { customerId: 'C1' } });
    const result = await rehearse(world('2026-03-11T00:00:00Z', [hold]));
    expect(result.items('hold-ended')).toMatchObject([{ assignee: 'sam', customerId: 'C1' }]);
  });

  test("rule 24: of a parent holds its children's invoices", async () => {
    const customers = [customer('P1'), customer('C1', { parent: 'P1' })];
    const hold = held(PLACED, '2026-03-10', { scope: { customerId: 'P1' } });
    const result = await play('2026-03-09T12:00:00Z', [hold], { customers });
    expect(result.letters).toEqual([]);
    expect(result.invoice('I1').standing).toBe('held');
  });

  test('rule 24: of several the last one to end counts', async () => {
    const events = [held(PLACED, '2026-03-10'), held(PLACED, '2026-03-17', { holdId: 'H2', owner: 'mia' })];
    const result = await play('2026-03-18T00:00:00Z', events);
    expect(stepsSent(result.letters)).toEqual([['2026-03-17', 'reminder-1']]);
    const early = await play('2026-03-10T12:00:00Z', events);
    expect(early.invoice('I1').standing).toBe('held');
    expect(early.items('hold-ended')).toMatchObject([{ assignee: 'sam' }]);
    expect(result.items('hold-ended')).toHaveLength(2);
  });

  test('rule 24: placed before anything is due says why nothing was sent', async () => {
    const result = await play('2026-03-09T00:00:00Z', [held('2026-03-02T10:00:00Z', '2026-03-10')]);
    expect(result.letters).toEqual([]);
    const told = result.storyOf('I1').filter((entry) => entry.why.rule === 'held');
    expect(told.length).toBeGreaterThan(0);
  });

  test.each(['owner', 'reason', 'until', 'holdId', 'scope'])('rule 24: without %s is refused', async (field) => {
    const { [field]: _left, ...hold } = held(PLACED, '2026-03-10');
    expect(await problemsOf(file('2026-03-05T00:00:00Z', [hold]))).toEqual([
      expect.stringMatching(new RegExp(`^events\\[1\\]\\.${field}: `)),
    ]);
  });

  test('rule 24: an empty reason is refused, and lifting what was never placed', async () => {
    expect(await problemsOf(file('2026-03-05T00:00:00Z', [held(PLACED, '2026-03-10', { reason: '' })]))).toEqual([
      'events[1].reason: "" is empty: a hold needs a reason',
    ]);
    expect(await problemsOf(file('2026-03-05T00:00:00Z', [lifted(PLACED)]))).toEqual([
      'events[1].holdId: there is no hold "H1"',
    ]);
  });
});
