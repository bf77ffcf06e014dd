import * as z from 'zod';

/** What an execution of the escalation is started with, and its own name. */
export const request = z.object({
  invoiceId: z.string(),
  customerId: z.string(),
  cycle: z.int(),
  demand: z.string(),
  step: z.string(),
  dueDay: z.int(),
  execution: z.string(),
});
