import * as z from 'zod';
import { task } from '../platform/task.ts';
import { proveCompleteness } from './nightly-review.ts';

const cursor = z.object({ shard: z.int(), from: z.string().nullable() }).nullable();

export default task('ProveCompleteness', z.object({ date: z.string(), cursor }), (platform, input) =>
  proveCompleteness(platform, input.cursor, input.date),
);
