import { describe, expect, test } from 'vitest';
import { BadInput } from '../../../functions/platform/errors.ts';
import { type Entry, entryOf } from '../../../functions/work-list/entry.ts';
import type { WorkItem } from '../../../functions/work-list/item.ts';
import { invoiceOf, START, World } from '../../support/world.ts';

const CALL = 'task-i1-c1-call';

/** A world in which the call of the policy stands on Anna's list: Friday the 6th. */
const withCall = async (): Promise<World> => {
  const world = await World.make({ start: START });
  await world.record(invoiceOf('i1'));
  await world.to('2026-03-06T18:00:00Z');
  return world;
};

const list = async (world: World, of: string): Promise<Entry[]> =>
  (await world.table.queryIndex('work', of)).items.map(entryOf);
const item = (world: World, id = CALL): WorkItem =>
  ([...world.table.scan('ITEM#')] as WorkItem[]).find(({ itemId }) => itemId === id)!;
const refusal = async (world: World, happening: Parameters<World['record']>[0]): Promise<string> => {
  try {
    await world.record(happening);
    return 'recorded';
  } catch (error) {
    if (error instanceof BadInput) return error.problems.join();
    throw error;
  }
};

describe('an item of the work list', () => {
  test('its entry says what the list is ordered by', async () => {
    const world = await withCall();
    expect(await list(world, 'person#anna')).toEqual([
      expect.objectContaining({
        itemId: CALL,
        kind: 'task',
        customerId: 'c1',
        invoiceId: 'i1',
        stake: { amount: 10_000, currency: 'USD', dueOn: '2026-03-03' },
      }),
    ]);
  });

  test('handed on, it is new to whoever has it, and silence counts anew', async () => {
    const world = await withCall();
    await world.record({ type: 'item.handed-on', itemId: CALL, to: 'max', by: 'anna', note: 'He knows them' });
    expect(await list(world, 'person#anna')).toEqual([]);
    expect(await list(world, 'person#max')).toHaveLength(1);
    expect(item(world)).toMatchObject({
      assignee: 'max',
      movedOn: 0,
      dueOn: '2026-03-10',
      handedOn: { by: 'anna', from: 'anna', note: 'He knows them' },
    });
    await world.to('2026-03-11T06:00:00Z');
    expect(item(world).movedOn).toBe(1);
  });

  test('waited with, it stands on no list until the day, and then on the same one with its reason', async () => {
    const world = await withCall();
    await world.record({ type: 'item.put-off', itemId: CALL, until: '2026-03-12', reason: 'Away', by: 'anna' });
    expect(await list(world, 'person#anna')).toEqual([]);
    await world.to('2026-03-11T23:59:00Z');
    expect(await list(world, 'person#anna')).toEqual([]);
    expect(item(world).closedAt).toBeUndefined();
    await world.to('2026-03-12T00:20:00Z');
    expect(await list(world, 'person#anna')).toHaveLength(1);
    expect(item(world)).toMatchObject({ waited: { by: 'anna', reason: 'Away', until: '2026-03-12' }, movedOn: 0 });
    expect(item(world).putOff).toBeUndefined();
    expect(world.told('item-came-back')).toHaveLength(1);
  });

  test('an item that is waited with closes with its invoice all the same', async () => {
    const world = await withCall();
    await world.record({ type: 'item.put-off', itemId: CALL, until: '2026-03-12', reason: 'Away', by: 'anna' });
    await world.record({ type: 'invoice.voided', invoiceId: 'i1' });
    expect(item(world).closedAt).toBeDefined();
    await world.to('2026-03-13T06:00:00Z');
    expect(await list(world, 'person#anna')).toEqual([]);
  });

  test('done, it is among what its colleague did on that day of the company', async () => {
    const world = await World.make({ start: START, settings: { timeZone: 'America/Los_Angeles' } });
    await world.record(invoiceOf('i1'));
    await world.to('2026-03-07T02:00:00Z');
    await world.record({ type: 'task.done', taskId: CALL, by: 'anna', note: 'They pay on Monday' });
    expect(await list(world, 'done#anna#2026-03-06')).toHaveLength(1);
    expect(item(world)).toMatchObject({ closedBy: 'anna', note: 'They pay on Monday' });
  });

  test('done by mistake, it is open again, and the case has not heard of it', async () => {
    const world = await withCall();
    await world.record({ type: 'task.done', taskId: CALL, by: 'anna' });
    await world.record({ type: 'item.reopened', itemId: CALL, by: 'anna' });
    expect(await list(world, 'person#anna')).toHaveLength(1);
    expect(await list(world, 'done#anna#2026-03-06')).toEqual([]);
    expect(item(world).closedBy).toBeUndefined();
    const facts = (await world.table.get(await world.keyOf('i1')))!;
    expect(facts.tasksDone).toEqual({});
  });

  test('what cannot be is refused with a sentence', async () => {
    const world = await withCall();
    const putOff = { type: 'item.put-off', itemId: CALL, reason: 'Away', by: 'anna' } as const;
    expect(await refusal(world, { ...putOff, until: '2026-03-06' })).toContain('is not ahead');
    expect(await refusal(world, { ...putOff, until: '2028-03-06' })).toContain('more than a year ahead');
    expect(await refusal(world, { ...putOff, itemId: 'nothing', until: '2026-03-12' })).toContain('there is no item');
    expect(await refusal(world, { type: 'item.handed-on', itemId: CALL, to: 'nobody' })).toContain('no colleague');
    await world.record({ type: 'task.done', taskId: CALL, by: 'anna' });
    expect(await refusal(world, { type: 'item.handed-on', itemId: CALL, to: 'max' })).toContain(
      'closed before, by anna',
    );
  });

  test('a request for a decision is neither handed on nor put off as an item', async () => {
    const world = await withCall();
    await world.to('2026-03-13T10:00:00Z');
    const asked = world.items().find(({ kind }) => kind === 'approval')!;
    const handed = { type: 'item.handed-on', itemId: asked.itemId, to: 'anna', by: 'max' } as const;
    expect(await refusal(world, handed)).toContain('is a request');
    const late = { type: 'item.put-off', itemId: asked.itemId, until: '2026-04-12', reason: 'Away' } as const;
    expect(await refusal(world, late)).toContain('does not wait');
  });

  test('an issue that is handed on keeps its own deadline', async () => {
    const world = await withCall();
    await world.record({ type: 'issue.raised', issueId: 's1', invoiceId: 'i1', category: 'price', description: 'x' });
    const before = item(world, 'issue-s1');
    await world.record({ type: 'item.handed-on', itemId: 'issue-s1', to: 'max', by: 'anna' });
    const { agenda, dueOn, movedOn } = item(world, 'issue-s1');
    expect({ agenda, dueOn, movedOn }).toEqual({ agenda: undefined, dueOn: before.dueOn, movedOn: 0 });
    expect((await list(world, 'person#max')).map(({ itemId }) => itemId)).toContain('issue-s1');
  });
});
