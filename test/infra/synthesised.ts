import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { makeProduct, withRulePacks } from '../../infra/product.ts';
import { type StageSettings, settingsOf } from '../../infra/settings.ts';
import type { Template } from '../../infra/template.ts';

/** The product as it would be deployed, with empty functions; made once a stage for all tests of a process. */

export type Properties = Record<string, unknown>;

export interface Found {
  id: string;
  of: Properties;
  /** The whole resource: DependsOn, DeletionPolicy. */
  resource: Record<string, unknown>;
}

export interface Synthesised {
  core: Template;
  edge: Template;
  /** All resources of a type, of both stacks. */
  all: (type: string) => Found[];
  inCore: (type: string) => Found[];
}

const found = (template: Template, type: string): Found[] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, of: resource.Properties ?? {}, resource: { ...resource } }));

/** Synthesises settings, if asked with the rule packs, which throw what they find. */
export const synthesise = (settings: StageSettings, rulePacks = false): Synthesised => {
  // The CDK's own look at the templates costs seconds; cfn-lint does it with the same schemas.
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  makeProduct(app, settings, () => Code.fromInline('exports.handler = () => {};'));
  if (rulePacks) withRulePacks(app);
  const assembly = app.synth();
  const template = (stack: string): Template =>
    assembly.getStackByName(`GoodStanding-${settings.stage}-${stack}`).template as Template;
  const core = template('Core');
  const edge = template('Edge');
  return {
    core,
    edge,
    all: (type) => [...found(core, type), ...found(edge, type)],
    inCore: (type) => found(core, type),
  };
};

const made = new Map<string, Synthesised>();

/** A shipped stage. */
export const stage = (name: string): Synthesised => {
  let known = made.get(name);
  if (known === undefined) {
    known = synthesise(settingsOf(name), name === 'prod');
    made.set(name, known);
  }
  return known;
};

/** The one resource of a type whose properties fit. Throws where there is none or more than one. */
export const one = (resources: readonly Found[], fits: (of: Properties) => boolean = () => true): Found => {
  const [first, ...others] = resources.filter(({ of }) => fits(of));
  if (first === undefined || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} resources fit`);
  return first;
};
