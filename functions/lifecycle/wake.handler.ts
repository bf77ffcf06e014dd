import * as z from 'zod';
import { inLanes } from '../platform/lanes.ts';
import type { Key } from '../platform/ports.ts';
import { task } from '../platform/task.ts';
import { orNote } from './stuck.ts';
import { sweep } from './sweep.ts';
import { wake } from './wake.ts';

const payload = z.union([
  z.object({ keys: z.array(z.object({ pk: z.string(), sk: z.string() })) }),
  z.object({ what: z.literal('sweep') }),
]);

/**
 * The wake function: works off the marks of the table's stream (`keys`, repeats and all; the answer names those that
 * failed and are to come again), or everything that is due (a sweep). It is the only one that may signal.
 */
export default task('Wake', payload, async (platform, input) => {
  if ('what' in input) return sweep(platform);
  const failed: (Key & { error: string })[] = [];
  const keys = new Map(input.keys.map((key) => [`${key.pk} ${key.sk}`, key]));
  // One that fails comes again by itself; it keeps none of the others waiting.
  await inLanes([...keys.values()], async (key) => {
    try {
      if (!(await orNote(platform, key, () => wake(platform, key)))) failed.push({ ...key, error: 'CannotBeDecided' });
    } catch (error) {
      failed.push({ ...key, error: (error as Error).name });
    }
  });
  return { failed };
});
