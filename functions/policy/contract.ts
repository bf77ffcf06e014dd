import * as z from 'zod';
import { act } from '../platform/act.ts';
import { count, currency, id, money, tag, text } from '../platform/fields.ts';

/** The format of a policy, and the acts about policies: contracts §2 and §3. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time: HH:MM');
const amounts = z.record(currency, money);

export const step = z.strictObject({
  id: tag,
  kind: z.enum(['check-in', 'reminder', 'task', 'escalation']),
  when: z.strictObject({
    anchor: z.enum(['issued', 'due', 'installed', 'previous']),
    days: z.int().min(-3650).max(3650),
  }),
  letter: z.string().optional(),
  skipIfLateByDays: count.optional(),
  role: tag.optional(),
  title: text.optional(),
  action: z.string().optional(),
  approver: tag.optional(),
  onlyIf: z
    .strictObject({
      minAmount: amounts.optional(),
      belowAmount: amounts.optional(),
      invoiceKind: z.enum(['standard', 'deposit']).optional(),
      firstInvoice: z.boolean().optional(),
      tags: z.array(tag).optional(),
    })
    .optional(),
});

export const policy = z.strictObject({
  id: tag,
  version: z.int().min(1),
  appliesTo: z
    .strictObject({
      segments: z.array(tag).default([]),
      tags: z.array(tag).default([]),
      customers: z.array(id).default([]),
    })
    .prefault({}),
  terms: z.strictObject({ dueDays: count.optional() }).optional(),
  sendWindow: z.strictObject({ from: time, to: time }).prefault({ from: '08:00', to: '18:00' }),
  limits: z
    .strictObject({
      minimumBalance: amounts.optional(),
      minimumGapDays: count.optional(),
      contactsPerWeek: count.optional(),
      gatherWithinDays: count.optional(),
    })
    .prefault({}),
  promise: z.strictObject({ graceBusinessDays: count.optional() }).prefault({}),
  approval: z
    .strictObject({ answerWithinBusinessDays: count.optional(), signInAbove: amounts.optional() })
    .prefault({}),
  plans: z.strictObject({ maxInstalments: count, maxMonths: count }).optional(),
  steps: z.array(step).min(1).max(50),
});

export type Policy = z.infer<typeof policy>;
export type PolicyStep = z.infer<typeof step>;

export const policyActs = [
  z.strictObject({ ...act, type: z.literal('policy.published'), policy }),
  z.strictObject({ ...act, type: z.literal('case.moved'), invoiceId: id, policyId: tag, version: z.int().min(1) }),
] as const;
