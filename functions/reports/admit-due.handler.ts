import * as z from 'zod';
import { task } from '../platform/task.ts';
import { admitDue } from './nightly-review.ts';

export default task('AdmitDue', z.object({ date: z.string() }), (platform) => admitDue(platform));
