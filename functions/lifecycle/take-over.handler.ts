import * as z from 'zod';
import { task } from '../platform/task.ts';
import { takeOver } from './take-over.ts';

const died = z.object({
  workflow: z.string(),
  execution: z.string(),
  status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  error: z.string().nullish(),
  input: z.unknown(),
});

/** Goes on where an execution failed, ran out of time or was stopped. */
export default task('TakeOver', died, async (platform, input) => {
  await takeOver(platform, input);
  return {};
});
