import * as z from 'zod';
import { BadInput } from '../../platform/errors.ts';
import { date, description, email, id, money, name, problemsOf, tag, text } from '../../platform/fields.ts';
import { isCurrency } from '../../platform/money.ts';
import { isTimeZone } from '../../platform/zone.ts';
import { compileDateFormat } from './dates.ts';
import { compileNumberFormat } from './numbers.ts';

/** The format of MAP: where each field of a ledger comes from in a table (contracts §4). */

/** Where a field comes from. A column name alone is short for `{ column }`. */
export type Source = { column: string; format?: string | undefined } | { constant: string } | { template: string };

const ONE_OF = 'is no source: expected a column name, { column }, { constant } or { template }';
const COLUMN = z.string().min(1, 'is empty: expected the name of a column').max(200, 'is longer than 200 characters');

/** The names of the columns in a template: `{C}@customers.test`. */
export const templateColumns = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);

const template = z
  .string()
  .max(1000, 'is longer than 1,000 characters')
  .refine((value) => templateColumns(value).length > 0, 'names no column: expected one in braces, like "{Customer}"');

const problemOf = (compile: (format: string) => unknown, format: string): string | undefined => {
  try {
    compile(format);
    return undefined;
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
};

const shape = (fields: Readonly<Record<string, object>>, required: string) => ({
  type: 'object',
  properties: fields,
  required: [required],
  additionalProperties: false,
});

/** For the generated JSON Schema, which cannot look into a transform. */
const shapes = (hasFormat: boolean) => ({
  anyOf: [
    { type: 'string', minLength: 1 },
    shape({ column: { type: 'string' }, ...(hasFormat ? { format: { type: 'string' } } : {}) }, 'column'),
    shape({ constant: { type: 'string' } }, 'constant'),
    shape({ template: { type: 'string' } }, 'template'),
  ],
});

/** A source whose constant has to fit the field, and whose format, where the field knows one, has to be readable. */
const source = (field: z.ZodType<unknown>, compile?: (format: string) => unknown) => {
  const column = z.strictObject({ column: COLUMN, format: z.string().max(40).optional() });
  const fromColumn = column.superRefine((value, context) => {
    if (value.format === undefined) return;
    const problem = compile === undefined ? 'is for dates and amounts only' : problemOf(compile, value.format);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['format'], message: problem });
  });
  const constant = z.strictObject({
    constant: z.string().superRefine((value, context) => {
      const result = field.safeParse(value);
      if (!result.success) for (const { message } of result.error.issues) context.addIssue({ code: 'custom', message });
    }),
  });
  const fromTemplate = z.strictObject({ template });
  const parsed = z.nonoptional(z.unknown()).transform((value, context): Source => {
    if (typeof value === 'string' && value !== '') return { column: value };
    const keys = value !== null && typeof value === 'object' ? value : {};
    const schema =
      'column' in keys ? fromColumn : 'constant' in keys ? constant : 'template' in keys ? fromTemplate : undefined;
    if (schema === undefined) {
      context.addIssue({ code: 'custom', message: ONE_OF, input: value });
      return z.NEVER;
    }
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) context.addIssue({ ...issue, input: value } as never);
    return z.NEVER;
  });
  return parsed.meta(shapes(compile !== undefined));
};

const isLocale = (value: string): boolean => {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
};

/** What the fields of a table hold that the contracts leave to the importer. */
export const timeZoneName = z.string().refine(isTimeZone, 'is no time zone: an IANA name like "America/New_York"');
export const localeTag = z.string().max(35).refine(isLocale, 'is no locale: a language tag like "en-US"');
export const currencyCode = z.string().refine(isCurrency, 'is no currency: an ISO 4217 code like "USD"');
export const yesOrNo = z
  .string()
  .regex(/^(true|false|yes|no|y|n|1|0)$/i, 'is neither yes nor no: expected yes, no, true or false');
export const tagList = z
  .string()
  .refine((value) => splitTags(value).every((entry) => tag.safeParse(entry).success), 'holds what is no tag');
export const invoiceKind = z.string().regex(/^(standard|deposit)$/, 'is no kind: expected standard or deposit');
/** An id of any shape; the importer derives one of the contracts from it. */
export const original = z.string().min(1, 'is empty: expected an id').max(1000, 'is longer than 1,000 characters');

/** The tags in one field: separated by `;`, `|` or `,`. */
export const splitTags = (value: string): string[] =>
  value
    .split(/[;|,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const dates = source(date, compileDateFormat);
const amounts = source(money, compileNumberFormat);

const customer = z.strictObject({
  id: source(original),
  name: source(name),
  segment: source(tag),
  email: source(email).optional(),
  contactName: source(name).optional(),
  phone: source(text).optional(),
  timeZone: source(timeZoneName).optional(),
  locale: source(localeTag).optional(),
  parent: source(original).optional(),
  accountOwner: source(id).optional(),
  tags: source(tagList).optional(),
  fixedIncome: source(yesOrNo).optional(),
});

const invoice = z.strictObject({
  id: source(original),
  number: source(text).optional(),
  customerId: source(original).optional(),
  issuedOn: dates,
  dueOn: dates.optional(),
  amount: amounts,
  currency: source(currencyCode).optional(),
  installedOn: dates.optional(),
  kind: source(invoiceKind).optional(),
  site: source(text).optional(),
  purchaseOrder: source(text).optional(),
});

const payment = z.strictObject({ id: source(original).optional(), paidOn: dates, amount: amounts.optional() });

const issue = z.strictObject({
  when: z.strictObject({ column: COLUMN, equals: z.string().max(200) }),
  category: source(tag),
  description: source(description).optional(),
  raisedOn: dates.optional(),
});

/** MAP as the contracts have it. `currency` left out is the company's; a payment's `amount` left out, the invoice's. */
export const mapping = z.strictObject({ customer, invoice, payment: payment.optional(), issue: issue.optional() });
export type Mapping = z.infer<typeof mapping>;

/**
 * The mapping in a parsed JSON document. `categories`: those that the company's issues may have; left out: any.
 * Throws `BadInput`, each problem with its path.
 */
export const parseMapping = (json: unknown, categories?: readonly string[]): Mapping => {
  const result = mapping.safeParse(json);
  if (!result.success) throw new BadInput(problemsOf(result.error, json));
  const category = result.data.issue?.category;
  if (category !== undefined && 'constant' in category && categories?.includes(category.constant) === false)
    throw new BadInput([`issue.category.constant: "${category.constant}" is none of ${categories.join(', ')}`]);
  return result.data;
};
