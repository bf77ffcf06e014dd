import { Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A finding of a rule pack that is right about the template and wrong about us, with the reason. */
export interface Finding {
  id: string;
  reason: string;
}

/** Acknowledges findings at a construct and whatever is below it. */
export const acknowledge = (construct: Construct, ...findings: readonly Finding[]): void => {
  Validations.of(construct).acknowledge(...findings);
};

/** Findings that several constructs share. */
export const TRACES_ANYWHERE: Finding = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'X-Ray has no resources: xray:PutTraceSegments and xray:PutTelemetryRecords can only be allowed on *.',
};

export const UNTRACED: Finding = {
  id: 'Serverless-LambdaTracing',
  reason: 'Tracing is off in the settings of this stage: it is deployed to an emulator, which has no X-Ray.',
};

export const NO_OWN_FAILURE_QUEUE: readonly Finding[] = [
  {
    id: 'Serverless-LambdaDLQ',
    reason: 'Called by someone who waits for the answer and sees the failure: a state machine, or the HTTP API.',
  },
  {
    id: 'Serverless-LambdaAsyncFailureDestination',
    reason: 'Called by someone who waits for the answer and sees the failure: a state machine, or the HTTP API.',
  },
];
