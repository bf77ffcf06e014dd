import * as z from 'zod';
import { lifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { task } from '../platform/task.ts';
import { carryOut } from './carry-out.ts';
import { decision, entry } from './contract.ts';

export default task('CarryOutStep', z.object({ case: lifecycleInput, decision, entry }), (platform, input) =>
  carryOut(platform, { ...input.case, decision: input.decision, entry: input.entry }),
);
