import * as z from 'zod';
import { lifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { task } from '../platform/task.ts';
import { loadCase } from './load-case.ts';
import { startCase, startReserved } from './start-case.ts';

/** Hands a long-running case over to its next restart, unless that was done before. */
export default task('StartNextRestart', z.object({ case: lifecycleInput }), async (platform, input) => {
  const loaded = await loadCase(platform, input.case);
  const own = loaded?.case?.cycle === input.case.cycle && loaded.case.restart === input.case.restart;
  if (loaded !== undefined && own) await startCase(platform, loaded);
  // A call before this one reserved the next restart and did not come to starting it.
  else if (loaded?.case?.status === 'open' && loaded.case.parked === undefined)
    await startReserved(platform, loaded.case);
  return {};
});
