import { handle } from 'hono/aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { webApp } from '../../functions/web/app.ts';

/** The pages behind links in mails, and events over HTTP. */
export const handler = webHandler(
  'web',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(webApp(platform, { report })),
);
