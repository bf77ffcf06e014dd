import { handle } from 'hono/aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { approvals } from '../../functions/web/groups/approvals.ts';
import { served } from '../../functions/web/served.ts';

/** Requests for approvals, by their links and from the work list. */
export const handler = webHandler(
  'approvals',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(served(platform, { report }, [approvals])),
);
