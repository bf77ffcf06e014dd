import * as z from 'zod';
import { task } from '../platform/task.ts';
import { issueStands } from './issue-case.ts';
import { issueIds } from './issue-input.ts';

export default task('JudgeIssue', z.object({ issue: issueIds }), (platform, input) =>
  issueStands(platform, input.issue),
);
