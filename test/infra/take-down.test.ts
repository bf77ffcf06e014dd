import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { accountOf } from '../../infra/account.ts';
import { drain } from '../../infra/drain.ts';
import { emptyBucket } from '../../infra/empty-bucket.ts';
import { machinesIn } from '../../infra/names.ts';
import { settingsOf } from '../../infra/settings.ts';

const sfn = mockClient(SFNClient);
const s3 = mockClient(S3Client);
const sts = mockClient(STSClient);
afterEach(() => {
  for (const mock of [sfn, s3, sts]) mock.reset();
});

const MACHINES = 'arn:aws:states:us-east-1:000000000000:stateMachine:good-standing-dev-';
const failure = (name: string): Error => Object.assign(new Error(name), { name });

describe('before functions are deleted', () => {
  test('every running execution is stopped, under a word that take-over leaves alone', async () => {
    const running = (...names: string[]) => ({
      executions: names.map((name) => ({
        executionArn: name,
        stateMachineArn: MACHINES,
        name,
        status: 'RUNNING' as const,
        startDate: new Date(0),
      })),
    });
    sfn.on(ListExecutionsCommand).resolves(running());
    sfn
      .on(ListExecutionsCommand, { stateMachineArn: `${MACHINES}escalation` })
      .resolvesOnce(running('a', 'b'))
      .resolvesOnce(running('c'))
      .resolves(running());
    sfn.on(StopExecutionCommand).resolves({});
    const told: string[] = [];
    await drain(new SFNClient({}), MACHINES, ['correspondence', 'escalation'], (text) => told.push(text));
    expect(sfn.commandCalls(StopExecutionCommand).map(({ args }) => args[0].input)).toEqual(
      ['a', 'b', 'c'].map((executionArn) => ({
        executionArn,
        error: 'Drained',
        cause: 'The stage is taken down.',
      })),
    );
    expect(told).toEqual(['escalation: 3 running executions were stopped.']);
  });

  test('a machine that is gone already has none', async () => {
    sfn.on(ListExecutionsCommand).rejects(failure('StateMachineDoesNotExist'));
    await expect(drain(new SFNClient({}), MACHINES, ['escalation'], () => undefined)).resolves.toBeUndefined();
  });

  test('any other error stops the taking down', async () => {
    sfn.on(ListExecutionsCommand).rejects(failure('AccessDeniedException'));
    await expect(drain(new SFNClient({}), MACHINES, ['escalation'], () => undefined)).rejects.toThrow('AccessDenied');
  });
});

test.each([
  ['us-east-1', 'aws'],
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('machines in %s are found in the partition %s', (region, partition) => {
  expect(machinesIn('prod', region, '111122223333')).toBe(
    `arn:${partition}:states:${region}:111122223333:stateMachine:good-standing-prod-`,
  );
});

describe('a bucket that is not kept', () => {
  test('loses every version of every file, and every mark of a deleted one', async () => {
    s3.on(ListObjectVersionsCommand)
      .resolvesOnce({
        Versions: [
          { Key: 'a.csv', VersionId: '2' },
          { Key: 'a.csv', VersionId: '1' },
        ],
        DeleteMarkers: [{ Key: 'b.csv', VersionId: '3' }],
      })
      .resolves({});
    s3.on(DeleteObjectsCommand).resolves({});
    expect(await emptyBucket(new S3Client({}), 'ledger')).toBe(3);
    expect(s3.commandCalls(DeleteObjectsCommand)[0]!.args[0].input.Delete!.Objects).toEqual([
      { Key: 'a.csv', VersionId: '2' },
      { Key: 'a.csv', VersionId: '1' },
      { Key: 'b.csv', VersionId: '3' },
    ]);
  });

  test('may be gone already; a file that stays is told, without its name', async () => {
    s3.on(ListObjectVersionsCommand).rejectsOnce(failure('NoSuchBucket'));
    expect(await emptyBucket(new S3Client({}), 'ledger')).toBe(0);
    s3.on(ListObjectVersionsCommand).resolves({ Versions: [{ Key: 'smith.csv', VersionId: '1' }] });
    s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'smith.csv', Code: 'AccessDenied' }] });
    await expect(emptyBucket(new S3Client({}), 'ledger')).rejects.toThrow(
      'ledger: 1 files could not be deleted, the first because of AccessDenied',
    );
  });
});

describe('the account', () => {
  test('is that of the credentials', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333' });
    expect(await accountOf(settingsOf('dev'))).toBe('111122223333');
  });

  test('of another stage is refused before anything happens', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333' });
    await expect(accountOf({ ...settingsOf('dev'), account: '444455556666' })).rejects.toThrow(
      'Stage dev belongs to account 444455556666, but these credentials are of 111122223333: sign in to 444455556666.',
    );
  });

  test('without credentials is a sentence, no stack trace', async () => {
    sts.on(GetCallerIdentityCommand).rejects(failure('Could not load credentials from any providers'));
    await expect(accountOf(settingsOf('dev'))).rejects.toThrow(
      'No access to AWS: Could not load credentials from any providers. Sign in (aws sso login) or set AWS_PROFILE, then try again.',
    );
  });
});
