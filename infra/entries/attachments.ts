import { handle } from 'hono/aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenFiles } from '../../functions/adapters/aws/lambda/given-files.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { attachments } from '../../functions/web/groups/attachments.ts';
import { served } from '../../functions/web/served.ts';

const messages = givenFiles();

/** What customers attached to their messages. */
export const handler = webHandler(
  'attachments',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(served(platform, { report, messages }, [attachments])),
);
