import * as z from 'zod';
import { cleanText } from '../../platform/clean-text.ts';
import { description, email, id, name, tag, text } from '../../platform/fields.ts';
import { formatMoney, minorDigits, parseLooseMoney } from '../../platform/money.ts';
import { type BadRow, cut } from './bad-row.ts';
import { FIRST_YEAR, LAST_YEAR } from './dates.ts';
import {
  currencyCode,
  invoiceKind,
  localeTag,
  original,
  splitTags,
  tagList,
  timeZoneName,
  yesOrNo,
} from './mapping.contract.ts';
import { withoutSpareZeros } from './numbers.ts';
import type { Readers, RowPlan, SlotName } from './row-plan.ts';

/** Turns the texts of a row into what they mean; whatever is wrong with one makes the row a bad row. */

/** What a row says about its customer. Ids are still the originals. */
export interface CustomerDraft {
  id: string;
  name: string;
  segment: string;
  email?: string;
  contactName?: string;
  phone?: string;
  timeZone?: string;
  locale?: string;
  parent?: string;
  accountOwner?: string;
  tags?: string[];
  fixedIncome?: boolean;
}

export interface InvoiceDraft {
  id: string;
  number?: string;
  customerId: string;
  issuedOn: string;
  dueOn?: string;
  amount: string;
  currency: string;
  installedOn?: string;
  kind?: 'standard' | 'deposit';
  site?: string;
  purchaseOrder?: string;
}

export interface RowDraft {
  line: number;
  customer: CustomerDraft;
  invoice: InvoiceDraft;
  payment?: { id?: string; paidOn: string; amount: string };
  issue?: { category: string; description: string; raisedOn: string };
}

export interface Reports {
  onBadRow(problem: BadRow): void;
  onWarning(text: string): void;
}

const FREE_TEXT = new Set<SlotName>([
  ...(['customer.name', 'customer.contactName', 'customer.phone', 'invoice.number', 'invoice.site'] as const),
  ...(['invoice.purchaseOrder', 'issue.description'] as const),
]);

/** What the company says about rows. */
export interface RowSettings {
  /** Of amounts whose currency is not mapped. */
  currency: string;
  /** The categories that an issue may have; left out: any. */
  categories?: readonly string[] | undefined;
}

const ANY_CATEGORY = { schema: tag, right: 'a category of issues' };

const oneOf = (categories: readonly string[]) => ({
  schema: z.string().refine((value) => categories.includes(value), 'is no category of issues'),
  right: `one of ${categories.join(', ')}`,
});

/** A reader of rows. */
export const rowReader = (plan: RowPlan, readers: Readers, { currency, categories }: RowSettings, reports: Reports) => {
  const category = categories === undefined ? ANY_CATEGORY : oneOf(categories);
  // Of the row that is being read.
  let line = 0;
  let values: readonly string[] = [];
  let isBad = false;
  // A field like the segment holds few different texts; each is checked once.
  const good = new Map<SlotName, Set<string>>();

  const refuse = (slotName: SlotName, value: string, wrong: string, right: string): undefined => {
    isBad = true;
    const column = plan.slot(slotName)?.label ?? slotName;
    reports.onBadRow({ line, column, value: cut(value), wrong, right });
    return undefined;
  };

  const raw = (slotName: SlotName): string | undefined => {
    const slot = plan.slot(slotName);
    const value = slot === undefined ? '' : values[slot.index]!;
    return value === '' ? undefined : value;
  };

  const cleaned = (slotName: SlotName, value: string): string => {
    const clean = cleanText(value);
    if (clean !== value) {
      const label = plan.slot(slotName)!.label;
      reports.onWarning(`line ${line}, column "${label}": control or bidi characters were taken out`);
    }
    return clean;
  };

  /** The text of a field; undefined where it is empty or wrong. */
  const field = (slotName: SlotName, schema: z.ZodType<unknown>, right: string): string | undefined => {
    let value = raw(slotName);
    if (value === undefined) return undefined;
    if (FREE_TEXT.has(slotName)) value = cleaned(slotName, value);
    let known = good.get(slotName);
    if (known?.has(value)) return value;
    const result = schema.safeParse(value);
    if (!result.success) return refuse(slotName, value, result.error.issues[0]!.message.replace(/:.*$/s, ''), right);
    if (known === undefined) {
      known = new Set();
      good.set(slotName, known);
    }
    if (known.size < 1000) known.add(value);
    return value;
  };

  const required = (slotName: SlotName, schema: z.ZodType<unknown>, right: string): string => {
    if (raw(slotName) !== undefined) return field(slotName, schema, right) ?? '';
    refuse(slotName, '', 'is empty', right);
    return '';
  };

  const date = (slotName: SlotName): string | undefined => {
    const value = raw(slotName);
    if (value === undefined) return undefined;
    const format = plan.slot(slotName)?.format;
    const right = `a date ${format === undefined ? 'like 2026-03-31' : `as ${format}`} in the years ${FIRST_YEAR} to ${LAST_YEAR}`;
    return readers.dates.get(slotName)!(value) ?? refuse(slotName, value, 'is no date', right);
  };

  const requiredDate = (slotName: SlotName): string => {
    if (raw(slotName) === undefined) refuse(slotName, '', 'is empty', 'a date');
    return date(slotName) ?? '';
  };

  const amount = (slotName: SlotName, inCurrency: string): string => {
    const value = raw(slotName);
    const format = plan.slot(slotName)?.format;
    const right = format === undefined ? 'digits with a decimal point' : `a number like ${format}`;
    if (value === undefined) refuse(slotName, '', 'is empty', right);
    if (value === undefined || inCurrency === '') return '';
    const number = readers.amounts.get(slotName)!(value);
    if (number === undefined) return refuse(slotName, value, 'is no amount', right) ?? '';
    const digits = minorDigits(inCurrency);
    const money = number.startsWith('-') ? -1 : parseLooseMoney(withoutSpareZeros(number, digits), inCurrency);
    if (money === -1) return refuse(slotName, value, 'is below zero', 'an amount above zero') ?? '';
    if (typeof money === 'number') return formatMoney(money, inCurrency);
    const [wrong, expected] = money.problem.split(/: /, 2);
    return refuse(slotName, value, wrong!, expected ?? 'an amount above zero') ?? '';
  };

  const customer = (): CustomerDraft => {
    const draft: CustomerDraft = {
      id: required('customer.id', original, 'an id or number'),
      name: required('customer.name', name, 'a name of at most 200 characters'),
      segment: required('customer.segment', tag, 'a segment like "commercial"'),
    };
    const put = <K extends keyof CustomerDraft>(key: K, value: CustomerDraft[K] | undefined): void => {
      if (value !== undefined) draft[key] = value;
    };
    put('email', field('customer.email', email, 'an address like "name@company.example"'));
    put('contactName', field('customer.contactName', name, 'a name of at most 200 characters'));
    put('phone', field('customer.phone', text, 'at most 200 characters'));
    put('timeZone', field('customer.timeZone', timeZoneName, 'an IANA name like "America/New_York"'));
    put('locale', field('customer.locale', localeTag, 'a language tag like "en-US"'));
    put('parent', field('customer.parent', original, 'the id of a customer'));
    put('accountOwner', field('customer.accountOwner', id, 'the id of somebody on the staff'));
    const tags = field('customer.tags', tagList, 'tags, parted by semicolons');
    if (tags !== undefined) draft.tags = splitTags(tags);
    const fixedIncome = field('customer.fixedIncome', yesOrNo, 'yes or no');
    if (fixedIncome !== undefined) draft.fixedIncome = /^[ty1]/i.test(fixedIncome);
    return draft;
  };

  const invoice = (customerId: string): InvoiceDraft => {
    const inCurrency =
      plan.slot('invoice.currency') === undefined
        ? currency
        : required('invoice.currency', currencyCode, 'an ISO 4217 code like "USD"');
    const draft: InvoiceDraft = {
      id: required('invoice.id', original, 'an id or number'),
      customerId:
        plan.slot('invoice.customerId') === undefined
          ? customerId
          : required('invoice.customerId', original, 'the id of a customer'),
      issuedOn: requiredDate('invoice.issuedOn'),
      amount: amount('invoice.amount', inCurrency),
      currency: inCurrency,
    };
    const put = <K extends keyof InvoiceDraft>(key: K, value: InvoiceDraft[K] | undefined): void => {
      if (value !== undefined) draft[key] = value;
    };
    // The original of an id becomes the invoice's number.
    cleaned('invoice.id', draft.id);
    put('number', field('invoice.number', text, 'at most 200 characters'));
    put('dueOn', date('invoice.dueOn'));
    put('installedOn', date('invoice.installedOn'));
    put('kind', field('invoice.kind', invoiceKind, 'standard or deposit') as InvoiceDraft['kind']);
    put('site', field('invoice.site', text, 'at most 200 characters'));
    put('purchaseOrder', field('invoice.purchaseOrder', text, 'at most 200 characters'));
    return draft;
  };

  const payment = (due: InvoiceDraft): RowDraft['payment'] => {
    const paidOn = date('payment.paidOn');
    if (paidOn === undefined) return undefined;
    const paid = plan.slot('payment.amount') === undefined ? due.amount : amount('payment.amount', due.currency);
    const paymentId = field('payment.id', original, 'an id or number');
    return paymentId === undefined ? { paidOn, amount: paid } : { paidOn, amount: paid, id: paymentId };
  };

  const issue = (about: InvoiceDraft): RowDraft['issue'] => {
    let raisedOn = date('issue.raisedOn') ?? about.dueOn ?? about.issuedOn;
    if (raisedOn < about.issuedOn) raisedOn = about.issuedOn;
    return {
      category: required('issue.category', category.schema, category.right),
      description: field('issue.description', description, 'at most 2,000 characters') ?? '',
      raisedOn,
    };
  };

  /** What a row says; undefined where it is bad, which has then been reported. */
  return (rowLine: number, rowValues: readonly string[], isDisputed: boolean): RowDraft | undefined => {
    line = rowLine;
    values = rowValues;
    isBad = false;
    const drawn = customer();
    const draft: RowDraft = { line, customer: drawn, invoice: invoice(drawn.id) };
    const paid = payment(draft.invoice);
    if (paid !== undefined) draft.payment = paid;
    if (isDisputed) draft.issue = issue(draft.invoice)!;
    return isBad ? undefined : draft;
  };
};
