import { describe, expect, it } from 'vitest';
import { proveCompleteness } from '../../../functions/reports/nightly-review.ts';
import { begins, parks } from '../../support/matches.ts';
import { invoiceOf, paymentOf, START, World } from '../../support/world.ts';

/** The night's proof reads an invoice while its case is on the way from one place to the next. */

const prove = async (world: World): Promise<number> => {
  let call = await proveCompleteness(world.platform, null, '2026-03-04');
  let { orphans } = call;
  while (call.more) {
    call = await proveCompleteness(world.platform, call.cursor, '2026-03-04');
    orphans += call.orphans;
  }
  return orphans;
};

const made = (): Promise<World> => World.make({ start: START });

describe('a case is no orphan', () => {
  it('between the reservation of its execution and the start', async () => {
    const world = await made();
    const found: number[] = [];
    world.hooks.after(begins, async () => void found.push(await prove(world)));
    await world.record(invoiceOf('i1'));
    expect(found).toEqual([0]);
    expect(world.told('orphan-found')).toEqual([]);
  });

  it('between the start of its execution and the first park', async () => {
    const world = await made();
    const found: number[] = [];
    world.hooks.before(parks, async () => {
      // Started, and off the agenda: from here on only its execution moves it.
      expect(await world.table.get(await world.keyOf())).not.toHaveProperty('agenda');
      expect((await world.case())?.parked).toBeUndefined();
      found.push(await prove(world));
    });
    await world.record(invoiceOf('i1'));
    expect(found).toEqual([0]);
    expect(world.told('orphan-found')).toEqual([]);
  });

  it('while its payment has closed the invoice and its execution has not ended yet', async () => {
    const world = await made();
    await world.record(invoiceOf('i1'));
    await world.arrivesUnheard(paymentOf('i1'));
    expect(await prove(world)).toBe(0);
  });
});

it('a case whose execution was started and has not parked within an hour is an orphan', async () => {
  const world = await made();
  await world.arrivesUnheard(invoiceOf('i1'));
  await world.wake('i1');
  await world.runtime.engine.stop('invoice-lifecycle', 'i1-c1-r0', 'Stopped by hand');
  expect((await world.case())?.parked).toBeUndefined();
  world.clock.moveTo(Date.parse(START) + 3_600_000);
  expect(await prove(world)).toBe(0);
  world.clock.moveTo(Date.parse(START) + 3_600_001);
  expect(await prove(world)).toBe(1);
});

describe('a case that is on the list', () => {
  const disputed = async (): Promise<World> => {
    const world = await made();
    await world.record(invoiceOf('i1'));
    await world.to('2026-03-03T12:00:00Z');
    await world.record({
      type: 'issue.raised',
      by: 'customer',
      issueId: 's1',
      invoiceId: 'i1',
      category: 'price',
      description: 'Not what was agreed',
    });
    return world;
  };

  it('is no orphan while somebody has its item', async () => {
    const world = await disputed();
    expect((await world.case())?.decision?.standing).toBe('on-list');
    expect(await prove(world)).toBe(0);
  });

  it('is one where its item is gone, and the proof says so', async () => {
    const world = await disputed();
    for (const { pk, sk } of world.table.scan('ITEM#')) await world.table.write({ delete: { pk, sk } });
    expect(await prove(world)).toBe(1);
    expect(world.told('orphan-found').map(({ why }) => why.text)).toEqual([
      'It stands nowhere: it is said to be on the work list, and no item is open.',
    ]);
  });
});
