import type { EventBridgeEvent } from 'aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import { toldError } from '../../functions/adapters/aws/lambda/told-error.ts';
import { RefusedEvents, sqsClient } from '../../functions/adapters/aws/refused-events.ts';
import task, { eventsOf } from '../../functions/ledger/receive-events.handler.ts';
import { BadInput, OtherContent } from '../../functions/platform/errors.ts';

const refused = new RefusedEvents(sqsClient(), settingOf('GS_REFUSED_EVENTS'));

/** The bus keeps no order: what an act is about may still be on its way, and there when the act comes again. */
const mayBeTakenLater = (error: BadInput, detail: object): boolean => {
  if (error instanceof OtherContent) return false;
  try {
    eventsOf(detail);
    return true;
  } catch {
    return false;
  }
};

/**
 * Events of the ledger and acts of people from the bus. What is not as agreed is kept for a person, and not tried again;
 * what is refused as things stand is tried again by Lambda, after one and after two minutes, which then keeps it.
 */
export const handler = eventHandler(
  'receive-events',
  { table: givenTable() },
  async (platform, event: EventBridgeEvent<string, object>, log) => {
    try {
      return await task.call(platform, event.detail);
    } catch (error) {
      if (!(error instanceof BadInput) || mayBeTakenLater(error, event.detail)) throw error;
      await refused.keep(event, error, platform.clock.now());
      log.count('EventsRefused');
      log.line('WARN', 'refused', { error: error.name, reason: toldError(error).message });
      return { refused: error.problems.length };
    }
  },
);
