import { describe, expect, test } from 'vitest';
import { askForChange, cancelChange } from '../../../functions/policy-change/ask.ts';
import { saveDraft } from '../../../functions/policy-change/draft.ts';
import { changed, friday, publish, read, rehearsalOf, SLOWER, stateOf } from './changing.ts';

describe('asking', () => {
  test('twice while one is under way asks once', async () => {
    const world = await friday();
    const asked = await rehearsalOf(world);
    const [one, two] = [await askForChange(world.platform, asked), await askForChange(world.platform, asked)];
    expect(two).toBe(one);
    await world.runtime.settle();
    expect(await askForChange(world.platform, asked)).not.toBe(one);
  });

  test('to move other cases while some are being moved moves them all', async () => {
    const world = await friday();
    await publish(world);
    const asked = { kind: 'move', policyId: 'quick', version: 2, by: 'max' } as const;
    const one = await askForChange(world.platform, { ...asked, only: ['i1'] });
    const two = await askForChange(world.platform, { ...asked, only: ['i2', 'i1'] });
    await world.runtime.settle();
    expect((await read(world, one)).change).toMatchObject({ status: 'done', totals: { moved: 1 } });
    expect((await read(world, two)).change).toMatchObject({ status: 'done', totals: { moved: 1 } });
    expect((await changed(world, { kind: 'preview' })).change.totals.cases).toBe(2);
  });

  test('about another draft, or for more days, ends the one that is under way', async () => {
    const world = await friday();
    const asked = await rehearsalOf(world);
    const zero = await askForChange(world.platform, { ...asked, days: 60 });
    const one = await askForChange(world.platform, asked);
    expect((await read(world, zero)).change).toMatchObject({ status: 'ended', because: 'overtaken' });
    await saveDraft(world.table, { policy: SLOWER, by: 'anna', at: world.now(), seen: 1 });
    const two = await askForChange(world.platform, { ...asked, draft: { policy: SLOWER, v: 2 } });
    await world.runtime.settle();
    expect((await read(world, one)).change).toMatchObject({ status: 'ended', because: 'overtaken' });
    expect((await read(world, two)).change.status).toBe('done');
  });

  test('is taken back: what is not worked through yet is left', async () => {
    const world = await friday();
    const changeId = await askForChange(world.platform, await rehearsalOf(world));
    expect(await cancelChange(world.platform, changeId)).toBe(true);
    expect(await cancelChange(world.platform, changeId)).toBe(false);
    await world.runtime.settle();
    expect(stateOf(world, changeId).state).toBe('No longer wanted');
    expect((await read(world, changeId)).change).toMatchObject({ status: 'ended', because: 'cancelled', parts: 0 });
  });

  test('again is possible at once where the execution died', async () => {
    let dies = true;
    const world = await friday({
      tasks: (tasks) =>
        new Map([
          ...tasks,
          [
            'WorkThroughPart',
            {
              name: 'WorkThroughPart',
              call: async (platform, payload) => {
                if (dies) throw new Error('It broke.');
                return tasks.get('WorkThroughPart')!.call(platform, payload);
              },
            },
          ],
        ]),
    });
    const asked = await rehearsalOf(world);
    const died = await changed(world, asked);
    expect(stateOf(world, died.change.changeId).status).toBe('FAILED');
    expect(died.change).toMatchObject({ status: 'ended', because: 'failed' });
    expect(world.told('execution-died')).toHaveLength(1);
    dies = false;
    expect((await changed(world, asked)).change.status).toBe('done');
  });

  test('for what makes no sense is refused', async () => {
    const world = await friday();
    const { draft: _draft, ...without } = await rehearsalOf(world);
    const refusal = (asked: object) => askForChange(world.platform, { ...without, ...asked } as never);
    await expect(refusal({})).rejects.toThrow('draft: is missing');
    await expect(refusal({ draft: { policy: SLOWER, v: 1 }, days: 0 })).rejects.toThrow(
      'days: "0" is no number of days',
    );
    const nobodys = { ...SLOWER, steps: SLOWER.steps.map((step) => ({ ...step, approver: 'director' })) };
    await expect(refusal({ draft: { policy: nobodys, v: 1 } })).rejects.toThrow('director');
    await expect(refusal({ kind: 'move', only: [] })).rejects.toThrow('only: 0 cases are named');
    const many = Array.from({ length: 101 }, (_, index) => `i${index}`);
    await expect(refusal({ kind: 'move', only: many })).rejects.toThrow('only: 101 cases are named');
  });
});
