import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type House, KEPT } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** Where the import keeps what it knows, and nothing else writes. */
const FOLDERS = ['work/', 'reports/'];
/** Where messages from outside are kept as they came. */
export const MAIL = 'mail/';

/**
 * The bucket into which ledgers and the company's settings are dropped. Files hold personal data: nobody outside reads
 * them, nothing travels unencrypted, and they are gone after the stage's time; facts live on in the table.
 */
export class LedgerBucket extends Construct {
  readonly bucket: Bucket;
  readonly #name: string;

  constructor(scope: Construct, id: string, { names, settings }: House) {
    super(scope, id);
    this.#name = names.bucket;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: names.bucket,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          id: 'work-in-progress',
          prefix: 'work/',
          expiration: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: 'everything',
          expiration: Duration.days(settings.fileDays),
          noncurrentVersionExpiration: Duration.days(settings.fileDays),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      removalPolicy: settings.retain ? KEPT : RemovalPolicy.DESTROY,
    });
    // The property itself: `eventBridgeEnabled` would bring a custom resource along for one line.
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    acknowledge(this.bucket, {
      id: 'AwsSolutions-S1',
      reason:
        'Who read a file is asked of CloudTrail, where data events are turned on for an account; a second bucket of access logs would keep file names longer than the files.',
    });
  }

  /** Lets a function read what was dropped, and keep its plan and its report beside it. */
  letsImport(importer: HouseFunction): HouseFunction {
    const arn = `<${Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)}.Arn>`;
    acknowledge(
      importer.role,
      ...['', ...FOLDERS].map((prefix) => ({
        id: `AwsSolutions-IAM5[Resource::${arn}/${prefix}*]`,
        reason: 'Files have whatever names their owners give them; what is written stays below two folders.',
      })),
    );
    return (
      importer
        // Without the list, a file that is not there would be forbidden instead of missing.
        .allows(['s3:ListBucket'], this.bucket.bucketArn)
        .allows(['s3:GetObject', 's3:GetObjectVersion'], this.bucket.arnForObjects('*'))
        .allows(['s3:PutObject'], ...FOLDERS.map((folder) => this.bucket.arnForObjects(`${folder}*`)))
        .knows('GS_BUCKET', this.bucket.bucketName)
    );
  }

  /** Lets a function read the messages that came in, and nothing else. */
  letsReadMail(reader: HouseFunction): HouseFunction {
    // By its name: what can be recreated holds on to no export of what must survive.
    const arn = (partition: string, name: string): string => `arn:${partition}:s3:::${name}`;
    const name = this.#name.replace(Aws.ACCOUNT_ID, '<AWS::AccountId>').replace(Aws.REGION, '<AWS::Region>');
    acknowledge(reader.role, {
      id: `AwsSolutions-IAM5[Resource::${arn('<AWS::Partition>', name)}/${MAIL}*]`,
      reason: 'SES names each message by an id of its own.',
    });
    const bucket = arn(Aws.PARTITION, this.#name);
    return reader
      .allows(['s3:ListBucket'], bucket)
      .allows(['s3:GetObject', 's3:GetObjectVersion'], `${bucket}/${MAIL}*`)
      .knows('GS_BUCKET', this.#name);
  }
}
