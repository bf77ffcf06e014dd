import {
  type HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

interface Way {
  method: HttpMethod;
  path: string;
}

/** Pages: opening one changes nothing, whoever does it. */
const LOOKS = [HttpMethod.GET, HttpMethod.HEAD].flatMap((method) =>
  ['/', '/{page+}'].map((path) => ({ method, path })),
);

/**
 * Pages behind links in mails. The gateway's limit holds for each route by itself: whoever guesses at tokens uses up that
 * of these, and colleagues still reach their pages; and the other way round. HEAD is for scanners, and needs no own.
 */
const LINKED = ['/approvals/{token}', '/c/{token}', '/c/{token}/{page+}'].map((path) => ({
  method: HttpMethod.GET,
  path,
}));

/** What the forms of our pages lead to. */
const FORMS = [
  '/sign-out',
  '/approvals/{token}',
  '/requests/{item}',
  '/items/{item}/{act}',
  '/accounts/{customer}/{act}',
  '/policies/{policy+}',
  '/c/{token}',
  '/c/{token}/{act}',
].map((path) => ({ method: HttpMethod.POST, path }));

/**
 * The routes of the HTTP API: pages, forms, and events, which need the signature of an AWS role. Only these reach the
 * function; everything else is answered by the gateway.
 */
export class WebEntrance extends Construct {
  constructor(scope: Construct, id: string, { api, web }: { api: HttpApi; web: HouseFunction }) {
    super(scope, id);
    const signed: IHttpRouteAuthorizer = new HttpIamAuthorizer();
    const open: IHttpRouteAuthorizer = new HttpNoneAuthorizer();
    const integration = new HttpLambdaIntegration('Web', web.function);
    const routeTo = ({ method, path }: Way, authorizer: IHttpRouteAuthorizer): HttpRoute => {
      const routeKey = HttpRouteKey.with(path, method);
      return new HttpRoute(this, routeKey.key, { httpApi: api, routeKey, integration, authorizer });
    };
    routeTo({ method: HttpMethod.POST, path: '/events' }, signed);
    for (const way of [...LOOKS, ...LINKED, ...FORMS])
      acknowledge(routeTo(way, open), {
        id: 'AwsSolutions-APIG4',
        reason:
          'The function asks to sign in, or the link is 256 random bits for one reader, stored hashed; a form needs its nonce.',
      });
  }
}
