import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { DeadLetters } from './dead-letters.ts';
import type { HouseFunction } from './house-function.ts';
import { forOwnAccount } from './own-account.ts';

/** EventBridge Scheduler puts the instant here that a call was meant for, the same when it calls twice. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

interface Plan {
  name: string;
  /** In UTC: a local time that daylight saving skips would be skipped with it. */
  cron: string;
  why: string;
  calls: HouseFunction;
  input: Readonly<Record<string, unknown>>;
  /** A call that comes later than this is no use: the next one does its work. */
  lateBySeconds: number;
}

export interface SchedulesProps {
  house: House;
  beginRuns: HouseFunction;
  wake: HouseFunction;
  sendDigests: HouseFunction;
}

/** What runs by the clock. Each is delivered at least once: what it starts is named after the scheduled time. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { house, beginRuns, wake, sendDigests }: SchedulesProps) {
    super(scope, id);
    const plans: readonly Plan[] = [
      {
        name: 'sweep',
        cron: 'cron(10/15 * * * ? *)',
        why: 'Works off what was missed, five minutes before each sending run.',
        calls: wake,
        input: { what: 'sweep', scheduledTime: SCHEDULED_TIME },
        lateBySeconds: 600,
      },
      {
        name: 'correspondence',
        cron: 'cron(0/15 * * * ? *)',
        why: 'Begins a sending run.',
        calls: beginRuns,
        input: { what: 'correspondence', scheduledTime: SCHEDULED_TIME },
        lateBySeconds: 600,
      },
      {
        name: 'nightly-review',
        cron: 'cron(1/30 * * * ? *)',
        why: 'Begins the review of the local date, which the first call after local midnight does; some zones are half an hour off.',
        calls: beginRuns,
        input: { what: 'nightly-review', scheduledTime: SCHEDULED_TIME },
        lateBySeconds: 1_500,
      },
      {
        name: 'digests',
        cron: 'cron(3/15 * * * ? *)',
        why: 'Mails to colleagues what waits for them: the first call in the morning of the company does it.',
        calls: sendDigests,
        input: { scheduledTime: SCHEDULED_TIME },
        lateBySeconds: 600,
      },
    ];
    const deadLetters = new DeadLetters(this, 'DeadLetters', { house, of: 'schedules' });
    const group = new CfnScheduleGroup(this, 'Group', { name: house.names.stage });
    const role = new Role(this, 'Role', {
      roleName: house.names.of('schedules'),
      description: 'Of the schedules alone.',
      assumedBy: forOwnAccount('scheduler'),
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [beginRuns, wake, sendDigests].map((called) => called.function.functionArn),
      }),
    );
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queue.queueArn] }),
    );
    for (const plan of plans) {
      const schedule = new CfnSchedule(this, plan.name, {
        name: plan.name,
        groupName: group.name!,
        description: plan.why,
        scheduleExpression: plan.cron,
        scheduleExpressionTimezone: 'UTC',
        flexibleTimeWindow: { mode: 'OFF' },
        state: house.settings.schedules ? 'ENABLED' : 'DISABLED',
        target: {
          arn: plan.calls.function.functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify(plan.input),
          retryPolicy: { maximumEventAgeInSeconds: plan.lateBySeconds, maximumRetryAttempts: 10 },
          deadLetterConfig: { arn: deadLetters.queue.queueArn },
        },
      });
      schedule.addResourceDependency(group);
      schedule.node.addDependency(role);
    }
  }
}
