import { describe, expect, test } from 'vitest';
import { one, type Properties, stage } from './synthesised.ts';

const prod = stage('prod');
const dev = stage('dev');

describe('mail that comes in', () => {
  const rule = one(prod.inCore('AWS::SES::ReceiptRule')).of;

  test('for the domain of answers is put into the bucket, after a look for spam and viruses', () => {
    expect(rule).toMatchObject({
      RuleSetName: 'good-standing-prod',
      Rule: {
        Name: 'answers',
        Enabled: true,
        Recipients: ['answers.mail.company.example'],
        ScanEnabled: true,
        Actions: [{ S3Action: { ObjectKeyPrefix: 'mail/' } }],
      },
    });
  });

  test('may be put there by this rule of this account alone', () => {
    const { PolicyDocument } = one(prod.inCore('AWS::S3::BucketPolicy')).of as {
      PolicyDocument: { Statement: Properties[] };
    };
    const allowed = PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      { Action: 's3:PutObject', Principal: { Service: 'ses.amazonaws.com' }, Condition: { StringEquals: {} } },
    ]);
    const condition = JSON.stringify(allowed[0]!.Condition);
    expect(condition).toContain('receipt-rule-set/good-standing-prod:receipt-rule/answers');
    expect(condition).toContain('aws:SourceAccount');
    expect(JSON.stringify(allowed[0]!.Resource)).toContain('/mail/*');
  });

  test('is told of by the bucket, and starts no import', () => {
    const patternOf = (name: string): string =>
      JSON.stringify(
        one(prod.all('AWS::Events::Rule'), ({ Name }) => Name === `good-standing-prod-${name}`).of.EventPattern,
      );
    expect(patternOf('receive-reply')).toContain('{"key":[{"prefix":"mail/"}]}');
    expect(patternOf('ledger-import')).not.toContain('mail/');
  });

  test('is not received where a stage names no domain for it', () => {
    expect(dev.all('AWS::SES::ReceiptRule')).toEqual([]);
    expect(dev.all('AWS::SES::ReceiptRuleSet')).toEqual([]);
  });
});
