import { optionsOf, runCommand, warn } from '../local/command-line.ts';
import { assemblyOf, synthesise } from './cdk.ts';
import { settingsOf } from './settings.ts';

/** `npm run synth -- --stage NAME`: the templates as they would be deployed; no account is asked. */
await runCommand(async () => {
  const { stage } = optionsOf({ stage: { type: 'string', default: 'dev' } }, 'Usage: npm run synth -- [--stage NAME]');
  settingsOf(stage);
  await synthesise(stage);
  warn(`The templates are in ${assemblyOf(stage)}`);
});
