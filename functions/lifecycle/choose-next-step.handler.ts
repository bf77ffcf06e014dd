import * as z from 'zod';
import { task } from '../platform/task.ts';
import { chooseForCase } from './choose-next-step.ts';
import { lifecycleInput } from './contract.ts';

export default task('ChooseNextStep', z.object({ case: lifecycleInput }), (platform, input) =>
  chooseForCase(platform, input.case),
);
