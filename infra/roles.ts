import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { optionsOf, runCommand } from '../local/command-line.ts';
import { makeProduct } from './product.ts';
import { settingsOf } from './settings.ts';
import { type RolePolicy, rolesOf, type Template } from './template.ts';

/** `npm run roles -- --stage NAME`: what each role may do, as a table. */

const USAGE = 'Usage: npm run roles -- --stage NAME';

/** Actions of one service together: dynamodb:GetItem, Query. */
const together = (actions: readonly string[]): string => {
  const byService = new Map<string, string[]>();
  for (const action of actions) {
    const [service = '', name = ''] = action.split(':');
    byService.set(service, [...(byService.get(service) ?? []), name]);
  }
  return [...byService].map(([service, names]) => `${service}:${names.join(', ')}`).join('; ');
};

const table = ({ role, of, may }: RolePolicy): string =>
  [
    `## ${role}`,
    '',
    `Taken on by ${of}.`,
    '',
    '| may | on | when |',
    '| --- | --- | --- |',
    ...may.map(
      ({ actions, resources, when }) =>
        `| ${together(actions)} | ${resources.map((one) => `\`${one}\``).join('<br>')} | ${when === undefined ? '' : `\`${JSON.stringify(when)}\``} |`,
    ),
    '',
  ].join('\n');

await runCommand(async () => {
  const { stage } = optionsOf({ stage: { type: 'string' } }, USAGE);
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  makeProduct(app, settingsOf(stage), () => Code.fromInline('exports.handler = () => {};'));
  const { stacks } = app.synth();
  const roles = stacks.flatMap((stack) => rolesOf(stack.template as Template));
  process.stdout.write(`# Roles of stage ${stage}\n\n${roles.map(table).join('\n')}`);
});
