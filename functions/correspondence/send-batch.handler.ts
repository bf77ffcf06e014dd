import * as z from 'zod';
import { task } from '../platform/task.ts';
import { sendBatch } from './send-batch.ts';

export default task('SendBatch', z.object({ after: z.string().nullable() }), sendBatch);
