import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { checkCompany, handOver } from '../../infra/hand-over.ts';
import { knownStages, settingsOf } from '../../infra/settings.ts';

const SAMPLE = 'local/samples/small-ledger.company.json';
const silent = (): void => undefined;

test.each(knownStages())('the company of stage %s is in order', (stage) => {
  const settings = settingsOf(stage);
  if (settings.company !== undefined) checkCompany(settings.company, settings, silent);
});

test('a company that writes from another domain is refused before anything is deployed', () => {
  const settings = { ...settingsOf('dev'), mail: { domain: 'pay.company.example', mailFrom: 'bounces' } };
  expect(() => checkCompany(SAMPLE, settings, silent)).toThrow(
    `${SAMPLE}: settings.sender.email: accounts@harbour-alarm.example is not of pay.company.example, the domain that stage dev sends from`,
  );
});

test('a file that is not there is refused by name', () => {
  expect(() => checkCompany('nowhere.json', settingsOf('dev'), silent)).toThrow(
    'nowhere.json: cannot be read: give the path of an existing file',
  );
});

test('the company is dropped where the import looks for it', async () => {
  const s3 = mockClient(S3Client);
  s3.on(PutObjectCommand).resolves({});
  await handOver(SAMPLE, new S3Client({}), 'ledger');
  expect(s3.commandCalls(PutObjectCommand)[0]!.args[0].input).toMatchObject({
    Bucket: 'ledger',
    Key: 'settings/company.json',
    ContentType: 'application/json',
  });
});
