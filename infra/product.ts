import { type App, Tags, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { House } from './house.ts';
import { namesOf } from './names.ts';
import type { StageSettings } from './settings.ts';
import { CoreStack } from './stacks/core-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';

/**
 * The whole product on AWS for one stage, checked by two rule packs when it is synthesised.
 *
 * @param codeOf the bundle of a function, by the name of its entry
 */
export const makeProduct = (
  app: App,
  settings: StageSettings,
  codeOf: (entry: string) => Code,
): { core: CoreStack; edge: EdgeStack } => {
  const house: House = { settings, names: namesOf(settings.stage), codeOf };
  const core = new CoreStack(app, house);
  const edge = new EdgeStack(app, house, core);
  Tags.of(app).add('product', 'good-standing');
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { core, edge };
};
