import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { placeholderOf } from '../../infra/constructs/workflow-machine.ts';
import { WORKFLOW_NAMES } from '../../infra/constructs/workflows.ts';
import { rolesOf } from '../../infra/template.ts';
import { one, stage } from './synthesised.ts';

/** What an account asks for and an emulator does not. */

const prod = stage('prod');

interface State {
  Arguments?: { FunctionName: string };
  TimeoutSeconds?: unknown;
}

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

test('a function ends before the state that waits for it, so that the next try finds it ended', () => {
  const timeouts = new Map(
    prod.all('AWS::Lambda::Function').map(({ of }) => [`${of.FunctionName}`, of.Timeout as number]),
  );
  const waits = WORKFLOW_NAMES.flatMap((workflow) => {
    const file = new URL(`../../workflows/${workflow}/definition.asl.json`, import.meta.url);
    const { States } = JSON.parse(readFileSync(file, 'utf8')) as { States: Record<string, State> };
    return Object.values(States).flatMap(({ Arguments, TimeoutSeconds }) =>
      typeof TimeoutSeconds === 'number' && Arguments !== undefined
        ? [{ called: Arguments.FunctionName.replace(/[${}]/g, ''), TimeoutSeconds }]
        : [],
    );
  });
  expect(waits.map(({ called }) => called).sort()).toContain('ReadNextPart');
  for (const { called, TimeoutSeconds } of waits) {
    const name = [...timeouts.keys()].find((one) => placeholderOf(one.replace('good-standing-prod-', '')) === called)!;
    expect(timeouts.get(name), called).toBeLessThan(TimeoutSeconds);
  }
});

test('nobody signs in past the page of the user pool, where a token may change its own address', () => {
  const { of } = one(prod.all('AWS::Cognito::UserPoolClient'));
  expect(of.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
  expect(of.AllowedOAuthScopes).not.toContain('aws.cognito.signin.user.admin');
});
