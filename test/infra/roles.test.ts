import { describe, expect, test } from 'vitest';
import { type RolePolicy, rolesOf, textOf } from '../../infra/template.ts';
import { stage } from './synthesised.ts';

const prod = stage('prod');
const roles = [...rolesOf(prod.core), ...rolesOf(prod.edge)].map((role) => ({
  ...role,
  role: role.role.replace('good-standing-prod-', ''),
}));

/** What every function may: write its own log, leave traces. */
const ORDINARY = /^(logs:(CreateLogStream|PutLogEvents)|xray:Put\w+|sqs:\w+)$/;
const actionsOf = ({ may }: RolePolicy): string[] => [...new Set(may.flatMap(({ actions }) => actions))].sort();
const whoMay = (action: RegExp): string[] =>
  roles.filter((role) => actionsOf(role).some((one) => action.test(one))).map(({ role }) => role);
const named = (name: string): RolePolicy => roles.find(({ role }) => role === name)!;

const READS = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const WRITES = ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const STREAM = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'];
const LEDGER = [...READS, ...WRITES];
const MAIL = ['ses:GetSendQuota', 'ses:GetSendStatistics', 'ses:SendRawEmail'];
const START = ['states:StartExecution'];

/** All that each function may do beyond the ordinary. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'choose-next-step': LEDGER,
  'carry-out-step': [...LEDGER, ...START],
  'start-next-restart': [...LEDGER, ...START],
  'send-batch': [...LEDGER, ...MAIL],
  'judge-issue': [...LEDGER, ...MAIL],
  'park-issue': LEDGER,
  'judge-escalation': [...LEDGER, ...MAIL],
  'park-escalation': LEDGER,
  'carry-out-action': LEDGER,
  'admit-due': [...LEDGER, ...START],
  'prove-completeness': LEDGER,
  'read-next-part': [...LEDGER, 's3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:PutObject'],
  wake: [...LEDGER, ...STREAM, ...START, 'states:SendTaskSuccess'],
  'begin-runs': [...READS, ...START],
  'tell-the-books': [...STREAM, 'events:PutEvents'],
  'take-over': [...LEDGER, ...START],
  'send-digests': [...LEDGER, ...MAIL],
  feedback: LEDGER,
  'receive-events': LEDGER,
  'receive-reply': [...LEDGER, 's3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
  web: LEDGER,
  approvals: LEDGER,
  'sign-in': [...READS, 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  desk: [...READS, 'dynamodb:UpdateItem'],
  attachments: [...READS, 'dynamodb:UpdateItem', 's3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
  acts: LEDGER,
  policies: [...LEDGER, ...START],
  'work-through-part': LEDGER,
};

describe('what a function may do', () => {
  const functions = roles.filter(({ of }) => of === 'lambda.amazonaws.com');

  test('is what its code calls, and nothing of another function', () => {
    const may = Object.fromEntries(
      functions.map((role) => [role.role, actionsOf(role).filter((action) => !ORDINARY.test(action))]),
    );
    expect(may).toEqual(Object.fromEntries(Object.entries(MAY).map(([name, actions]) => [name, [...actions].sort()])));
  });

  test('is written to its own log alone', () => {
    for (const { role, may } of functions) {
      const logs = may.filter(({ actions }) => actions.some((action) => action.startsWith('logs:')));
      expect(logs.map(({ resources }) => resources)).toEqual([[`<LogGroup /good-standing/prod/${role}>`]]);
    }
  });

  test('starts the workflows that it has to', () => {
    const started = Object.fromEntries(
      functions.flatMap(({ role, may }) =>
        may
          .filter(({ actions }) => actions.includes('states:StartExecution'))
          .map(({ resources }) => [role, resources.map((arn) => arn.replace(/^.*:good-standing-prod-/, ''))]),
      ),
    );
    const cases = ['invoice-lifecycle', 'issue-resolution', 'escalation'];
    expect(started).toEqual({
      'carry-out-step': ['escalation'],
      'start-next-restart': ['invoice-lifecycle'],
      'admit-due': cases,
      wake: cases,
      'take-over': cases,
      'begin-runs': ['correspondence', 'nightly-review'],
      policies: ['policy-change'],
    });
  });
});

describe('of all roles', () => {
  test('one may answer a waiting task, and only those of the workflows that park', () => {
    expect(whoMay(/^states:(SendTask|\*)/)).toEqual(['wake']);
    const signals = named('wake').may.find(({ actions }) => actions.includes('states:SendTaskSuccess'))!;
    expect(signals.resources.map((arn) => arn.replace(/^.*:good-standing-prod-/, ''))).toEqual([
      'invoice-lifecycle',
      'issue-resolution',
      'escalation',
    ]);
  });

  test('who leads in and who shows pages may write sessions and nothing else of the ledger', () => {
    for (const name of ['sign-in', 'desk', 'attachments'])
      expect(
        named(name).may.filter(({ actions }) => actions.some((one) => /:(Put|Update|Delete)Item$/.test(one))),
      ).toMatchObject([{ when: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['N#*'] } } }]);
  });

  test('who works on a change of a policy may write what is its own and what a moved case is made of', () => {
    expect(
      named('work-through-part').may.filter(({ actions }) => actions.some((one) => WRITES.includes(one))),
    ).toMatchObject([{ when: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CHANGE#*', 'C#*', 'E#*'] } } }]);
  });

  test('four may send mail, only from the stage’s domain', () => {
    expect(whoMay(/^ses:Send/)).toEqual(['judge-escalation', 'judge-issue', 'send-batch', 'send-digests']);
    for (const { may } of whoMay(/^ses:Send/).map(named))
      for (const { actions, when } of may)
        if (actions.includes('ses:SendRawEmail'))
          expect(when).toEqual({ StringLike: { 'ses:FromAddress': '*@mail.company.example' } });
  });

  test('three may read files, two of them messages alone, and one may tell the bus', () => {
    expect(whoMay(/^s3:/)).toEqual(['read-next-part', 'attachments', 'receive-reply']);
    for (const name of ['attachments', 'receive-reply']) {
      const reads = named(name).may.find(({ actions }) => actions.includes('s3:GetObject'))!;
      expect(reads.resources.filter((one) => !one.endsWith('/mail/*'))).toEqual([]);
    }
    expect(whoMay(/^events:/)).toEqual(['tell-the-books']);
  });

  test('none may do everything of a service, and no action with facts or files is allowed on everything', () => {
    const statements = roles.flatMap(({ may }) => may);
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
    const anywhere = statements.filter(({ resources }) => resources.includes('*')).flatMap(({ actions }) => actions);
    expect([...new Set(anywhere.map((action) => action.split(':')[0]))].sort()).toEqual(['logs', 'ses', 'xray']);
    expect(anywhere.filter((action) => /^logs:(Get|Filter)LogEvents|^ses:Send/.test(action))).toEqual([]);
  });

  test('those of machines may invoke their own functions and nothing else', () => {
    const machines = roles.filter(({ of }) => of === 'states.amazonaws.com');
    expect(machines).toHaveLength(7);
    for (const { may } of machines) {
      const invoked = may.filter(({ actions }) => actions.includes('lambda:InvokeFunction'));
      expect(invoked).toHaveLength(1);
      expect(invoked[0]!.resources.filter((one) => !/^<Function good-standing-prod-[a-z-]+>$/.test(one))).toEqual([]);
    }
    expect(named('correspondence').may[0]!.resources).toEqual(['<Function good-standing-prod-send-batch>']);
  });

  test('none is taken on by anybody but AWS’s own services', () => {
    expect([...new Set(roles.map(({ of }) => of))].sort()).toEqual([
      'events.amazonaws.com',
      'lambda.amazonaws.com',
      'scheduler.amazonaws.com',
      'states.amazonaws.com',
    ]);
  });

  test('none is taken on for another account', () => {
    const trusted = prod
      .all('AWS::IAM::Role')
      .map(({ of }) => of.AssumeRolePolicyDocument as { Statement: { Condition?: unknown; Principal: unknown }[] })
      .flatMap(({ Statement }) => Statement)
      .filter(({ Principal }) => !JSON.stringify(Principal).includes('lambda'));
    expect(trusted).toHaveLength(9);
    for (const { Condition } of trusted)
      expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
  });

  test('none has a policy that AWS manages: those grow without us', () => {
    expect(prod.all('AWS::IAM::Role').filter(({ of }) => of.ManagedPolicyArns !== undefined)).toEqual([]);
  });
});

test('references of a template become names that a person can read', () => {
  const resources = {
    T: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { TableName: 'facts' } },
    X: { Type: 'A::B' },
  };
  expect(textOf({ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['T', 'Arn'] }, '/index/a']] }, resources)).toBe(
    '<GlobalTable facts>/index/a',
  );
  expect(textOf({ Ref: 'X' }, resources)).toBe('<X>');
  expect(textOf({ Ref: 'AWS::Region' }, resources)).toBe('<AWS::Region>');
});
