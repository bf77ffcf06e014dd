import { beforeAll, describe, expect, test } from 'vitest';
import { figuresOfMonths } from '../../../functions/reports/figures-of-month.ts';
import { figuresKey, keepCounted, keptFigures } from '../../../functions/reports/kept-figures.ts';
import { proveCompleteness } from '../../../functions/reports/nightly-review.ts';
import { emptyTally, monthIn, type Tally } from '../../../functions/reports/tally.ts';
import { POLICY } from '../../support/scenario-parts.ts';
import { invoiceOf, paymentOf, START, World } from '../../support/world.ts';

const at = '2026-03-05T10:00:00Z';
let world: World;

beforeAll(async () => {
  world = await World.make({ start: START, prove: true });
  for (const id of ['i1', 'i2']) await world.record(invoiceOf(id));
  await world.record(invoiceOf('draft', { status: 'draft' }));
  await world.record(invoiceOf('elsewhere', { currency: 'EUR' }));
  await world.to('2026-03-05T08:00:00Z');
  await world.record({ ...paymentOf('i1'), receivedOn: '2026-03-05' });
  await world.record({ type: 'issue.raised', issueId: 's1', invoiceId: 'i2', category: 'other', description: 'Late' });
  await world.record({
    type: 'issue.resolved',
    issueId: 's1',
    outcome: 'company-right',
    rootCause: 'late crew',
    correctiveAction: 'call first',
    by: 'anna',
  });
  await world.to('2026-03-10T01:00:00Z');
});

describe('the figures that the night keeps', () => {
  test('are of the day before, whole', async () => {
    const kept = (await keptFigures(world.platform.table))!;
    expect(kept).toMatchObject({ asOf: '2026-03-09', currency: 'USD' });
    const march = figuresOfMonths(kept, 'all').at(-1)!;
    expect(march).toMatchObject({ month: '2026-03', until: '2026-03-09', sales: 20_000 });
    expect(march.ageing).toEqual({ current: 0, d1to30: 10_000, d31to60: 0, d61to90: 0, over90: 0 });
  });

  test('tell what the letters brought: one was paid the day after it', async () => {
    const { tally } = (await keptFigures(world.platform.table))!;
    const { letters } = monthIn(tally, '2026-03');
    expect(letters['reminder-1']).toEqual({
      ...{ sent: 2, bounced: 0, invoices: 2, asked: 20_000, settled: 10_000, settledWhole: 1 },
    });
  });

  test('tell the root causes, and what each department has done and still has to do', async () => {
    const { tally } = (await keptFigures(world.platform.table))!;
    const { causes, work } = monthIn(tally, '2026-03');
    expect(causes).toEqual({ '#late crew': { number: 1, amount: 10_000, daysOfDelay: 0 } });
    const open = Object.values(tally.open).reduce((sum, { number }) => sum + number, 0);
    expect(open).toBe(world.items().filter(({ customerId }) => customerId !== undefined).length);
    expect(work['client-relations']!.done).toBeGreaterThan(0);
  });

  test('are counted anew every night: money that is told of late stands in its month', async () => {
    await world.record({ ...paymentOf('i2', '40.00'), receivedOn: '2026-03-06', at });
    await world.to('2026-03-11T01:00:00Z');
    const kept = (await keptFigures(world.platform.table))!;
    expect(kept.asOf).toBe('2026-03-10');
    expect(figuresOfMonths(kept, 'all').at(-1)!.ageing.d1to30).toBe(6_000);
  });

  test('cost one small write a call of the review, none an invoice', async () => {
    const before = world.table.usage().writeUnits;
    let cursor: Awaited<ReturnType<typeof proveCompleteness>>['cursor'] = null;
    let calls = 0;
    do {
      ({ cursor } = await proveCompleteness(world.platform, cursor, '2026-03-11'));
      calls += 1;
    } while (cursor !== null);
    expect(calls).toBe(4);
    expect(world.table.usage().writeUnits - before).toBeLessThan(8 * calls);
  });
});

test('what writing off takes off an invoice is no effect of its letter', async () => {
  const written = await World.make({
    start: START,
    prove: true,
    policies: [
      {
        ...POLICY,
        steps: [
          POLICY.steps[0]!,
          {
            id: 'write-off',
            kind: 'escalation',
            when: { anchor: 'due', days: 8 },
            action: 'write-off',
            approver: 'specialist',
          },
        ],
      },
    ],
  });
  await written.record(invoiceOf('i1'));
  await written.to('2026-03-13T18:00:00Z');
  const credit = { creditId: 'k1', amount: '100.00' };
  const answer = { invoiceId: 'i1', action: 'write-off', decision: 'approve', by: 'anna' };
  await written.record({ type: 'approval.decided', ...answer });
  await written.record({ type: 'credit.issued', customerId: 'c1', currency: 'USD', ...credit });
  await written.record({ type: 'credit.applied', invoiceId: 'i1', ...credit });
  await written.to('2026-03-15T06:00:00Z');
  const kept = (await keptFigures(written.platform.table))!;
  expect(figuresOfMonths(kept, 'all').at(-1)!).toMatchObject({ writtenOff: 10_000 });
  const { letters } = monthIn(kept.tally, '2026-03');
  expect(letters['reminder-1']).toMatchObject({ invoices: 1, asked: 10_000, settled: 0, settledWhole: 0 });
});

describe('a count in several calls', () => {
  const tallyOf = (sales: number): Tally => ({ ...emptyTally(), sales: { '2026-03': sales } });
  const call = (began: string | null, next: string | null, sales: number, date = '2026-03-12') =>
    keepCounted(world.platform, { date, asOf: '2026-03-11', currency: 'USD', began, next, tally: tallyOf(sales) });
  const sales = async () => (await keptFigures(world.platform.table))!.tally.sales['2026-03'];

  test('counts a call once that is made again because its answer was lost', async () => {
    await call(null, 'a', 1);
    await call(null, 'a', 1);
    await call('a', 'b', 10);
    await call('a', 'b', 10);
    await call('b', null, 100);
    await call('b', null, 100);
    expect(await sales()).toBe(111);
  });

  test('whose beginning is missing, or of another night, leaves the last complete figures', async () => {
    await call('a', null, 5);
    await call(null, 'a', 5, '2026-03-13');
    await call('a', null, 5, '2026-03-14');
    expect(await sales()).toBe(111);
  });

  test('is not shown before it is complete', async () => {
    await world.table.write({ delete: figuresKey });
    await call(null, 'a', 1);
    expect(await keptFigures(world.platform.table)).toBeUndefined();
  });
});
