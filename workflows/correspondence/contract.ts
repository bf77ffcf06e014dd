import * as z from 'zod';

/** What a sending run is started with: nothing, or the payer after whom it goes on. */
export const runInput = z.object({ after: z.string().nullable().optional() });
