import * as z from 'zod';
import { task } from '../platform/task.ts';
import { lifecycleInput } from './contract.ts';
import { loadCase } from './load-case.ts';
import { startCase } from './start-case.ts';

/** Hands a long-running case over to its next restart, unless that was done before. */
export default task('StartNextRestart', z.object({ case: lifecycleInput }), async (platform, input) => {
  const loaded = await loadCase(platform, input.case);
  const own = loaded?.case?.cycle === input.case.cycle && loaded.case.restart === input.case.restart;
  if (loaded !== undefined && own) await startCase(platform, loaded);
  return {};
});
