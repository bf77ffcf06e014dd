import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { acknowledge } from './acknowledge.ts';

/** Where what a function could not take ends up, until a person has looked at it. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { house, of }: { house: House; of: string }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: house.names.of(`${of}-dead-letters`),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // The longest that there is: an alarm goes off at the first letter, and somebody may be on holiday.
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const reason =
      'It is the end of the way itself: destinations and targets send here what they gave up, and a person reads it.';
    acknowledge(this.queue, { id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason });
  }
}
