import { Aws } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
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

/** What stands before the workflow's name in the ARNs of a deployed stage's state machines, in any partition of AWS. */
export const machinesIn = (stage: string, region: string, account: string): string =>
  `arn:${RegionInfo.get(region).partition ?? 'aws'}:states:${region}:${account}:stateMachine:good-standing-${stage}-`;

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
