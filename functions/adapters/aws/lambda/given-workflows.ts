import type { Workflows } from '../../../platform/ports.ts';
import { SfnWorkflows, sfnClient } from '../workflows.ts';
import { settingOf } from './environment.ts';

/** The stage's state machines. One client a process: its connections live on from call to call. */
export const givenWorkflows = (): Workflows => new SfnWorkflows(sfnClient(), settingOf('GS_MACHINES'));
