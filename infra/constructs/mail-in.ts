import { Aws, CfnOutput } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { type LedgerBucket, MAIL } from './ledger-bucket.ts';

/** Our only rule: its name stands in the bucket's policy. */
const RULE = 'answers';

/**
 * Receives what customers answer: SES puts each message for the domain of answers into the bucket as it came, and
 * EventBridge tells of it. SES receives mail in some regions only, and follows one set of rules an account, which is why
 * nobody but the owner makes this set the active one.
 */
export class MailIn extends Construct {
  constructor(scope: Construct, id: string, props: { house: House; files: LedgerBucket; label: string }) {
    super(scope, id);
    const { house, files, label } = props;
    const domain = `${label}.${house.settings.mail.domain}`;
    const set = new CfnReceiptRuleSet(this, 'Rules', { ruleSetName: house.names.stage });
    const arn = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:receipt-rule-set/${house.names.stage}:receipt-rule/${RULE}`;
    files.bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [files.bucket.arnForObjects(`${MAIL}*`)],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': arn } },
      }),
    );
    const rule = new CfnReceiptRule(this, 'Answers', {
      ruleSetName: house.names.stage,
      rule: {
        name: RULE,
        enabled: true,
        recipients: [domain],
        // Spam and viruses are looked for, and the verdicts stand in the message.
        scanEnabled: true,
        // A customer's mail server may know no TLS; their answer is worth more.
        tlsPolicy: 'Optional',
        actions: [{ s3Action: { bucketName: files.bucket.bucketName, objectKeyPrefix: MAIL } }],
      },
    });
    rule.addResourceDependency(set);
    // SES tries at once whether it may write.
    if (files.bucket.policy !== undefined) rule.node.addDependency(files.bucket.policy);
    new CfnOutput(this, 'AnswersRecord', {
      description: 'To be published by the owner of the domain, so that answers arrive; then activate the rule set.',
      value: `${domain}. MX 10 inbound-smtp.${Aws.REGION}.amazonaws.com.`,
    }).overrideLogicalId('AnswersRecord');
  }
}
