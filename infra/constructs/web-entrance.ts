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

/** A route to the web function. */
interface Way {
  id: string;
  method: HttpMethod;
  path: string;
  /** Signed with the credentials of an AWS role, or open to whoever holds the link. */
  signed: boolean;
}

const WAYS: readonly Way[] = [
  { id: 'Events', method: HttpMethod.POST, path: '/events', signed: true },
  { id: 'ShowApproval', method: HttpMethod.GET, path: '/approvals/{token}', signed: false },
  { id: 'LookAtApproval', method: HttpMethod.HEAD, path: '/approvals/{token}', signed: false },
  { id: 'DecideApproval', method: HttpMethod.POST, path: '/approvals/{token}', signed: false },
];

/** The routes of the HTTP API. Only these reach the function; everything else is answered by the gateway. */
export class WebEntrance extends Construct {
  constructor(scope: Construct, id: string, { api, web }: { api: HttpApi; web: HouseFunction }) {
    super(scope, id);
    const signed: IHttpRouteAuthorizer = new HttpIamAuthorizer();
    const open: IHttpRouteAuthorizer = new HttpNoneAuthorizer();
    const integration = new HttpLambdaIntegration('Web', web.function);
    for (const way of WAYS) {
      const route = new HttpRoute(this, way.id, {
        httpApi: api,
        routeKey: HttpRouteKey.with(way.path, way.method),
        integration,
        authorizer: way.signed ? signed : open,
      });
      if (!way.signed)
        acknowledge(route, {
          id: 'AwsSolutions-APIG4',
          reason:
            'Whoever holds the link is its reader: 256 random bits for one person and one request, stored hashed, used once.',
        });
    }
  }
}
