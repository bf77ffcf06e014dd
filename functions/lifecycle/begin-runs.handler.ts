import * as z from 'zod';
import { instant } from '../platform/fields.ts';
import { task } from '../platform/task.ts';
import { beginRuns } from './begin-runs.ts';

const scheduled = z.object({
  what: z.enum(['correspondence', 'nightly-review']),
  scheduledTime: instant,
  prove: z.boolean().optional(),
});

/** Starts a run of the clock: a sending run, or the review of the company's present business date. */
export default task('BeginRuns', scheduled, (platform, input) => beginRuns(platform, input));
