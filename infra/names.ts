import { Aws } from 'aws-cdk-lib';
import type { WorkflowName } from '../functions/platform/ports.ts';

/**
 * The names of a stage. They never change: executions run on for months and call today's functions by these names, and
 * a Lambda function that named the machine which invokes it through the template would be a cycle.
 */
export interface Names {
  /** The table, the bus, the configuration set. */
  stage: string;
  /** A function, its role, its log group. */
  of: (part: string) => string;
  /** The ARN of a state machine, made from its name. */
  machineArn: (workflow: WorkflowName) => string;
  /** What stands before the workflow's name in the ARN of each state machine. */
  machines: string;
  /** Bucket names are worldwide, hence the account and the region. */
  bucket: string;
}

export const namesOf = (stage: string): Names => {
  const prefix = `good-standing-${stage}`;
  const machines = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:stateMachine:${prefix}-`;
  return {
    stage: prefix,
    of: (part) => `${prefix}-${part}`,
    machines,
    machineArn: (workflow) => `${machines}${workflow}`,
    bucket: `${prefix}-ledger-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
  };
};
