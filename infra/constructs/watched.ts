import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { NAMESPACE } from '../../functions/adapters/aws/log-metrics.ts';
import type { Watch } from '../alarm-plan.ts';
import type { House } from '../house.ts';

export interface Watched {
  house: House;
  apiId: string;
}

/** The metric of CloudWatch that an alarm looks at. */
export const metricOf = (watch: Watch, { house, apiId }: Watched, period: Duration): Metric => {
  const { names, settings } = house;
  const metric = (
    namespace: string,
    metricName: string,
    dimensionsMap: Record<string, string>,
    statistic = 'Sum',
  ): Metric => new Metric({ namespace, metricName, dimensionsMap, statistic, period });
  switch (watch.of) {
    case 'counts':
      return metric(NAMESPACE, watch.metric, { Stage: settings.stage });
    case 'executions':
      return metric('AWS/States', `Executions${watch.ended}`, { StateMachineArn: names.machineArn(watch.workflow) });
    case 'stream':
      return metric('AWS/Lambda', 'IteratorAge', { FunctionName: names.of(watch.reader) }, 'Maximum');
    case 'function':
      return metric('AWS/Lambda', watch.metric, { FunctionName: names.of(watch.name) });
    case 'functions':
      return metric('AWS/Lambda', watch.metric, {});
    case 'http':
      return metric('AWS/ApiGateway', watch.metric, { ApiId: apiId });
    case 'table':
      return metric('AWS/DynamoDB', watch.metric, {
        TableName: names.stage,
        ...(watch.index !== undefined && { GlobalSecondaryIndexName: watch.index }),
      });
    case 'starts':
      return metric('AWS/States', 'ThrottledEvents', { APIName: 'StartExecution' });
    case 'mail':
      return metric('AWS/SES', watch.metric, {}, 'Maximum');
    case 'dead-letters':
      return metric(
        'AWS/SQS',
        'ApproximateNumberOfMessagesVisible',
        { QueueName: names.of(`${watch.queue}-dead-letters`) },
        'Maximum',
      );
  }
};
