import * as z from 'zod';
import { act } from '../platform/act.ts';
import { date, id, text } from '../platform/fields.ts';

/** Acts about holds: contracts §2. A hold needs an owner, a reason and an end. */
export const holdActs = [
  z.strictObject({
    ...act,
    type: z.literal('hold.placed'),
    holdId: id,
    scope: z.union([z.strictObject({ customerId: id }), z.strictObject({ invoiceId: id })], {
      error: 'expected { customerId } or { invoiceId }',
    }),
    reason: text.min(1, 'is empty: a hold needs a reason'),
    owner: id,
    until: date,
  }),
  z.strictObject({ ...act, type: z.literal('hold.lifted'), holdId: id }),
] as const;
