import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { customers } from '../../functions/web/groups/customers.ts';
import { events } from '../../functions/web/groups/events.ts';
import { served } from '../../functions/web/served.ts';

/** The gateway has checked the signature of what came by this route, and of nothing else. */
const isSigned = ({ env }: { env: unknown }): boolean => {
  const { requestContext } = env as Pick<LambdaEvent, 'requestContext'>;
  return 'routeKey' in requestContext && requestContext.routeKey === 'POST /events';
};

/** Customers' pages, from the links in letters, and events over HTTP. */
export const handler = webHandler(
  'web',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(served(platform, { report, isSigned }, [customers, events])),
);
