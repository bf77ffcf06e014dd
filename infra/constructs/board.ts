import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRICS } from '../../functions/adapters/aws/log-metrics.ts';
import type { Watch } from '../alarm-plan.ts';
import { QUEUES } from '../queue-alarms.ts';
import { metricOf, type Watched } from './watched.ts';
import { WORKFLOW_NAMES } from './workflows.ts';

const HOUR = Duration.hours(1);

/** One page for operations: what left and came in, what runs, and what waits. */
export class Board extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const { names } = watched.house;
    const figures = (...watches: readonly Watch[]): IMetric[] => watches.map((watch) => metricOf(watch, watched, HOUR));
    const graph = (title: string, left: IMetric[]): GraphWidget =>
      new GraphWidget({ title, left, width: 12, height: 6 });
    const counts = (choose: RegExp): IMetric[] =>
      figures(...METRICS.filter((metric) => choose.test(metric)).map((metric): Watch => ({ of: 'counts', metric })));

    new Dashboard(this, 'Page', {
      dashboardName: names.stage,
      defaultInterval: Duration.days(7),
      widgets: [
        [
          new TextWidget({
            markdown: `# ${names.stage}\nWhat each alarm means and what to do: docs/operations.md. An invoice's story: docs/console.md.`,
            width: 24,
            height: 2,
          }),
        ],
        [graph('Letters', counts(/^Letters|^Sending/)), graph('Events and wakes', counts(/^Events|^Wakes/))],
        [
          graph(
            'Executions that came to their end',
            figures(...WORKFLOW_NAMES.map((workflow): Watch => ({ of: 'executions', workflow, ended: 'Succeeded' }))),
          ),
          graph('Needs a look', counts(/^Items|^Restarts|^Executions|^Records|^Orphans|^Staff/)),
        ],
        [
          graph(
            'Behind the table, in ms',
            figures({ of: 'stream', reader: 'wake' }, { of: 'stream', reader: 'tell-the-books' }),
          ),
          graph('Dead letters', figures(...QUEUES.map((queue): Watch => ({ of: 'dead-letters', queue })))),
        ],
        [
          graph(
            'Standing with SES',
            figures(
              { of: 'mail', metric: 'Reputation.BounceRate' },
              { of: 'mail', metric: 'Reputation.ComplaintRate' },
            ),
          ),
          graph(
            'Pages and table',
            figures({ of: 'http', metric: '5xx' }, { of: 'table', metric: 'WriteThrottleEvents' }, { of: 'starts' }),
          ),
        ],
      ],
    });
  }
}
