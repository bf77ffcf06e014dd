import { parseMoney } from '../../platform/money.ts';
import { type BadRow, cut } from './bad-row.ts';
import type { PaymentDraft } from './derived-events.ts';
import type { RowPlan, SlotName } from './row-plan.ts';
import type { Reports, RowDraft } from './row-reader.ts';

/** What two rows of a table may say about one thing. */

const minor = (amount: string, currency: string): number => parseMoney(amount, currency) as number;

/** What a row says, apart from a payment that has an id of its own. */
export const saying = ({ invoice, payment, issue }: RowDraft): unknown[] => [
  invoice,
  payment?.id === undefined ? payment : undefined,
  issue,
];

/** The part of a payment that an invoice can take; the rest is the payer's unapplied money. */
export const partOf = ({ invoice, payment }: RowDraft): PaymentDraft['parts'][number] => {
  const isMore = minor(payment!.amount, invoice.currency) > minor(invoice.amount, invoice.currency);
  return { invoiceId: invoice.id, amount: isMore ? invoice.amount : payment!.amount };
};

const refused = (
  plan: RowPlan,
  { line }: RowDraft,
  slot: SlotName,
  value: string,
  wrong: string,
  right: string,
): BadRow => ({ line, column: plan.slot(slot)!.label, value: cut(value), wrong, right });

/** The row contradicts an earlier one about its invoice. */
export const otherRow = (plan: RowPlan, draft: RowDraft, earlierLine: number): BadRow =>
  refused(
    plan,
    draft,
    'invoice.id',
    draft.invoice.id,
    `stands on line ${earlierLine} with other content`,
    'one row for each invoice, or the same again',
  );

/** The row contradicts an earlier one about its payment. */
export const otherPayment = (plan: RowPlan, draft: RowDraft): BadRow =>
  refused(
    plan,
    draft,
    'payment.id',
    draft.payment!.id!,
    'is the id of a payment with another date, customer, currency or amount',
    'one payment id for each payment',
  );

/** Due before issued is odd, and kept. */
export const warnOfDates = ({ line, invoice }: RowDraft, reports: Pick<Reports, 'onWarning'>): void => {
  const { dueOn, issuedOn } = invoice;
  if (dueOn !== undefined && dueOn < issuedOn)
    reports.onWarning(`line ${line}: is due on ${dueOn}, before it was issued on ${issuedOn}: kept`);
};
