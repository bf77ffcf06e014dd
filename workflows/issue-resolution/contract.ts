import * as z from 'zod';

/** What an execution of the issue resolution is started with; `restart` counts those that followed one that died. */
export const issueInput = z.object({
  issueId: z.string(),
  invoiceId: z.string(),
  customerId: z.string(),
  restart: z.int().optional(),
});
