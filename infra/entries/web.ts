import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { clientSecret, settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { webApp } from '../../functions/web/app.ts';
import { SignInIssuer } from '../../functions/web/sign-in/issuer.ts';

const secret = clientSecret();
const settings = {
  issuer: settingOf('GS_ISSUER'),
  clientId: settingOf('GS_CLIENT'),
  ...(secret === undefined ? {} : { clientSecret: secret }),
};
const issuer = new SignInIssuer(() => settings);

/** The gateway has checked the signature of what came by this route, and of nothing else. */
const isSigned = ({ env }: { env: unknown }): boolean => {
  const { requestContext } = env as Pick<LambdaEvent, 'requestContext'>;
  return 'routeKey' in requestContext && requestContext.routeKey === 'POST /events';
};

/** The pages for colleagues, those behind links in mails, and events over HTTP. */
export const handler = webHandler(
  'web',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(webApp(platform, { report, issuer, isSigned })),
);
