import * as z from 'zod';

/** What a night's review is started with: the business date, and whether completeness is proven (left out: it is). */
export const reviewInput = z.object({ date: z.string(), prove: z.boolean().optional() });
