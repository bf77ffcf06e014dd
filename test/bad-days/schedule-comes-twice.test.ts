import { describe, expect, it } from 'vitest';
import beginRuns from '../../functions/lifecycle/begin-runs.handler.ts';
import wake from '../../functions/lifecycle/wake.handler.ts';
import { invoiceOf, START, World } from '../support/world.ts';

/** Schedules are delivered at least once, sometimes late: a run starts once, under the name of its own time. */

const began = async (settings: object = {}): Promise<World> => {
  const world = await World.make({ start: START, settings });
  await world.record(invoiceOf('i1'));
  return world;
};
const started = (world: World, workflow: string): number => world.runtime.engine.counters.get(workflow)!.started;

describe('a sending run', () => {
  it('whose event comes twice, and once more an hour late, starts once', async () => {
    const world = await began();
    await world.to('2026-03-04T08:59:00Z');
    world.clock.moveTo(Date.parse('2026-03-04T09:00:00Z'));
    const before = started(world, 'correspondence');
    const event = { what: 'correspondence', scheduledTime: '2026-03-04T09:00:00Z' };
    expect(await beginRuns.call(world.platform, event)).toEqual({ started: true });
    expect(await beginRuns.call(world.platform, event)).toEqual({ started: false });
    await world.runtime.settle();
    await world.to('2026-03-04T10:00:00Z');
    expect(await beginRuns.call(world.platform, event)).toEqual({ started: false });
    await world.runtime.settle();
    // Those of the runtime's own clock are the same names: 09:00 is not started again, the four after it are.
    expect(started(world, 'correspondence') - before).toBe(5);
    expect(world.posted()).toBe(1);
  });
});

describe("the night's review", () => {
  it('starts with the first hour of the company’s date, once, whatever daylight saving does to that night', async () => {
    // The clocks of New York go forward on 2026-03-08 at 02:00.
    const world = await began({ timeZone: 'America/New_York' });
    const names: string[] = [];
    const hour = 3_600_000;
    const workflows = {
      ...world.platform.workflows,
      start: async (workflow: 'nightly-review', name: string, input: { date: string }) => {
        await world.runtime.engine.start(workflow, `hourly-${name}`, input);
        names.push(`${name} ${input.date}`);
      },
    };
    const platform = { ...world.platform, workflows: workflows as unknown as World['platform']['workflows'] };
    const from = Date.parse('2026-03-07T00:00:00Z');
    for (let at = from; at < from + 72 * hour; at += hour) {
      const scheduledTime = new Date(at).toISOString();
      for (let time = 0; time < 2; time++) await beginRuns.call(platform, { what: 'nightly-review', scheduledTime });
    }
    expect(names).toEqual(['06', '07', '08', '09'].map((day) => `night-2026-03-${day} 2026-03-${day}`));
  });

  it('is named after the time it was scheduled for: an event that comes after midnight starts no other night', async () => {
    const world = await began();
    await world.to('2026-03-05T00:30:00Z');
    const before = started(world, 'nightly-review');
    await beginRuns.call(world.platform, { what: 'nightly-review', scheduledTime: '2026-03-04T23:00:00Z' });
    expect(started(world, 'nightly-review')).toBe(before);
  });
});

it('a sweep that comes twice does nothing twice', async () => {
  const world = await began();
  await world.to('2026-03-05T00:00:00Z');
  const event = { what: 'sweep', scheduledTime: '2026-03-05T00:00:00Z' };
  await Promise.all([wake.call(world.platform, event), wake.call(world.platform, event)]);
  await world.runtime.settle();
  expect(await wake.call(world.platform, event)).toEqual({ looked: 0, more: false, stuck: 0 });
  expect(started(world, 'invoice-lifecycle')).toBe(1);
  expect(await world.steps()).toEqual(['reminder-1 letter']);
});
