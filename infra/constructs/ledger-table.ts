import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type House, KEPT } from '../house.ts';

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });

/**
 * The table: one, with keys `pk` and `sk` and the two indexes of docs/access-patterns.md, which carry keys only. It can
 * be put back to any second of the last 35 days, tells its changes to a stream, and drops what has expired by itself.
 */
export class LedgerTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { names, settings }: House) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      tableName: names.stage,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      globalSecondaryIndexes: [
        { indexName: 'agenda', partitionKey: text('agenda'), sortKey: text('agendaAt') },
        { indexName: 'work', partitionKey: text('work'), sortKey: text('workAt') },
      ].map((index) => ({ ...index, projectionType: ProjectionType.KEYS_ONLY })),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: settings.protected,
      // A key of our own would cost $1 a month and a call to KMS for each connection, and protect from nobody: whoever
      // may read the table would be allowed the key, and nobody else may read the table.
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      removalPolicy: settings.retain ? KEPT : RemovalPolicy.DESTROY,
    });
  }
}
