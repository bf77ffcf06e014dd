import * as z from 'zod';
import { instant } from './fields.ts';

/** The envelope of an act: an event's, and who did it (a staff id, `customer` or `system`). */
export const act = {
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200),
  at: instant,
  by: z.string().min(1).max(64).default('system'),
};
