import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { BadInput } from '../functions/platform/errors.ts';
import { optionsOf, runCommand, warn } from '../local/command-line.ts';
import { accountOf } from './account.ts';
import { assemblyOf, cdk, synthesise } from './cdk.ts';
import { WORKFLOW_NAMES } from './constructs/workflows.ts';
import { drain } from './drain.ts';
import { emptyBucket } from './empty-bucket.ts';
import { machinesIn } from './names.ts';
import { settingsOf } from './settings.ts';

/**
 * `npm run destroy -- --stage NAME`: takes a stage down in good order. First what starts executions, then the
 * executions, then what they call; what must survive refuses.
 */

const USAGE = 'Usage: npm run destroy -- --stage NAME';

await runCommand(async () => {
  const settings = settingsOf(optionsOf({ stage: { type: 'string' } }, USAGE).stage);
  const { stage, region, retain } = settings;
  if (settings.protected)
    throw new BadInput([
      `Stage ${stage} is protected: its table, files, bus and running cases must survive, and nothing was touched.`,
      `To take it down all the same, set "protected": false in infra/settings/${stage}.json, deploy, and destroy again.`,
    ]);
  const account = await accountOf(settings);
  const bucket = `good-standing-${stage}-ledger-${account}-${region}`;
  warn(`Stage ${stage} in account ${account}, region ${region}, is taken down.`);
  await synthesise(stage);
  const destroy = (stack: string): Promise<void> =>
    cdk(['destroy', `GoodStanding-${stage}-${stack}`, '--app', assemblyOf(stage), '--force']);
  // Schedules, rules and the readers of the stream: nothing starts or wakes from here on.
  await destroy('Edge');
  const client = new SFNClient({ region, retryMode: 'adaptive', maxAttempts: 10 });
  await drain(client, machinesIn(stage, region, account), WORKFLOW_NAMES, warn);
  if (!retain) {
    const deleted = await emptyBucket(new S3Client({ region, forcePathStyle: true }), bucket);
    if (deleted > 0) warn(`${deleted} versions of files were deleted from ${bucket}.`);
  }
  await destroy('Core');
  warn(
    retain
      ? `What remains: the table good-standing-${stage}, the bucket ${bucket} and the bus; "cdk import" takes them up again, deleting them is yours.`
      : `Nothing of stage ${stage} remains.`,
  );
});
