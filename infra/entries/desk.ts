import { handle } from 'hono/aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { desk } from '../../functions/web/groups/desk.ts';
import { served } from '../../functions/web/served.ts';

/** What colleagues look at. */
export const handler = webHandler(
  'desk',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(served(platform, { report }, [desk])),
);
