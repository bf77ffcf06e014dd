import { type App, Tags, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { House } from './house.ts';
import { namesOf } from './names.ts';
import type { StageSettings } from './settings.ts';
import { CoreStack } from './stacks/core-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';

/**
 * The whole product on AWS for one stage.
 *
 * @param codeOf the bundle of a function, by the name of its entry
 */
export const makeProduct = (
  app: App,
  settings: StageSettings,
  codeOf: (entry: string) => Code,
): { core: CoreStack; edge: EdgeStack } => {
  // What the edge uses of the core cannot be deleted under it.
  app.node.setContext('@aws-cdk/core:defaultCrossStackReferences', 'strong');
  const house: House = { settings, names: namesOf(settings.stage), codeOf };
  const core = new CoreStack(app, house);
  const edge = new EdgeStack(app, house, core);
  Tags.of(app).add('product', 'good-standing');
  Tags.of(app).add('stage', settings.stage);
  return { core, edge };
};

/** Two rule packs look at the templates; a finding that nobody acknowledged stops the synthesis. */
export const withRulePacks = (app: App): void => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
};
