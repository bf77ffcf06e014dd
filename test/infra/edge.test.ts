import { describe, expect, test } from 'vitest';
import { ALARMS } from '../../infra/alarms.ts';
import { QUEUES } from '../../infra/queue-alarms.ts';
import { settingsOf } from '../../infra/settings.ts';
import { one, type Properties, stage, synthesise } from './synthesised.ts';

const prod = stage('prod');
const nameOf = (of: Properties, property: string): string => `${of[property]}`.replace('good-standing-prod-', '');
/** The logical ids of functions and queues, by their names. */
const idsOf = (type: string, property: string): Map<string, string> =>
  new Map(prod.all(type).map(({ id, of }) => [nameOf(of, property), id]));
const functions = idsOf('AWS::Lambda::Function', 'FunctionName');
const queues = idsOf('AWS::SQS::Queue', 'QueueName');
const arnOf = (id: string | undefined): unknown => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('the table’s stream', () => {
  const readerOf = (name: string): Properties =>
    one(prod.all('AWS::Lambda::EventSourceMapping'), (of) =>
      JSON.stringify(of.FunctionName).includes(functions.get(name)!),
    ).of;
  const patternOf = (of: Properties): unknown =>
    (of.FilterCriteria as { Filters: { Pattern: string }[] }).Filters.map(({ Pattern }) => JSON.parse(Pattern));

  test('wakes at once where a mark was put on the agenda, and is not called for anything else', () => {
    expect(patternOf(readerOf('wake'))).toEqual([{ dynamodb: { NewImage: { agenda: { S: [{ prefix: 'wake#' }] } } } }]);
  });

  test('tells the books what happened to invoices and letters', () => {
    expect(patternOf(readerOf('tell-the-books'))).toEqual([
      { dynamodb: { Keys: { sk: { S: [{ prefix: 'INVOICE#' }, { prefix: 'LETTER#' }] } } } },
    ]);
  });

  test.each(['wake', 'tell-the-books'])('a poisoned row does not hold up the others (%s)', (name) => {
    expect(readerOf(name)).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: arnOf(queues.get(`${name}-dead-letters`)) } },
    });
    expect(readerOf(name).MaximumRetryAttempts).toBeLessThan(20);
    expect(readerOf(name).MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600);
  });

  test('has no third reader: two are what a stream serves well', () => {
    expect(prod.all('AWS::Lambda::EventSourceMapping')).toHaveLength(2);
  });
});

describe('the schedules', () => {
  const schedules = prod.all('AWS::Scheduler::Schedule');
  const called = (name: string): Properties => one(schedules, ({ Name }) => Name === name).of;

  test('call what runs by the clock, with the time that they were meant for', () => {
    const calls = schedules.map(({ of }) => {
      const { Input } = of.Target as { Input: string };
      return [of.Name, of.ScheduleExpression, JSON.parse(Input)];
    });
    const scheduledTime = '<aws.scheduler.scheduled-time>';
    expect(calls).toEqual([
      ['sweep', 'cron(10/15 * * * ? *)', { what: 'sweep', scheduledTime }],
      ['correspondence', 'cron(0/15 * * * ? *)', { what: 'correspondence', scheduledTime }],
      ['nightly-review', 'cron(1/30 * * * ? *)', { what: 'nightly-review', scheduledTime }],
      ['digests', 'cron(3/15 * * * ? *)', { scheduledTime }],
    ]);
  });

  test('know no daylight saving, which skips an hour', () => {
    for (const { of } of schedules) expect(of.ScheduleExpressionTimezone).toBe('UTC');
  });

  test('keep a call that fails in a queue, and try no longer than the next call would take', () => {
    for (const { of } of schedules)
      expect(of.Target).toMatchObject({ DeadLetterConfig: { Arn: arnOf(queues.get('schedules-dead-letters')) } });
    expect(called('correspondence').Target).toMatchObject({ RetryPolicy: { MaximumEventAgeInSeconds: 600 } });
  });

  test('are off where a stage calls the functions itself', () => {
    const off = synthesise(settingsOf('emulator'), true);
    expect(off.all('AWS::Scheduler::Schedule').map(({ of }) => of.State)).toEqual(Array(4).fill('DISABLED'));
    expect(
      off.all('AWS::CloudWatch::Alarm').filter(({ of }) => /no-(sending|nightly)/.test(`${of.AlarmName}`)),
    ).toEqual([]);
    expect(schedules.every(({ of }) => of.State === 'ENABLED')).toBe(true);
  });
});

describe('the rules', () => {
  const rules = new Map(prod.all('AWS::Events::Rule').map(({ of }) => [nameOf(of, 'Name'), of]));
  const patternOf = (name: string): Properties => rules.get(name)!.EventPattern as Properties;

  test('hear of executions that ended without having come to an end, of our machines alone', () => {
    const { detail, source } = patternOf('take-over') as { detail: Record<string, unknown[]>; source: string[] };
    expect(source).toEqual(['aws.states']);
    expect(detail.status).toEqual(['FAILED', 'TIMED_OUT', 'ABORTED']);
    expect(detail.stateMachineArn).toHaveLength(7);
    expect(JSON.stringify(detail.stateMachineArn)).toContain('good-standing-prod-invoice-lifecycle');
  });

  test('hear of this stage’s letters alone', () => {
    const { detail, source } = patternOf('feedback') as { detail: { mail: { tags: Properties } }; source: string[] };
    expect(source).toEqual(['aws.ses']);
    expect(Object.keys(detail.mail.tags)).toEqual(['ses:configuration-set']);
  });

  test('leave what we ourselves say on the bus alone', () => {
    expect(patternOf('receive-events')).toEqual({ source: [{ 'anything-but': ['good-standing'] }] });
    expect(rules.get('receive-events')!.EventBusName).toBeDefined();
  });

  test('start an import for each file, with where it is and which version', () => {
    const { detail } = patternOf('ledger-import') as { detail: { object: Properties } };
    expect(detail.object.key).toEqual([
      { suffix: { 'equals-ignore-case': '.csv' } },
      { suffix: { 'equals-ignore-case': '.jsonl' } },
      'settings/company.json',
    ]);
    const [target] = rules.get('ledger-import')!.Targets as { InputTransformer: { InputPathsMap: Properties } }[];
    expect(Object.values(target!.InputTransformer.InputPathsMap).sort()).toEqual([
      '$.detail.bucket.name',
      '$.detail.object.key',
      '$.detail.object.version-id',
    ]);
  });

  test('keep what they cannot deliver, after a day of trying', () => {
    for (const [name, of] of rules)
      for (const target of of.Targets as Properties[])
        expect(target).toMatchObject({
          DeadLetterConfig: { Arn: arnOf(queues.get(`${name}-dead-letters`)) },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400 },
        });
  });
});

describe('the HTTP API', () => {
  test('takes events from those who sign, lets everybody ask for pages, and names each form', () => {
    const routes = prod
      .all('AWS::ApiGatewayV2::Route')
      .map(({ of }) => [`${of.RouteKey}`, of.AuthorizationType] as const);
    expect(routes.filter(([, type]) => type === 'AWS_IAM')).toEqual([['POST /events', 'AWS_IAM']]);
    expect(routes.every(([, type]) => type === 'AWS_IAM' || type === 'NONE')).toBe(true);
    const posts = routes.map(([key]) => key).filter((key) => !/^(GET|HEAD) /.test(key));
    expect(posts.length).toBeGreaterThan(6);
    expect(posts.filter((key) => /\$default|^ANY|^POST \/\{/.test(key))).toEqual([]);
  });

  test('has routes of their own for the links in mails, so that their limit is not that of colleagues’ pages', () => {
    const keys = prod.all('AWS::ApiGatewayV2::Route').map(({ of }) => of.RouteKey);
    const links = ['/approvals/{token}', '/c/{token}', '/c/{token}/{page+}'].map((path) => `GET ${path}`);
    expect(keys).toEqual(
      expect.arrayContaining([...links, 'POST /approvals/{token}', 'POST /c/{token}', 'GET /{page+}']),
    );
  });

  test('is throttled', () => {
    expect(one(prod.all('AWS::ApiGatewayV2::Stage')).of.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 50,
      ThrottlingBurstLimit: 100,
    });
  });
});

describe('what goes wrong', () => {
  const alarms = new Map(prod.all('AWS::CloudWatch::Alarm').map(({ of }) => [nameOf(of, 'AlarmName'), of]));

  test('every queue has an alarm at its first letter, keeps it for two weeks, encrypted', () => {
    expect([...queues.keys()].sort()).toEqual(QUEUES.map((name) => `${name}-dead-letters`).sort());
    for (const { of } of prod.all('AWS::SQS::Queue')) {
      expect(of).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
      const own = alarms.get(`dead-letters-${nameOf(of, 'QueueName').replace(/-dead-letters$/, '')}`)!;
      expect(own).toMatchObject({ Threshold: 1, Dimensions: [{ Name: 'QueueName', Value: of.QueueName }] });
    }
  });

  test('a function that nobody waits for leaves its failures in a queue', () => {
    const kept = prod.all('AWS::Lambda::EventInvokeConfig').map(({ of }) => (of.FunctionName as { Ref: string }).Ref);
    const names = [
      'wake',
      'tell-the-books',
      'begin-runs',
      'send-digests',
      'feedback',
      'take-over',
      'receive-events',
      'receive-reply',
    ];
    expect(kept.sort()).toEqual(names.map((name) => functions.get(name)!).sort());
  });

  test('every alarm says what it means, what to do and where to read on, and tells somebody', () => {
    expect([...alarms.keys()].sort()).toEqual(ALARMS.map(({ name }) => name).sort());
    for (const plan of ALARMS) {
      const of = alarms.get(plan.name)!;
      expect(of.AlarmDescription).toBe(`${plan.means} ${plan.remedy} Read on: docs/operations.md#${plan.name}`);
      expect(of.AlarmActions).toHaveLength(1);
    }
    expect(one(prod.all('AWS::SNS::Subscription')).of).toMatchObject({ Endpoint: 'operations@company.example' });
  });

  test('a throttle is seen of every function of the account, and of the table with each of its indexes', () => {
    expect(alarms.get('functions-throttled')).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Throttles' });
    expect(alarms.get('functions-throttled')!.Dimensions).toBeUndefined();
    const table = { Name: 'TableName', Value: 'good-standing-prod' };
    const index = (Value: string): object => ({ Name: 'GlobalSecondaryIndexName', Value });
    for (const what of ['writes-throttled', 'reads-throttled']) {
      expect(alarms.get(what)!.Dimensions).toEqual([table]);
      for (const name of ['agenda', 'work'])
        expect(alarms.get(`${name}-${what}`)!.Dimensions).toEqual([index(name), table]);
    }
  });

  test('no alarm computes: an emulator refuses those that do', () => {
    expect([...alarms.values()].filter(({ Metrics }) => Metrics !== undefined)).toEqual([]);
  });

  test('silence is an alarm where something should have happened, and only there', () => {
    const breaching = [...alarms].filter(([, of]) => of.TreatMissingData === 'breaching').map(([name]) => name);
    expect(breaching.sort()).toEqual(['no-nightly-review', 'no-sending-run']);
  });

  test('the timer of a parked case is no failure', () => {
    expect(JSON.stringify([...alarms.values()])).not.toContain('ExecutionsTimedOut');
  });

  test('there is one page with all of it', () => {
    expect(one(prod.all('AWS::CloudWatch::Dashboard')).of.DashboardName).toBe('good-standing-prod');
  });
});
