import * as z from 'zod';
import { act } from '../platform/act.ts';
import { date, description, id, money } from '../platform/fields.ts';

/** Acts about promises and plans: contracts §2. */
export const promiseActs = [
  z.strictObject({
    ...act,
    type: z.literal('promise.made'),
    promiseId: id,
    invoiceId: id,
    amount: money,
    promisedOn: date,
  }),
  z.strictObject({
    ...act,
    type: z.literal('plan.agreed'),
    planId: id,
    invoiceId: id,
    instalments: z
      .array(z.strictObject({ dueOn: date, amount: money }))
      .min(1)
      .max(120),
  }),
  // Both were recorded by mistake, or taken back: neither kept nor broken, and what was sent stays sent.
  z.strictObject({
    ...act,
    type: z.literal('promise.withdrawn'),
    promiseId: id,
    invoiceId: id,
    reason: description.optional(),
  }),
  z.strictObject({
    ...act,
    type: z.literal('plan.withdrawn'),
    planId: id,
    invoiceId: id,
    reason: description.optional(),
  }),
  z.strictObject({
    ...act,
    type: z.literal('billing.requested'),
    customerId: id,
    schedule: z.literal('monthly'),
    note: description.optional(),
  }),
] as const;
