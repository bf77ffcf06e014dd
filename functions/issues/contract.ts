import * as z from 'zod';
import { act } from '../platform/act.ts';
import { description, id, money, tag, text } from '../platform/fields.ts';

/** Acts about issues: contracts §2. */
export const issueActs = [
  z.strictObject({
    ...act,
    type: z.literal('issue.raised'),
    issueId: id,
    invoiceId: id,
    category: tag,
    description: description.default(''),
    disputedAmount: money.optional(),
  }),
  z.strictObject({ ...act, type: z.literal('issue.taken-up'), issueId: id }),
  z.strictObject({
    ...act,
    type: z.literal('issue.pulled-in'),
    issueId: id,
    taskId: id,
    department: tag,
    /** The colleague who is asked; left out: the department. */
    to: id.optional(),
    task: text.min(1, 'is empty: say what the department is to do'),
  }),
  // Raised by mistake: until it is taken up.
  z.strictObject({ ...act, type: z.literal('issue.withdrawn'), issueId: id, reason: description.optional() }),
  z.strictObject({
    ...act,
    type: z.literal('issue.resolved'),
    issueId: id,
    outcome: z.enum(['customer-right', 'company-right', 'goodwill']),
    credit: money.optional(),
    rootCause: description.min(1, 'is empty: an issue closes only with its root cause'),
    correctiveAction: description.min(1, 'is empty: an issue closes only with a corrective action'),
  }),
] as const;
