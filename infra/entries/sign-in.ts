import { handle } from 'hono/aws-lambda';
import { clientSecret, settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { webHandler } from '../../functions/adapters/aws/lambda/web-handler.ts';
import { served } from '../../functions/web/served.ts';
import { SignInIssuer } from '../../functions/web/sign-in/issuer.ts';
import { signInRoute } from '../../functions/web/sign-in/sign-in-route.ts';

const secret = clientSecret();
const settings = {
  issuer: settingOf('GS_ISSUER'),
  clientId: settingOf('GS_CLIENT'),
  ...(secret === undefined ? {} : { clientSecret: secret }),
};
const issuer = new SignInIssuer(() => settings);

/** The way in and out for colleagues. */
export const handler = webHandler(
  'sign-in',
  { table: givenTable(), publicUrl: settingOf('GS_PUBLIC_URL') },
  (platform, report) => handle(served(platform, { report, issuer }, [signInRoute])),
);
