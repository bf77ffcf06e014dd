import * as z from 'zod';
import type { Decision } from '../policy/decision.ts';

/** What the lifecycle's tasks are called with, beside the input of their execution. */
export const entry = z.object({ token: z.string(), enteredAt: z.string(), retryCount: z.int() });
/** A decision was made by today's or an older version of the hub: its shape is the hub's business. */
export const decision = z.custom<Decision>((value) => typeof value === 'object' && value !== null);
