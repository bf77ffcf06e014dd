import { mkdirSync, writeFileSync } from 'node:fs';
import { type Happening, invoiceOf, QUICK, START, World, type WorldOptions } from '../../support/world.ts';
import { definitionOf, fileOf, releasedOf, releasesOf, tasksIn, WORKFLOWS } from './kept.ts';
import { story } from './story.ts';

/**
 * Keeps the definitions that changed since they were last released, each with examples of what its tasks are called
 * with. Run it before a deployment; what was released is never changed.
 */

/** Examples of one shape are enough; the first of each is kept. */
const shapeOf = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join()}]`;
  return `{${Object.entries(value)
    .map(([key, part]) => `${key}:${shapeOf(part)}`)
    .sort()
    .join()}}`;
};
const MOST_EXAMPLES = 4;

const examples = new Map<string, Map<string, unknown>>();

const recording: NonNullable<WorldOptions['tasks']> = (tasks) =>
  new Map(
    [...tasks].map(([name, task]) => [
      name,
      {
        name,
        call: (platform, payload) => {
          const known = examples.get(name) ?? new Map<string, unknown>();
          examples.set(name, known);
          const shape = shapeOf(payload);
          if (known.size < MOST_EXAMPLES && !known.has(shape)) known.set(shape, structuredClone(payload));
          return task.call(platform, payload);
        },
      },
    ]),
  );

/** A case that grows older than an execution may, so that the next restart is asked for. */
const growOld = async (): Promise<void> => {
  const late = { id: 'late', kind: 'task', when: { anchor: 'due', days: 120 }, role: 'specialist', title: 'Decide' };
  const policies = [{ ...QUICK, steps: [QUICK.steps[0]!, late] }];
  const world = await World.make({ start: START, policies, tasks: recording });
  await world.record(invoiceOf('i1') as Happening);
  await world.to('2026-07-20T00:00:00Z');
};

const isReleased = (workflow: string): boolean => {
  const last = releasesOf(workflow).at(-1);
  return last !== undefined && releasedOf(workflow, last) === definitionOf(workflow);
};

const release = (workflow: string): number => {
  const number = (releasesOf(workflow).at(-1) ?? 0) + 1;
  const payloads: Record<string, unknown[]> = {};
  for (const task of tasksIn(definitionOf(workflow))) {
    payloads[task] = [...(examples.get(task)?.values() ?? [])];
    if (payloads[task].length === 0)
      throw new Error(`${workflow}: the story never calls ${task}, so there is no example of its payload to keep`);
  }
  mkdirSync(fileOf(workflow, 'released'), { recursive: true });
  writeFileSync(fileOf(workflow, `released/${number}.asl.json`), definitionOf(workflow));
  writeFileSync(fileOf(workflow, `released/${number}.payloads.json`), `${JSON.stringify(payloads, null, 2)}\n`);
  return number;
};

const changed = WORKFLOWS.filter((workflow) => !isReleased(workflow));
if (changed.length > 0) {
  await story({ tasks: recording });
  await growOld();
}
for (const workflow of WORKFLOWS)
  console.log(
    changed.includes(workflow)
      ? `${workflow}: kept as release ${release(workflow)}`
      : `${workflow}: unchanged since release ${releasesOf(workflow).at(-1)}`,
  );
