import { SimulatedCrash } from '../../functions/adapters/embedded/faults.ts';
import type { Task } from '../../functions/platform/task.ts';
import { TaskError } from '../../workflows/engine/task.ts';

/** A function whose process ends fails with the name that Lambda gives it. */
export const asLambda = (tasks: ReadonlyMap<string, Task>): ReadonlyMap<string, Task> =>
  new Map(
    [...tasks].map(([name, task]) => [
      name,
      {
        name,
        call: (platform, payload) =>
          task.call(platform, payload).catch((error: unknown) => {
            throw error instanceof SimulatedCrash ? new TaskError('Runtime.ExitError', error.message) : error;
          }),
      },
    ]),
  );
