import * as z from 'zod';

/** What an execution of the escalation is started with: the step of an invoice's demand that needs a decision. */
export const escalationInput = z.object({
  invoiceId: z.string(),
  customerId: z.string(),
  cycle: z.int(),
  demand: z.string(),
  step: z.string(),
  /** The business day on which the step was due, in days since 1970. */
  dueDay: z.int(),
});
