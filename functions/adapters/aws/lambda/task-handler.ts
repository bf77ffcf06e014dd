import type { Task } from '../../../platform/task.ts';
import { type LambdaHandler, lambdaHandler } from './lambda-handler.ts';
import { type Given, logOf, platformOf } from './platform.ts';

/** A task of a state machine, or of a schedule, as Lambda calls it: payload in, result out. */
export const taskHandler = (name: string, task: Task, given: Given): LambdaHandler => {
  const log = logOf(name);
  const platform = platformOf(name, log, given);
  return lambdaHandler(log, (payload: unknown) => task.call(platform, payload));
};
