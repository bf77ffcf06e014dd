import { handle } from 'hono/aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { acts } from '../../functions/web/groups/acts.ts';
import { served } from '../../functions/web/served.ts';

/** What the forms on items and accounts lead to. */
export const handler = webHandler(
  'acts',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(served(platform, { report }, [acts])),
);
