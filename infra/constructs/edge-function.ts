import { Duration } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import { DeadLetters } from './dead-letters.ts';
import { HouseFunction } from './house-function.ts';

export interface EdgeFunctionProps {
  house: House;
  name: string;
  description: string;
  timeout: Duration;
  memory?: number;
}

/** A function that something calls without waiting for its answer, with the queue that its failures end up in. */
export class EdgeFunction extends Construct {
  readonly house: HouseFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: EdgeFunctionProps) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { house: props.house, of: props.name });
    this.house = new HouseFunction(this, props.name, { ...props, calledAsynchronously: true });
    this.house.function.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters.queue),
      // Lambda itself waits one minute, then two, between its tries.
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
    });
    acknowledge(this.house.function, {
      id: 'Serverless-LambdaDLQ',
      reason: 'Its failures go to a destination, which says more than a dead-letter queue would: the error as well.',
    });
  }
  /** Has the function put what it refuses into its queue by itself: its failures may go there already. */
  keepsWhatItRefuses(): this {
    this.house.knows('GS_REFUSED_EVENTS', this.deadLetters.queue.queueUrl);
    return this;
  }
}
