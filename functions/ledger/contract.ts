import * as z from 'zod';
import {
  currency,
  date,
  description,
  email,
  id,
  instant,
  locale,
  money,
  name,
  tag,
  text,
  timeZone,
} from '../platform/fields.ts';
import { minorOf, parseMoney } from '../platform/money.ts';

/** Formats of what is owed: contracts §1. */

export const contact = z.strictObject({
  name,
  email: email.optional(),
  phone: text.optional(),
  roles: z.array(tag).default([]),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is no language tag')
    .optional(),
});

export const customer = z.strictObject({
  id,
  name,
  segment: tag,
  timeZone: timeZone.optional(),
  locale: locale.optional(),
  parent: id.optional(),
  accountOwner: id.optional(),
  tags: z.array(tag).optional(),
  fixedIncome: z.boolean().optional(),
  contacts: z.array(contact).max(200).default([]),
});

const instalments = z
  .array(z.strictObject({ dueOn: date, amount: money }))
  .min(1)
  .max(120);

/** Reports an amount that does not fit its currency, at its path. */
const checkMoney = (context: z.RefinementCtx, path: PropertyKey[], amount: string, inCurrency: string): void => {
  const parsed = parseMoney(amount, inCurrency);
  if (typeof parsed !== 'number') context.addIssue({ code: 'custom', path, message: parsed.problem, input: amount });
};

export const invoice = z
  .strictObject({
    id,
    number: z.string().max(200).optional(),
    customerId: id,
    issuedOn: date,
    dueOn: date.optional(),
    amount: money,
    currency,
    status: z.enum(['draft', 'sent']).default('sent'),
    installedOn: date.optional(),
    kind: z.enum(['standard', 'deposit']).optional(),
    site: text.optional(),
    purchaseOrder: text.optional(),
    lines: z
      .array(z.strictObject({ description, site: text.optional(), amount: money }))
      .max(1000)
      .optional(),
    instalments: instalments.optional(),
  })
  .superRefine((record, context) => {
    checkMoney(context, ['amount'], record.amount, record.currency);
    record.lines?.forEach((line, index) => {
      checkMoney(context, ['lines', index, 'amount'], line.amount, record.currency);
    });
    record.instalments?.forEach((part, index) => {
      checkMoney(context, ['instalments', index, 'amount'], part.amount, record.currency);
    });
    const parts = record.instalments?.reduce((sum, part) => sum + minorOf(part.amount, record.currency), 0);
    if (parts !== undefined && parts !== minorOf(record.amount, record.currency))
      context.addIssue({ code: 'custom', path: ['instalments'], message: 'do not add up to the amount' });
    if (record.dueOn !== undefined && record.dueOn < record.issuedOn)
      context.addIssue({ code: 'custom', path: ['dueOn'], message: `is before issuedOn, ${record.issuedOn}` });
  });

/** The envelope of every event. */
const envelope = { id: z.string().min(1).max(200), source: z.string().min(1).max(200), at: instant };

const paymentReceived = z
  .strictObject({
    ...envelope,
    type: z.literal('payment.received'),
    paymentId: id,
    customerId: id,
    amount: money,
    currency,
    receivedOn: date,
    allocations: z
      .array(z.strictObject({ invoiceId: id, amount: money }))
      .max(5000)
      .default([]),
  })
  .superRefine((record, context) => {
    checkMoney(context, ['amount'], record.amount, record.currency);
    let allocated = 0;
    record.allocations.forEach((part, index) => {
      checkMoney(context, ['allocations', index, 'amount'], part.amount, record.currency);
      allocated += minorOf(part.amount, record.currency);
    });
    if (allocated > minorOf(record.amount, record.currency))
      context.addIssue({ code: 'custom', path: ['allocations'], message: 'add up to more than the payment' });
  });

const creditIssued = z
  .strictObject({
    ...envelope,
    type: z.literal('credit.issued'),
    creditId: id,
    customerId: id,
    amount: money,
    currency,
  })
  .superRefine((record, context) => checkMoney(context, ['amount'], record.amount, record.currency));

export const ledgerEvents = [
  z.strictObject({ ...envelope, type: z.literal('customer.updated'), customer }),
  z.strictObject({ ...envelope, type: z.literal('invoice.issued'), invoice }),
  z.strictObject({ ...envelope, type: z.literal('invoice.changed'), invoice }),
  z.strictObject({ ...envelope, type: z.literal('invoice.voided'), invoiceId: id }),
  paymentReceived,
  z.strictObject({ ...envelope, type: z.literal('payment.reversed'), paymentId: id, reason: text }),
  creditIssued,
  z.strictObject({ ...envelope, type: z.literal('credit.applied'), creditId: id, invoiceId: id, amount: money }),
  z.strictObject({ ...envelope, type: z.literal('credit.cancelled'), creditId: id }),
  z.strictObject({ ...envelope, type: z.literal('feed.completed'), asOf: instant }),
] as const;

export type Contact = z.infer<typeof contact>;
export type Customer = z.infer<typeof customer>;
export type Invoice = z.infer<typeof invoice>;
