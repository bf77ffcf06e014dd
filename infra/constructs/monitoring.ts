import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { ALARMS, runbookOf } from '../alarms.ts';
import { acknowledge } from './acknowledge.ts';
import { Board } from './board.ts';
import { forOwnAccount } from './own-account.ts';
import { metricOf, type Watched } from './watched.ts';

/** The alarms, who is told, and a page with the figures that they look at. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const { settings, names } = watched.house;
    const topic = new Topic(this, 'Topic', {
      topicName: names.of('alarms'),
      displayName: `Good Standing (${settings.stage})`,
      enforceSSL: true,
    });
    topic.applyRemovalPolicy(RemovalPolicy.DESTROY);
    // A topic with a policy of its own, TLS here, has lost the one that lets its account publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarms',
        principals: [forOwnAccount('cloudwatch')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
      }),
    );
    for (const address of settings.alarmsTo) topic.addSubscription(new EmailSubscription(address));
    acknowledge(topic, {
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'Mail has no redrive; an alarm that nobody read is still on the board.',
    });
    for (const plan of ALARMS.filter(({ byTheClock }) => byTheClock !== true || settings.schedules)) {
      const alarm = new Alarm(this, plan.name, {
        alarmName: names.of(plan.name),
        alarmDescription: `${plan.means} ${plan.remedy} Read on: ${runbookOf(plan)}`,
        metric: metricOf(plan.watch, watched, Duration.minutes(plan.minutes)),
        threshold: plan.at,
        comparisonOperator:
          plan.below === true
            ? ComparisonOperator.LESS_THAN_THRESHOLD
            : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: plan.inARow ?? 1,
        // What should have happened and did not leaves no figure behind.
        treatMissingData: plan.below === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
    }
    new Board(this, 'Board', watched);
  }
}
