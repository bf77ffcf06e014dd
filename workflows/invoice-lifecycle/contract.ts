import * as z from 'zod';

/**
 * What an execution of the invoice lifecycle is started with: ids only, because its history cannot be edited. `cycle`
 * counts from 1 (a reversed payment opens the next), `restart` from 0 (technical: the execution before this one failed,
 * was stopped, or grew too old).
 */
export const lifecycleInput = z.object({
  invoiceId: z.string(),
  customerId: z.string(),
  cycle: z.int(),
  restart: z.int(),
});
export type LifecycleInput = z.infer<typeof lifecycleInput>;
