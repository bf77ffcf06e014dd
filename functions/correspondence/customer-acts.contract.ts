import * as z from 'zod';
import { act } from '../platform/act.ts';
import { description, email, id, name } from '../platform/fields.ts';

/** What customers say on their page, beside issues, promises and plans. */
export const customerActs = [
  z
    .strictObject({
      ...act,
      type: z.literal('customer.answered'),
      customerId: id,
      answer: z.enum(['all-is-well', 'asks-for-plan']),
      invoiceId: id.optional(),
      note: description.optional(),
    })
    .superRefine((record, context) => {
      if (record.answer === 'asks-for-plan' && record.invoiceId === undefined)
        context.addIssue({ code: 'custom', path: ['invoiceId'], message: 'is required with "asks-for-plan"' });
    }),
  z.strictObject({ ...act, type: z.literal('links.revoked'), customerId: id }),
  z.strictObject({
    ...act,
    type: z.literal('contact.asked'),
    customerId: id,
    requestId: id,
    /** The letter that asks for the confirmation is about it. */
    invoiceId: id,
    name,
    email,
  }),
  z.strictObject({
    ...act,
    type: z.literal('contact.confirmed'),
    customerId: id,
    requestId: id,
    confirmed: z.boolean(),
  }),
] as const;
