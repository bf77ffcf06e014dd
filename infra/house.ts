import { RemovalPolicy } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { EventOut } from '../functions/platform/ports.ts';
import type { Names } from './names.ts';
import type { StageSettings } from './settings.ts';

/** What every construct of a stage works with. */
export interface House {
  settings: StageSettings;
  names: Names;
  /** The bundle of a function, by the name of its file in `infra/entries`. */
  codeOf: (entry: string) => Code;
}

/** What a stage leaves behind when it is destroyed; a first deployment that fails leaves nothing in the next one's way. */
export const KEPT = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** What stands in `source` of the events that this house tells: it does not listen to them. */
export const OWN_SOURCE = 'good-standing' satisfies EventOut['source'];
