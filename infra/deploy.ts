import { S3Client } from '@aws-sdk/client-s3';
import { optionsOf, runCommand, warn } from '../local/command-line.ts';
import { accountOf } from './account.ts';
import { assemblyOf, cdk, synthesise } from './cdk.ts';
import { checkCompany, handOver } from './hand-over.ts';
import { settingsOf } from './settings.ts';

/** `npm run deploy -- --stage NAME`: everything, from the settings of the stage to those of the company. */

const USAGE = 'Usage: npm run deploy -- --stage NAME';

await runCommand(async () => {
  const settings = settingsOf(optionsOf({ stage: { type: 'string' } }, USAGE).stage);
  const { stage, region, company } = settings;
  if (company !== undefined) checkCompany(company, settings, warn);
  const account = await accountOf(settings);
  warn(`Stage ${stage} goes to account ${account}, region ${region}${settings.protected ? ', protected' : ''}.`);
  await synthesise(stage);
  const app = ['--app', assemblyOf(stage)];
  warn('What changes:');
  await cdk(['diff', ...app, '--method', 'template']);
  const outputs = `${assemblyOf(stage)}.outputs.json`;
  await cdk(['deploy', '--all', ...app, '--require-approval', 'never', '--outputs-file', outputs]);
  if (company !== undefined) {
    const bucket = `good-standing-${stage}-ledger-${account}-${region}`;
    warn(`${company} is handed over; a new stage takes up to five minutes until it hears of its files.`);
    await handOver(company, new S3Client({ region, forcePathStyle: true }), bucket);
    warn(`It was recorded; whether anything was left out says reports/settings/company.json.report.json in ${bucket}.`);
  }
  warn(`Stage ${stage} is deployed. Its addresses are in ${outputs}.`);
});
