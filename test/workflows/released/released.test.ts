import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Platform } from '../../../functions/platform/platform.ts';
import { loadMachines } from '../../../local/machines.ts';
import { TASKS } from '../../../local/tasks.ts';
import { loadDefinition } from '../../../workflows/engine/definition.ts';
import { definitionOf, payloadsOf, releasedOf, releasesOf, tasksIn, WORKFLOWS } from './kept.ts';
import { story, type Told } from './story.ts';

/**
 * Executions run on for months with the definition they began with, and call today's functions. Every definition that
 * was released is kept under `workflows/<name>/released/`, with examples of what its tasks were called with: a story
 * under it comes to the same as under today's, and what a task was called with then it still takes.
 */

const released = WORKFLOWS.flatMap((workflow) =>
  releasesOf(workflow).map((release) => ({ workflow, release, of: `${workflow} ${release}` })),
);
const names = Object.fromEntries([...TASKS.keys()].map((name) => [name, name]));

it('every definition is kept as it is now, before it is deployed', () => {
  const changed = WORKFLOWS.filter((workflow) => {
    const last = releasesOf(workflow).at(-1);
    return last === undefined || releasedOf(workflow, last) !== definitionOf(workflow);
  });
  const sentence =
    'changed since it was last released: run `npm run release-definitions`, which keeps it as the next one';
  expect(changed.map((workflow) => `workflows/${workflow}/definition.asl.json ${sentence}`)).toEqual([]);
});

describe('a story under a released definition', () => {
  let today: Told;
  beforeAll(async () => {
    today = await story();
  });

  it('comes to its end under those of today', () => {
    expect(today.life.letters).toHaveLength(4);
    expect(today.imported).toBe('Recorded');
    expect(today.moved).toEqual({ state: 'Done', totals: expect.objectContaining({ cases: 3, moved: 3 }) });
    expect(new Set(today.nights)).toEqual(new Set(['SUCCEEDED']));
  });

  it.each(released)('$of comes to the same with the functions of today', async ({ workflow, release }) => {
    const machine = loadDefinition(JSON.parse(releasedOf(workflow, release)), names);
    expect(await story({ machines: new Map([...loadMachines(), [workflow, machine]]) })).toEqual(today);
  });
});

/** The first touch of the platform: the payload has been taken. */
class Taken extends Error {}
const untouched = new Proxy({} as Platform, {
  get: () => {
    throw new Taken();
  },
});
const refusal = async (task: string, payload: unknown): Promise<string[]> => {
  try {
    await TASKS.get(task)!.call(untouched, payload);
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    if (!(error instanceof Taken)) throw error;
  }
  return [];
};

describe('payloads only grow', () => {
  const kept = released.flatMap(({ workflow, release, of }) => {
    const payloads = payloadsOf(workflow, release);
    return payloads === undefined ? [] : [{ of, workflow, release, payloads }];
  });

  it.each(kept)('what $of called its tasks with is taken by those of today', async ({ payloads }) => {
    for (const [task, examples] of Object.entries(payloads))
      for (const payload of examples) expect([task, await refusal(task, payload)]).toEqual([task, []]);
  });

  it.each(kept)('$of keeps an example for each of its tasks', ({ workflow, release, payloads }) => {
    expect(Object.keys(payloads).sort()).toEqual(tasksIn(releasedOf(workflow, release)).sort());
  });

  it('a payload without what a task needs is refused', async () => {
    expect(await refusal('ChooseNextStep', { case: { invoiceId: 'i1' } })).not.toEqual([]);
  });
});
