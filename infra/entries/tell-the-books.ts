import { givenEventsOut } from '../../functions/adapters/aws/lambda/given-events-out.ts';
import { changesIn, comeAgain } from '../../functions/adapters/aws/lambda/stream-envelope.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/ledger/tell-the-books.handler.ts';

/** Changes of the table's stream. Records that failed, and those that could not be read, come again. */
export const handler = eventHandler(
  'tell-the-books',
  { eventsOut: givenEventsOut() },
  async (platform, event: Parameters<typeof changesIn>[0]) => {
    const { changes, unread } = changesIn(event);
    const { failed } = (await task.call(platform, { images: changes })) as { failed: string[] };
    return comeAgain([...unread, ...failed]);
  },
);
