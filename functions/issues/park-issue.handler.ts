import * as z from 'zod';
import { entry } from '../lifecycle/contract.ts';
import { task } from '../platform/task.ts';
import { parkIssue } from './issue-case.ts';
import { issueIds } from './issue-input.ts';

export default task('ParkIssue', z.object({ issue: issueIds, entry }), (platform, input) =>
  parkIssue(platform, input.issue, input.entry),
);
