import type * as z from 'zod';
import type { Platform } from './platform.ts';

/**
 * A task of a state machine: what its payload must look like, and what it does. The payload is parsed once, here at the
 * border; definitions outlive deployments, so payloads only grow and fields that a task does not know are ignored.
 */
export interface Task<P extends Platform = Platform> {
  /** Its placeholder in the definitions: `${ChooseNextStep}`. */
  name: string;
  call(platform: P, payload: unknown): Promise<unknown>;
}

/** Makes a task from its schema and its work. Throws `ZodError`, naming the path, where the payload is not as agreed. */
export const task = <S extends z.ZodType, P extends Platform = Platform>(
  name: string,
  payload: S,
  run: (platform: P, input: z.output<S>) => Promise<unknown>,
): Task<P> => ({ name, call: (platform, input) => run(platform, payload.parse(input)) });
