import * as z from 'zod';
import { count, currency, date, email, id, locale, money, name, tag, text, timeZone } from './fields.ts';

/** The formats of settings and staff: contracts §3. Everything has a default, so that an empty object is valid. */
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const CATEGORIES: Readonly<Record<string, { department: string; slaBusinessDays: number }>> = {
  'unfinished-installation': { department: 'installation', slaBusinessDays: 5 },
  'service-fault': { department: 'service', slaBusinessDays: 3 },
  price: { department: 'sales', slaBusinessDays: 3 },
  'missing-order-number': { department: 'finance', slaBusinessDays: 2 },
  'missing-detail-by-site': { department: 'finance', slaBusinessDays: 2 },
  'already-paid': { department: 'finance', slaBusinessDays: 2 },
  'wrong-contact': { department: 'client-relations', slaBusinessDays: 2 },
  cancellation: { department: 'sales', slaBusinessDays: 3 },
  'cannot-pay': { department: 'client-relations', slaBusinessDays: 3 },
  other: { department: 'client-relations', slaBusinessDays: 3 },
};

export const settings = z.strictObject({
  company: name.default('Good Standing'),
  timeZone: timeZone.default('UTC'),
  locale: locale.default('en-US'),
  currency: currency.default('USD'),
  sender: z
    .strictObject({
      name,
      email,
      replyTo: email.optional(),
      /** Answers go there, with a tag behind a plus that says whose they are, and stand on the list; it goes before `replyTo`. */
      answersTo: email.optional(),
    })
    .default({ name: 'Client Relations', email: 'accounts@company.example' }),
  calendar: z
    .strictObject({
      weekend: z.array(z.enum(DAYS)).default(['saturday', 'sunday']),
      holidays: z.array(date).default([]),
      region: z.string().max(10).optional(),
    })
    .prefault({}),
  freshnessHours: z.number().positive('is not above zero').nullable().default(null),
  issueCategories: z
    .record(
      tag,
      z.strictObject({
        department: tag,
        slaBusinessDays: count,
        /** Business days until somebody says that they are at it; left out: only the solution has a deadline. */
        takeUpBusinessDays: count.optional(),
        /** Whose list its issues stand on; left out: the department's. */
        owner: id.optional(),
      }),
    )
    .default(CATEGORIES),
  departments: z.record(tag, z.strictObject({ manager: id.optional() })).default({}),
  secondApprovalAbove: z.record(currency, money).optional(),
  sending: z
    .strictObject({
      stopped: z.boolean().optional(),
      onlyTo: z.array(z.string().min(1).max(254)).optional(),
      perDay: count.optional(),
    })
    .optional(),
});

export const staffMember = z.strictObject({
  id,
  name,
  email,
  phone: text.optional(),
  department: tag.optional(),
  roles: z.array(tag).default([]),
  deputy: id.optional(),
  /** The language and the formats of mail to this colleague; the company's, where it is left out. */
  locale: locale.optional(),
});

export type Settings = z.infer<typeof settings>;
export type StaffMember = z.infer<typeof staffMember>;
