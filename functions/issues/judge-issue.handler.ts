import * as z from 'zod';
import { issueInput } from '../../workflows/issue-resolution/contract.ts';
import { task } from '../platform/task.ts';
import { issueStands } from './issue-case.ts';

export default task('JudgeIssue', z.object({ issue: issueInput }), (platform, input) =>
  issueStands(platform, input.issue),
);
