import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { NAMESPACE } from '../../functions/adapters/aws/log-metrics.ts';
import type { Watch } from '../alarm-plan.ts';
import type { House } from '../house.ts';
import { INDEXES } from './house-function.ts';

export interface Watched {
  house: House;
  apiId: string;
}

/** The metric of CloudWatch that an alarm looks at, or what several add up to. */
export const metricOf = (watch: Watch, { house, apiId }: Watched, period: Duration): IMetric => {
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
    case 'table': {
      // TableName alone leaves out the indexes, whose throttles hold up writers of the table all the same.
      const table = { TableName: names.stage };
      const parts = [
        metric('AWS/DynamoDB', watch.metric, table),
        ...INDEXES.map((index) => metric('AWS/DynamoDB', watch.metric, { ...table, GlobalSecondaryIndexName: index })),
      ];
      return new MathExpression({
        // A metric exists only where something was throttled.
        expression: parts.map((_, part) => `FILL(m${part}, 0)`).join(' + '),
        usingMetrics: Object.fromEntries(parts.map((part, number) => [`m${number}`, part])),
        label: watch.metric,
        period,
      });
    }
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
