import type { EventBridgeEvent } from 'aws-lambda';
import { givenFiles } from '../../functions/adapters/aws/lambda/given-files.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/correspondence/receive-reply.handler.ts';

interface CreatedObject {
  object: { key: string; 'version-id'?: string };
}

/** SES puts this there when a receipt rule is made, to try whether it may. */
const SETUP_NOTIFICATION = /\/AMAZON_SES_SETUP_NOTIFICATION$/;

/** A message that SES received and put into the bucket. */
export const handler = eventHandler(
  'receive-reply',
  { table: givenTable(), files: givenFiles() },
  async (platform, { detail: { object } }: EventBridgeEvent<string, CreatedObject>) => {
    if (SETUP_NOTIFICATION.test(object.key)) return {};
    return task.call(platform, { key: object.key, version: object['version-id'] });
  },
);
