import * as z from 'zod';
import { lifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { task } from '../platform/task.ts';
import { chooseForCase } from './choose-next-step.ts';

export default task('ChooseNextStep', z.object({ case: lifecycleInput }), (platform, input) =>
  chooseForCase(platform, input.case),
);
