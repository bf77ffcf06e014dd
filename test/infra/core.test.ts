import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../infra/settings.ts';
import { one, type Properties, stage, synthesise } from './synthesised.ts';

const prod = stage('prod');
const dev = stage('dev');

describe('the table', () => {
  const table = one(prod.inCore('AWS::DynamoDB::GlobalTable'));
  const [replica] = table.of.Replicas as Properties[];

  test('has the keys and indexes of the access patterns; the indexes carry keys only', () => {
    expect(table.of.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    const indexes = table.of.GlobalSecondaryIndexes as Properties[];
    expect(indexes.map(({ IndexName, KeySchema, Projection }) => [IndexName, KeySchema, Projection])).toEqual(
      [
        ['agenda', 'agenda', 'agendaAt'],
        ['work', 'work', 'workAt'],
      ].map(([name, hash, range]) => [
        name,
        [
          { AttributeName: hash, KeyType: 'HASH' },
          { AttributeName: range, KeyType: 'RANGE' },
        ],
        { ProjectionType: 'KEYS_ONLY' },
      ]),
    );
  });

  test('can be put back to any second, and cannot be deleted where people work', () => {
    expect(replica).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(table.resource).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(one(dev.inCore('AWS::DynamoDB::GlobalTable')).resource).toMatchObject({ DeletionPolicy: 'Delete' });
  });

  test('tells its changes with both images, drops what has expired, and is paid by use', () => {
    expect(table.of).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });
});

describe('the bucket', () => {
  const bucket = one(prod.inCore('AWS::S3::Bucket'));

  test('is closed to the public, encrypted, and keeps earlier versions', () => {
    expect(bucket.of).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(bucket.of.BucketEncryption).toBeDefined();
    expect(bucket.resource).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate' });
  });

  test('takes nothing that is not encrypted on its way', () => {
    const policy = JSON.stringify(one(prod.inCore('AWS::S3::BucketPolicy')).of.PolicyDocument);
    expect(policy).toContain('"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"');
    expect(policy).toContain('"Condition":{"NumericLessThan":{"s3:TlsVersion":1.2}},"Effect":"Deny"');
  });

  test('tells EventBridge of new files, and forgets files in time', () => {
    expect(bucket.of.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    const { Rules: rules } = bucket.of.LifecycleConfiguration as { Rules: Properties[] };
    expect(rules).toContainEqual(expect.objectContaining({ Prefix: 'work/', ExpirationInDays: 7 }));
    expect(rules).toContainEqual(expect.objectContaining({ Id: 'everything', ExpirationInDays: 400 }));
  });
});

describe('the state machines', () => {
  const machines = prod.inCore('AWS::StepFunctions::StateMachine');

  test('are those of the workflows, under names that never change', () => {
    const folders = readdirSync(new URL('../../workflows/', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['engine', 'policies'].includes(entry.name))
      .map(({ name }) => `good-standing-prod-${name}`);
    expect(machines.map(({ of }) => of.StateMachineName).sort()).toEqual(folders.sort());
    expect(machines.every(({ of }) => of.StateMachineType === 'STANDARD')).toBe(true);
  });

  test('keep their definitions readable, and call today’s functions without a version', () => {
    for (const { of } of machines) {
      const definition = JSON.parse(of.DefinitionString as string) as { Comment: string };
      expect(definition.Comment).toBeTruthy();
      for (const target of Object.values(of.DefinitionSubstitutions as Record<string, unknown>))
        expect(target).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
    }
  });

  test('wait as long as their functions say, wherever they wait for a token', () => {
    const waiting = machines.flatMap(({ of }) => {
      const { States } = JSON.parse(of.DefinitionString as string) as { States: Record<string, Properties> };
      return Object.entries(States).filter(([, { Resource }]) => `${Resource}`.endsWith('.waitForTaskToken'));
    });
    expect(waiting.length).toBeGreaterThan(10);
    expect(waiting.filter(([, { TimeoutSeconds }]) => TimeoutSeconds !== '{% $states.input.parkSeconds %}')).toEqual(
      [],
    );
  });

  test('log errors, and neither inputs nor tokens', () => {
    for (const { of } of machines)
      expect(of.LoggingConfiguration).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
  });

  test('stand beside the functions that they call: executions outlive the edge', () => {
    const functions = new Set(prod.inCore('AWS::Lambda::Function').map(({ id }) => id));
    const called = machines.flatMap(({ of }) =>
      Object.values(of.DefinitionSubstitutions as Record<string, { 'Fn::GetAtt': [string, string] }>).map(
        (target) => target['Fn::GetAtt'][0],
      ),
    );
    expect(called.filter((id) => !functions.has(id))).toEqual([]);
    expect(functions.size).toBe(new Set(called).size);
  });
});

describe('the core', () => {
  test('holds no custom resource', () => {
    const types = [...Object.values(prod.core.Resources), ...Object.values(prod.edge.Resources)].map(
      ({ Type }) => Type,
    );
    expect(types.filter((type) => /^Custom::|CustomResource/.test(type))).toEqual([]);
  });

  test('logs of the HTTP API hold no path, no address, no browser: a path holds a token', () => {
    const { AccessLogSettings: log } = one(prod.inCore('AWS::ApiGatewayV2::Stage')).of as {
      AccessLogSettings: { Format: string };
    };
    const variables = [...log.Format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
    expect(variables).toEqual([
      'requestId',
      'requestTimeEpoch',
      'routeKey',
      'status',
      'responseLatency',
      'responseLength',
      'integrationErrorMessage',
    ]);
  });

  test('links lead to the stage’s own address where it has one', () => {
    const own = synthesise({ ...settingsOf('dev'), publicUrl: 'https://pay.company.example' });
    const asks = one(own.inCore('AWS::Lambda::Function'), ({ FunctionName }) =>
      `${FunctionName}`.endsWith('judge-escalation'),
    );
    expect(asks.of.Environment).toMatchObject({ Variables: { GS_PUBLIC_URL: 'https://pay.company.example' } });
  });

  test('what it tells is no secret', () => {
    const outputs = (prod.core as unknown as { Outputs: Record<string, { Value: unknown }> }).Outputs;
    const own = Object.keys(outputs).filter((name) => !name.startsWith('Exports'));
    expect(own.sort()).toEqual([
      'AnswersRecord',
      'ApiUrl',
      'Bucket',
      'DnsRecords',
      'EventBus',
      'People',
      'PublicUrl',
      'Table',
    ]);
    expect(JSON.stringify(outputs)).not.toMatch(/secret|password|token["']/i);
  });
});
