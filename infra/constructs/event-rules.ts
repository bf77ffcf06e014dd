import { Duration } from 'aws-cdk-lib';
import { type EventBus, EventField, type EventPattern, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { FEEDBACK_TYPES } from '../../functions/adapters/aws/mail-feedback.ts';
import { type House, OWN_SOURCE } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import { DeadLetters } from './dead-letters.ts';
import type { EdgeFunction } from './edge-function.ts';
import { MAIL } from './ledger-bucket.ts';
import { forOwnAccount } from './own-account.ts';
import { WORKFLOW_NAMES } from './workflows.ts';

/** The end of a file's name, in capitals or not. */
const endsIn = (suffix: string): object => ({ suffix: { 'equals-ignore-case': suffix } });

/** How long EventBridge tries to deliver before it gives up. */
const DELIVERY = { retryAttempts: 185, maxEventAge: Duration.hours(24) };

export interface EventRulesProps {
  house: House;
  bus: EventBus;
  files: Bucket;
  configurationSet: string;
  feedback: EdgeFunction;
  takeOver: EdgeFunction;
  receiveEvents: EdgeFunction;
  receiveReply: EdgeFunction;
}

/** Which event goes where. What cannot be delivered ends up in the queue of the function that it was for. */
export class EventRules extends Construct {
  constructor(scope: Construct, id: string, props: EventRulesProps) {
    super(scope, id);
    const { house, bus } = props;
    // AWS tells of itself on the default bus and on no other.
    const rule = (name: string, description: string, eventPattern: EventPattern, eventBus?: EventBus): Rule =>
      new Rule(this, name, {
        ruleName: house.names.of(name),
        description,
        eventPattern,
        ...(eventBus !== undefined && { eventBus }),
      });
    acknowledge(this, {
      id: '@aws-cdk/aws-events:ruleUnresolvedEnvironment',
      reason: 'Rules and targets are of one account and region, whichever that is.',
    });
    const calls = (to: EdgeFunction): LambdaFunction =>
      new LambdaFunction(to.house.function, { deadLetterQueue: to.deadLetters.queue, ...DELIVERY });

    rule('feedback', 'What became of our mails.', {
      source: ['aws.ses'],
      detailType: [...FEEDBACK_TYPES],
      detail: { mail: { tags: { 'ses:configuration-set': [props.configurationSet] } } },
    }).addTarget(calls(props.feedback));

    rule('take-over', 'An execution of ours ended without having come to an end.', {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: {
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        stateMachineArn: WORKFLOW_NAMES.map((workflow) => house.names.machineArn(workflow)),
      },
    }).addTarget(calls(props.takeOver));

    rule(
      'receive-events',
      'Events and acts of other systems; what we ourselves say is left alone.',
      { source: Match.anythingBut(OWN_SOURCE) },
      bus,
    ).addTarget(calls(props.receiveEvents));

    rule('receive-reply', 'A message came in: a customer answered.', {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [props.files.bucketName] }, object: { key: [{ prefix: MAIL }] } },
    }).addTarget(calls(props.receiveReply));

    const deadLetters = new DeadLetters(this, 'ImportDeadLetters', { house, of: 'ledger-import' });
    const role = new Role(this, 'ImportRole', {
      roleName: house.names.of('files'),
      description: 'Of the rule that starts an import for each file that is dropped.',
      assumedBy: forOwnAccount('events'),
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['states:StartExecution'],
        resources: [house.names.machineArn('ledger-import')],
      }),
    );
    rule('ledger-import', 'A ledger, a list of events or the company’s settings were dropped.', {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: {
        bucket: { name: [props.files.bucketName] },
        object: { key: [endsIn('.csv'), endsIn('.jsonl'), 'settings/company.json'] },
      },
    }).addTarget(
      new SfnStateMachine(StateMachine.fromStateMachineArn(this, 'Import', house.names.machineArn('ledger-import')), {
        role,
        deadLetterQueue: deadLetters.queue,
        ...DELIVERY,
        input: RuleTargetInput.fromObject({
          bucket: EventField.fromPath('$.detail.bucket.name'),
          key: EventField.fromPath('$.detail.object.key'),
          version: EventField.fromPath('$.detail.object.version-id'),
        }),
      }),
    );
  }
}
