import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { givenWorkflows } from '../../functions/adapters/aws/lambda/given-workflows.ts';
import { isStreamBatch, keysComeAgain, keysIn } from '../../functions/adapters/aws/lambda/stream-envelope.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/lifecycle/wake.handler.ts';
import type { Key } from '../../functions/platform/ports.ts';

/** Marks from the table's stream, or the sweep from its schedule. */
export const handler = eventHandler(
  'wake',
  { table: givenTable(), workflows: givenWorkflows() },
  async (platform, event: object, log) => {
    if (!isStreamBatch(event)) return task.call(platform, event);
    const keys = keysIn(event);
    const { failed } = (await task.call(platform, { keys })) as { failed: Key[] };
    log.count('Wakes', keys.length);
    log.count('WakesFailed', failed.length);
    return keysComeAgain(event, failed);
  },
);
