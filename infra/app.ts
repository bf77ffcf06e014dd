import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { runCommand } from '../local/command-line.ts';
import { bundle } from './constructs/bundle.ts';
import { makeProduct, withRulePacks } from './product.ts';
import { settingsOf } from './settings.ts';

/** What the CDK runs: `cdk synth -c stage=NAME`. */
await runCommand(async () => {
  const app = new App({ analyticsReporting: false });
  const settings = settingsOf(app.node.tryGetContext('stage') as string | undefined);
  makeProduct(app, settings, (entry) => Code.fromAsset(bundle(entry)));
  withRulePacks(app);
  app.synth();
});
