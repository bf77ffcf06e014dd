import { Aws, type Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import type { EdgeFunction } from './edge-function.ts';

export interface StreamReaderProps {
  house: House;
  table: TableV2;
  reader: EdgeFunction;
  /** Which records the reader is called for; the others cost nothing. */
  pattern: Readonly<Record<string, unknown>>;
  batchSize: number;
  /** A record that cannot be taken is given up after so many tries or this long, and those behind it go on. */
  tries: number;
  givenUpAfter: Duration;
  /** How many batches of one shard run at once; records of one item stay in order. */
  atOnce: number;
}

/**
 * Calls a function for changes of the table. A batch that fails is halved until the one bad record is left, which goes to
 * the reader's queue; a reader that says which records failed is called again for those and what came after.
 */
export class StreamReader extends Construct {
  constructor(scope: Construct, id: string, { house, table, reader, ...props }: StreamReaderProps) {
    super(scope, id);
    const { role, function: target } = reader.house;
    const streamArn = table.tableStreamArn!;
    reader.house.allows(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], streamArn);
    // Which streams there are is asked of the table, not of one stream: so AWS's own policy templates have it.
    const streams = `table/${house.names.stage}/stream/*`;
    reader.house.allows(
      ['dynamodb:ListStreams'],
      `arn:${Aws.PARTITION}:dynamodb:${Aws.REGION}:${Aws.ACCOUNT_ID}:${streams}`,
    );
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target,
      eventSourceArn: streamArn,
      // What happened while this stack was away is taken up: a repeat does no harm.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      maxRecordAge: props.givenUpAfter,
      retryAttempts: props.tries - 1,
      parallelizationFactor: props.atOnce,
      onFailure: new SqsDlq(reader.deadLetters.queue),
      filters: [FilterCriteria.filter({ ...props.pattern })],
    });
    mapping.node.addDependency(role);
    acknowledge(role, {
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:${streams}]`,
      reason: 'The streams of one table are listed, nothing is read: a new stream has a name that nobody knows before.',
    });
  }
}
