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

export type WebFunctionName = 'web' | 'approvals' | 'sign-in' | 'desk' | 'attachments' | 'acts' | 'policies';

interface Ways {
  /** Opening one changes nothing, whoever does it. */
  pages: readonly string[];
  /** What the forms of our pages lead to. */
  forms: readonly string[];
}

/**
 * Which function answers what; of two paths that fit the more specific one counts. The gateway's limit holds for each
 * route by itself: whoever guesses at tokens in mails uses up that of these, and colleagues still reach their pages; and
 * the other way round.
 */
const WAYS: Readonly<Record<WebFunctionName, Ways>> = {
  web: {
    pages: ['/c', '/c/{token}', '/c/{token}/{page+}'],
    forms: ['/c/{token}', '/c/{token}/{act}'],
  },
  approvals: {
    pages: ['/approvals/{token}', '/requests/{item}'],
    forms: ['/approvals/{token}', '/requests/{item}'],
  },
  'sign-in': { pages: ['/sign-in', '/sign-in/{page+}'], forms: ['/sign-out'] },
  desk: { pages: ['/', '/{page+}'], forms: [] },
  attachments: { pages: ['/items/{item}/attachments/{place}', '/items/{item}/message'], forms: [] },
  acts: { pages: [], forms: ['/items/{item}/{act}', '/accounts/{customer}/{act}'] },
  policies: { pages: ['/policies', '/policies/{page+}'], forms: ['/policies/{policy+}'] },
};

interface Way {
  method: HttpMethod;
  path: string;
}

const at = (paths: readonly string[], ...methods: readonly HttpMethod[]): Way[] =>
  methods.flatMap((method) => paths.map((path) => ({ method, path })));

export interface WebEntranceProps {
  api: HttpApi;
  functions: Readonly<Record<WebFunctionName, HouseFunction>>;
}

/**
 * The routes of the HTTP API: pages, forms, and events, which need the signature of an AWS role. Only these reach a
 * function; everything else is answered by the gateway.
 */
export class WebEntrance extends Construct {
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, { api, functions }: WebEntranceProps) {
    super(scope, id);
    this.#api = api;
    const signed: IHttpRouteAuthorizer = new HttpIamAuthorizer();
    const open: IHttpRouteAuthorizer = new HttpNoneAuthorizer();
    for (const [name, { pages, forms }] of Object.entries(WAYS)) {
      const integration = new HttpLambdaIntegration(name, functions[name as WebFunctionName].function);
      if (name === 'web') this.#route({ method: HttpMethod.POST, path: '/events' }, integration, signed);
      for (const way of [...at(pages, HttpMethod.GET, HttpMethod.HEAD), ...at(forms, HttpMethod.POST)])
        acknowledge(this.#route(way, integration, open), {
          id: 'AwsSolutions-APIG4',
          reason:
            'The function asks to sign in, or the link is 256 random bits for one reader, stored hashed; a form needs its nonce.',
        });
    }
  }

  #route({ method, path }: Way, integration: HttpLambdaIntegration, authorizer: IHttpRouteAuthorizer): HttpRoute {
    const routeKey = HttpRouteKey.with(path, method);
    return new HttpRoute(this, routeKey.key, { httpApi: this.#api, routeKey, integration, authorizer });
  }
}
