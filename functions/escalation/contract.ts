import * as z from 'zod';
import { act } from '../platform/act.ts';
import { date, description, id, money } from '../platform/fields.ts';
import { ACTIONS } from './actions.ts';

/** The act of deciding an approval: contracts §2. */
export const approvalActs = [
  z
    .strictObject({
      ...act,
      type: z.literal('approval.decided'),
      invoiceId: id,
      action: z.enum(ACTIONS),
      decision: z.enum(['approve', 'reject', 'wait']),
      approvalId: id.optional(),
      amount: money.optional(),
      reason: description.optional(),
      until: date.optional(),
    })
    .superRefine((record, context) => {
      if (record.decision === 'wait' && record.until === undefined)
        context.addIssue({ code: 'custom', path: ['until'], message: 'is required with "wait"' });
    }),
] as const;
