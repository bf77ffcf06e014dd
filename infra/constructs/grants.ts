import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IndexName } from '../../functions/platform/ports.ts';
import { OWN_SOURCE } from '../house.ts';

/** What a function may do with the table and the bus, as statements of its role's policy. */

const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
/** A transaction needs the permissions of the writes in it. */
const WRITES = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];
const INDEXES: readonly IndexName[] = ['agenda', 'work'];

export const readsOf = (table: TableV2): PolicyStatement =>
  new PolicyStatement({
    actions: READS,
    resources: [table.tableArn, ...INDEXES.map((index) => `${table.tableArn}/index/${index}`)],
  });

export const writesOf = (table: TableV2): PolicyStatement =>
  new PolicyStatement({ actions: WRITES, resources: [table.tableArn] });

/** Writes to partitions whose keys are like these, and to no other: docs/access-patterns.md. */
export const writesWithin = (
  table: TableV2,
  partitions: readonly string[],
  writes: readonly string[] = WRITES,
): PolicyStatement =>
  new PolicyStatement({
    actions: [...writes],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] } },
  });

/** Events on the bus, as our own and as nobody else's: those of other systems are believed. */
export const tellsOn = (bus: EventBus): PolicyStatement =>
  new PolicyStatement({
    actions: ['events:PutEvents'],
    resources: [bus.eventBusArn],
    conditions: { 'ForAllValues:StringEquals': { 'events:source': OWN_SOURCE } },
  });
