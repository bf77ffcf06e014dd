import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { acknowledge } from './acknowledge.ts';

/**
 * The HTTP API's address, without its routes. It stands among what survives, because mails that were sent last week
 * lead to it. The access log holds neither path nor address nor browser: a path of an approval holds its token.
 */
export class PublicAddress extends Construct {
  readonly api: HttpApi;
  readonly url: string;

  constructor(scope: Construct, id: string, { names, settings }: House) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: names.stage,
      description: 'Events in, and the links in mails.',
      createDefaultStage: false,
    });
    const destination = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/http/${names.stage}`,
      retention: settings.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // Far above what people and one ledger need; below what would cost much, or guess at tokens in any number.
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(destination),
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            at: '$context.requestTimeEpoch',
            route: '$context.routeKey',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            bytes: '$context.responseLength',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
    this.url = settings.publicUrl ?? this.api.apiEndpoint;
    acknowledge(stage, {
      id: 'Serverless-APIGWXrayEnabled',
      reason: 'HTTP APIs cannot be traced; the function behind is.',
    });
  }
}
