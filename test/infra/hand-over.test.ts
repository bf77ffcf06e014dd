import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
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

describe('a company that is handed over', () => {
  const s3 = mockClient(S3Client);
  const noPause = (): Promise<void> => Promise.resolve();
  const reported = (report: object): void => {
    const text = JSON.stringify(report);
    s3.on(GetObjectCommand).callsFake(() => ({ Body: { transformToString: async () => text } }));
  };
  const drops = () => s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
  beforeEach(() => {
    s3.reset();
    s3.on(PutObjectCommand).callsFake(() => ({ VersionId: `v${drops().length}` }));
    s3.on(GetObjectCommand).rejects(Object.assign(new Error('not there'), { name: 'NoSuchKey' }));
  });

  test('is dropped where the import looks for it, and was taken when its report is there', async () => {
    reported({ version: 'v1', state: 'recorded' });
    await handOver(SAMPLE, new S3Client({}), 'ledger', noPause);
    expect(drops()).toMatchObject([
      { Bucket: 'ledger', Key: 'settings/company.json', ContentType: 'application/json' },
    ]);
    expect(s3.commandCalls(GetObjectCommand)[0]!.args[0].input).toEqual({
      Bucket: 'ledger',
      Key: 'reports/settings/company.json.report.json',
    });
  });

  test('is dropped anew while a new bucket tells nobody of its files', async () => {
    let asked = 0;
    const pause = async (): Promise<void> => {
      asked += 1;
      if (asked === 20) reported({ version: 'v3', state: 'recorded' });
    };
    await handOver(SAMPLE, new S3Client({}), 'ledger', pause);
    expect(asked).toBe(20);
    expect(drops()).toHaveLength(4);
  });

  test('is not taken for recorded by the report of the deployment before this one', async () => {
    reported({ version: 'of-last-week', state: 'recorded' });
    await expect(handOver(SAMPLE, new S3Client({}), 'ledger', noPause)).rejects.toThrow(
      `${SAMPLE}: was dropped into ledger as settings/company.json, and no import has taken it`,
    );
  });

  test('and refused says why', async () => {
    reported({ version: 'v1', state: 'refused', problems: ['settings.timeZone: is no time zone'] });
    await expect(handOver(SAMPLE, new S3Client({}), 'ledger', noPause)).rejects.toThrow(
      `${SAMPLE}: settings.timeZone: is no time zone`,
    );
  });
});
