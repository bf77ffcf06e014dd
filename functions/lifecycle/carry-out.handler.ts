import * as z from 'zod';
import { task } from '../platform/task.ts';
import { carryOut } from './carry-out.ts';
import { decision, entry, lifecycleInput } from './contract.ts';

export default task('CarryOutStep', z.object({ case: lifecycleInput, decision, entry }), (platform, input) =>
  carryOut(platform, { ...input.case, decision: input.decision, entry: input.entry }),
);
