import { describe, expect, test } from 'vitest';
import { rolesOf } from '../../infra/template.ts';
import { one, stage } from './synthesised.ts';

/** What an account asks for and an emulator does not. */

const prod = stage('prod');

interface Statement {
  Effect: string;
  Principal?: unknown;
  Action: string;
  Resource: unknown;
  Condition?: unknown;
}

describe('an alarm', () => {
  const topic = one(prod.all('AWS::SNS::Topic'));
  const { Statement: statements } = one(prod.all('AWS::SNS::TopicPolicy')).of.PolicyDocument as {
    Statement: Statement[];
  };

  test('may be told: the topic’s own policy has replaced the one that lets its account publish', () => {
    expect(statements).toContainEqual({
      Sid: 'AllowAlarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: { Ref: topic.id },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });

  test('is told over TLS alone', () => {
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });
});

test('whoever tells the books can put no events of other systems on the bus, which would be believed', () => {
  const { may } = rolesOf(prod.edge).find(({ role }) => role === 'good-standing-prod-tell-the-books')!;
  const puts = may.filter(({ actions }) => actions.includes('events:PutEvents'));
  expect(puts.map(({ when }) => when)).toEqual([{ 'ForAllValues:StringEquals': { 'events:source': 'good-standing' } }]);
});
