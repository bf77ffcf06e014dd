import type { EventBridgeEvent } from 'aws-lambda';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/ledger/receive-events.handler.ts';
import { BadInput } from '../../functions/platform/errors.ts';

/** Events of the ledger and acts of people from the bus. What is refused goes to the queue of its rule. */
export const handler = eventHandler(
  'receive-events',
  { table: givenTable() },
  async (platform, { detail }: EventBridgeEvent<string, unknown>, log) => {
    try {
      return await task.call(platform, detail);
    } catch (error) {
      if (error instanceof BadInput) log.count('EventsRefused');
      throw error;
    }
  },
);
