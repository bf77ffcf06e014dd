import * as z from 'zod';
import { act } from '../platform/act.ts';
import { email, id } from '../platform/fields.ts';

/**
 * What mail reports back: contracts §2. A bounce is always permanent; a rejected letter was taken by the mail service and
 * then not sent on, because of what is in it.
 */
const feedback = { customerId: id, email, letterId: id.optional() };
export const letterActs = [
  z.strictObject({ ...act, type: z.literal('letter.bounced'), ...feedback }),
  z.strictObject({ ...act, type: z.literal('letter.complained'), ...feedback }),
  z.strictObject({ ...act, type: z.literal('letter.delivered'), ...feedback }),
  z.strictObject({ ...act, type: z.literal('letter.rejected'), ...feedback }),
  // What a person found out of a letter of which nobody knew: it goes again.
  z.strictObject({ ...act, type: z.literal('letter.lost'), customerId: id, letterId: id }),
] as const;
