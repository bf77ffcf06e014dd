import * as z from 'zod';

/** What an execution of the issue resolution is started with. */
export const issueInput = z.object({ issueId: z.string(), invoiceId: z.string(), customerId: z.string() });
