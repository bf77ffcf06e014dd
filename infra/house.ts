import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Names } from './names.ts';
import type { StageSettings } from './settings.ts';

/** What every construct of a stage works with. */
export interface House {
  settings: StageSettings;
  names: Names;
  /** The bundle of a function, by the name of its file in `infra/entries`. */
  codeOf: (entry: string) => Code;
}
