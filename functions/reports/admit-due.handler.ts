import * as z from 'zod';
import { reviewInput } from '../../workflows/nightly-review/contract.ts';
import { task } from '../platform/task.ts';
import { admitDue } from './nightly-review.ts';

/** Left out by definitions whose admission was one call. */
const cursor = z.object({ shard: z.int(), from: z.string().nullable() }).nullish();

export default task('AdmitDue', reviewInput.pick({ date: true }).extend({ cursor }), (platform, input) =>
  admitDue(platform, input.cursor ?? null),
);
