import * as z from 'zod';
import { issueInput } from '../../workflows/issue-resolution/contract.ts';
import { entry } from '../lifecycle/contract.ts';
import { task } from '../platform/task.ts';
import { parkIssue } from './issue-case.ts';

/** What was judged is told by the definition; one released before that was so does not. */
const judged = z.object({ takenUp: z.boolean() }).optional();

export default task('ParkIssue', z.object({ issue: issueInput, entry, judged }), (platform, input) =>
  parkIssue(platform, input.issue, input.entry, input.judged),
);
