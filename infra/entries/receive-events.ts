import type { EventBridgeEvent } from 'aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import { toldError } from '../../functions/adapters/aws/lambda/told-error.ts';
import { RefusedEvents, sqsClient } from '../../functions/adapters/aws/refused-events.ts';
import task from '../../functions/ledger/receive-events.handler.ts';
import { BadInput } from '../../functions/platform/errors.ts';

const refused = new RefusedEvents(sqsClient(), settingOf('GS_REFUSED_EVENTS'));

/** Events of the ledger and acts of people from the bus. What is refused is kept for a person, and not tried again. */
export const handler = eventHandler(
  'receive-events',
  { table: givenTable() },
  async (platform, event: EventBridgeEvent<string, unknown>, log) => {
    try {
      return await task.call(platform, event.detail);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      await refused.keep(event, error, platform.clock.now());
      log.count('EventsRefused');
      log.line('WARN', 'refused', { error: error.name, reason: toldError(error).message });
      return { refused: error.problems.length };
    }
  },
);
