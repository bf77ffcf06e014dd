import type { Platform } from '../../../platform/platform.ts';
import type { Task } from '../../../platform/task.ts';
import type { Log } from '../log.ts';
import { type LambdaHandler, lambdaHandler } from './lambda-handler.ts';
import { type Given, logOf, platformOf } from './platform.ts';

/**
 * A function whose events are no payload of a task yet. `given` holds what its entry gives it: ports of the platform, and
 * ports that only this function has.
 */
export const eventHandler = <E, G extends Given>(
  name: string,
  given: G,
  work: (platform: Platform & G, event: E, log: Log) => Promise<unknown>,
): LambdaHandler => {
  const log = logOf(name);
  const platform = platformOf(name, log, given);
  return lambdaHandler(log, (event: E) => work(platform, event, log));
};

/** A task of a state machine, or of a schedule, as Lambda calls it: payload in, result out. */
export const taskHandler = <G extends Given>(name: string, task: Task<Platform & G>, given: G): LambdaHandler =>
  eventHandler(name, given, (platform, payload: unknown) => task.call(platform, payload));
