import { readFileSync } from 'node:fs';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { optionsOf, runCommand, warn } from '../local/command-line.ts';
import { readCompany } from '../local/rehearse/ledger-play.ts';
import { accountOf } from './account.ts';
import { assemblyOf, cdk, synthesise } from './cdk.ts';
import { type StageSettings, settingsOf } from './settings.ts';

/** `npm run deploy -- --stage NAME`: everything, from the settings to the company's. */

const USAGE = 'Usage: npm run deploy -- --stage NAME';

/** Hands the company's settings, policies and staff over: they are dropped like any other file. */
const handOver = async (company: string, { stage, region }: StageSettings, account: string): Promise<void> => {
  const client = new S3Client({ region, forcePathStyle: true });
  await client.send(
    new PutObjectCommand({
      Bucket: `good-standing-${stage}-ledger-${account}-${region}`,
      Key: 'settings/company.json',
      Body: readFileSync(company),
      ContentType: 'application/json',
    }),
  );
  warn(`${company} was handed over: its import says in reports/settings/company.json.report.json what came of it.`);
};

await runCommand(async () => {
  const settings = settingsOf(optionsOf({ stage: { type: 'string' } }, USAGE).stage);
  const { stage, region, company } = settings;
  // What is wrong with the company's file shows before anything is deployed.
  if (company !== undefined) readCompany(company, warn);
  const account = await accountOf(settings);
  warn(`Stage ${stage} goes to account ${account}, region ${region}${settings.protected ? ', protected' : ''}.`);
  await synthesise(stage);
  const app = ['--app', assemblyOf(stage)];
  warn('What changes:');
  await cdk(['diff', ...app, '--method', 'template']);
  const outputs = `${assemblyOf(stage)}.outputs.json`;
  await cdk(['deploy', '--all', ...app, '--require-approval', 'never', '--outputs-file', outputs]);
  if (company !== undefined) await handOver(company, settings, account);
  warn(`Stage ${stage} is deployed. Its addresses are in ${outputs}.`);
});
