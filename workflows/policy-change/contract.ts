import * as z from 'zod';

/** What a change of a policy is started with: its id, which is also the execution's name. */
export const policyChangeInput = z.object({ changeId: z.string().min(1).max(64) });

/** Which part comes next; the place in the customers' index is kept in the table, because it holds a name. */
export const policyChangeCursor = z.object({ part: z.int().min(0) });
