import * as z from 'zod';
import { count, currency, id, instant, money, tag } from '../../platform/fields.ts';

/**
 * The events that the books and other systems are told: `docs/events-out.md`. They hold ids, amounts and dates, no
 * personal data. Each may arrive more than once and in any order; equal ids are one event. Fields may be added.
 */

const envelope = { id: z.string().min(1).max(200), source: z.literal('good-standing'), at: instant };
const invoice = { invoiceId: id, customerId: id, cycle: count };
const amount = { amount: money, currency };

const ended = <T extends string>(type: T) =>
  z.strictObject({ ...envelope, type: z.literal(type), ...invoice, policyId: z.string(), policyVersion: count });
const approved = <T extends string>(type: T) =>
  z.strictObject({ ...envelope, type: z.literal(type), ...invoice, ...amount });

const line = z.strictObject({ invoiceId: id, cycle: count, step: z.string().nullable(), amount: money });

export const outEvent = z.discriminatedUnion('type', [
  ended('case.settled'),
  ended('case.written-off'),
  ended('case.handed-over'),
  ended('case.cancelled'),
  approved('write-off.approved'),
  approved('hand-over.approved'),
  z.strictObject({
    ...envelope,
    type: z.literal('credit-hold.requested'),
    ...invoice,
    ...amount,
    approvalId: id,
    /** The staff ids of those who approved. */
    approvedBy: z.array(z.string()),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('credit-hold.lifted'),
    ...invoice,
    /** Of the request that it answers. */
    approvalId: id,
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('issue.raised'),
    invoiceId: id,
    customerId: id,
    issueId: id,
    category: tag,
    /** Left out where all of the invoice is disputed. */
    disputed: money.optional(),
    currency,
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('issue.resolved'),
    invoiceId: id,
    customerId: id,
    issueId: id,
    category: tag,
    outcome: z.string(),
  }),
  z.strictObject({
    ...envelope,
    /** It was raised by mistake: nothing is disputed by it. */
    type: z.literal('issue.withdrawn'),
    invoiceId: id,
    customerId: id,
    issueId: id,
    category: tag,
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('credit.requested'),
    invoiceId: id,
    customerId: id,
    issueId: id,
    ...amount,
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('letter.sent'),
    letterId: z.string(),
    /** The customer who pays: the parent of the invoices' customer, where it has one. */
    payerId: id,
    template: z.string(),
    /** The furthest step in the letter; null for a notice. */
    step: z.string().nullable(),
    total: money,
    currency,
    lines: z.array(line),
    /** A letter about more than 500 invoices is told in several events. */
    part: count,
    parts: count,
  }),
]);

export type OutEvent = z.infer<typeof outEvent>;
