import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sendBatch } from '../../functions/correspondence/send-batch.ts';
import type { Task } from '../../functions/platform/task.ts';
import { loadMachines } from '../../local/machines.ts';
import { TASKS } from '../../local/tasks.ts';
import { loadDefinition } from '../../workflows/engine/definition.ts';
import type { Machine } from '../../workflows/engine/machine.ts';
import { CUSTOMER, invoiceOf, START, World } from '../support/world.ts';

/**
 * A deployment in the middle of a sending run: the execution goes on with the definition with which it began, and its
 * next batch calls the new function, while the runs of the new release come beside it.
 */

const names = Object.fromEntries([...TASKS.keys()].map((name) => [name, name]));
const released = (): Machine => {
  const file = new URL('../../workflows/correspondence/released/1.asl.json', import.meta.url);
  return loadDefinition(JSON.parse(readFileSync(file, 'utf8')), names);
};
const ids = Array.from({ length: 9 }, (_, index) => `c${index}`);
const MINUTE = 60_000;

/** A world in which every message takes three minutes, so that a batch ends after three payers. */
const made = async (between: (world: World, batch: number) => Promise<void>) => {
  const machines = new Map([...loadMachines(), ['correspondence', released()]]);
  const batches: unknown[] = [];
  const world: World = await World.make({
    start: START,
    machines,
    customers: ids.map((id) => ({ ...CUSTOMER, id })),
    tasks: (tasks) => {
      const task = tasks.get('SendBatch')!;
      const call: Task['call'] = async (platform, payload) => {
        if ((payload as { after: unknown }).after !== null) await between(world, batches.length);
        batches.push(payload);
        return task.call(platform, payload);
      };
      return new Map([...tasks, ['SendBatch', { name: 'SendBatch', call }]]);
    },
    wrap: (ports, clock) => ({
      ...ports,
      mailer: {
        standing: () => ports.mailer.standing(),
        send: async (mail) => {
          const sent = await ports.mailer.send(mail);
          clock.moveTo(clock.now() + 3 * MINUTE);
          return sent;
        },
      },
    }),
  });
  for (const id of ids) await world.record(invoiceOf(`i-${id}`, { customerId: id }));
  return { world, machines, batches };
};

it('the next batch of the old definition is taken by the new function: every letter once', async () => {
  const { world, machines, batches } = await made(async () => {
    machines.set('correspondence', loadMachines().get('correspondence')!);
  });
  await world.to('2026-03-04T12:00:00Z');
  expect(world.sent()).toEqual(ids.map((id) => `2026-03-04 ${id} reminder-1 sent`));
  expect(world.posted()).toBe(ids.length);
  const cursors = batches
    .map((payload) => (payload as { after: string | null }).after)
    .filter((after) => after !== null);
  expect(cursors).toEqual(['c2', 'c5']);
});

it('a run of the new release in between writes to whom the old one has not come yet, and nobody hears twice', async () => {
  const { world } = await made(async (running) => {
    await sendBatch(running.platform, { after: null });
  });
  await world.to('2026-03-04T12:00:00Z');
  expect(world.sent()).toHaveLength(ids.length);
  expect(world.posted()).toBe(ids.length);
  for (const id of ids) expect(await world.steps(`i-${id}`)).toEqual(['reminder-1 letter']);
});

it('a run whose function is replaced in the middle of a payer leaves nobody written to twice', async () => {
  const { world } = await made(() => Promise.resolve());
  // The call is cut off when the letter has left: its execution tries the batch again, with the new function.
  world.hooks.before(
    (write) => 'put' in write && write.put.sk.startsWith('LETTER#'),
    async () => {
      await sendBatch(world.platform, { after: null });
    },
    2,
  );
  await world.to('2026-03-04T12:00:00Z');
  expect(world.hooks.waiting).toBe(0);
  expect(world.posted()).toBe(ids.length);
  expect(world.sent()).toHaveLength(ids.length);
});
