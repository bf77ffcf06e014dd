import * as z from 'zod';
import { contact } from '../ledger/contract.ts';
import { act } from '../platform/act.ts';
import { date, description, id, tag, text } from '../platform/fields.ts';

/** Acts that empty the work list: contracts §2. */
export const workActs = [
  z.strictObject({
    ...act,
    type: z.literal('contact.corrected'),
    customerId: id,
    contacts: z.array(contact).min(1).max(200),
  }),
  z
    .strictObject({
      ...act,
      type: z.literal('task.done'),
      taskId: z.string().min(1).max(200).optional(),
      invoiceId: id.optional(),
      step: tag.optional(),
      note: description.optional(),
    })
    .superRefine((record, context) => {
      if (record.taskId === undefined && (record.invoiceId === undefined || record.step === undefined))
        context.addIssue({
          code: 'custom',
          path: ['taskId'],
          message: 'is missing: give taskId, or invoiceId and step',
        });
    }),
  z.strictObject({ ...act, type: z.literal('item.handed-on'), itemId: id, to: id, note: description.optional() }),
  z.strictObject({
    ...act,
    type: z.literal('item.put-off'),
    itemId: id,
    until: date,
    reason: text.min(1, 'is empty: waiting needs a reason'),
  }),
  z.strictObject({ ...act, type: z.literal('item.reopened'), itemId: id }),
] as const;
