import * as z from 'zod';

/** What a change of a policy is started with: its id, which is also the execution's name. */
export const policyChangeInput = z.object({ changeId: z.string().min(1).max(64) });

/** How far a change is; given back to the next part as it is. */
export const policyChangeCursor = z.object({
  part: z.int().min(0),
  shard: z.int().min(0),
  after: z.string().nullable(),
});
