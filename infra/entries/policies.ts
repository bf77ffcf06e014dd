import { handle } from 'hono/aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { givenWorkflows } from '../../functions/adapters/aws/lambda/given-workflows.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { policies } from '../../functions/web/groups/policies.ts';
import { served } from '../../functions/web/served.ts';

/** The policies, their drafts, and their changes. */
export const handler = webHandler(
  'policies',
  { table: givenTable(), workflows: givenWorkflows(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(served(platform, { report }, [policies])),
);
