import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import type { StepRecord } from '../../functions/lifecycle/entities.ts';
import type { LoadedCase } from '../../functions/lifecycle/load-case.ts';
import { formatMoney } from '../../functions/platform/money.ts';
import type { Position } from '../../functions/policy/case-facts.ts';
import type { Decision } from '../../functions/policy/decision.ts';
import { dueDayOf } from '../../functions/policy/demands.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';

/** The rows of the output files: contracts §4. */

export const letterRow = (letter: LetterRecord) => ({
  letterId: letter.letterId,
  at: letter.at,
  customerId: letter.payerId,
  to: letter.to,
  step: letter.step,
  template: letter.template,
  currency: letter.currency,
  total: formatMoney(letter.total, letter.currency),
  invoices: letter.lines.map((line) => ({
    invoiceId: line.invoiceId,
    cycle: line.cycle,
    step: line.step,
    amount: formatMoney(line.amount, letter.currency),
    ...(line.underReview === undefined ? {} : { underReview: formatMoney(line.underReview, letter.currency) }),
  })),
  status: letter.status,
  subject: letter.subject,
});

export const itemRow = (item: WorkItem) => ({
  id: item.itemId,
  kind: item.kind,
  title: item.title,
  ...(item.customerId === undefined ? {} : { customerId: item.customerId }),
  ...(item.invoiceId === undefined ? {} : { invoiceId: item.invoiceId }),
  ...(item.assignee === undefined ? {} : { assignee: item.assignee }),
  ...(item.department === undefined ? {} : { department: item.department }),
  raisedAt: item.raisedAt,
  ...(item.dueOn === undefined ? {} : { dueOn: item.dueOn }),
});

const stepRows = (records: readonly StepRecord[]) =>
  records
    .filter((record) => record.status === 'done')
    .map(({ step, at, how }) => ({ step, at: at!, how }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

export const invoiceRow = ({ facts }: LoadedCase, position: Position, decision: Decision) => {
  const { invoice } = facts;
  const open = position.balance > 0 && invoice.voidedAt === undefined;
  return {
    invoiceId: invoice.invoiceId,
    customerId: invoice.customerId,
    balance: formatMoney(Math.max(position.balance, 0), invoice.currency),
    currency: invoice.currency,
    overdueDays:
      open && dueDayOf(invoice, facts.policy) !== undefined ? position.overdueDays : open ? position.overdueDays : 0,
    standing: decision.standing,
    next: decision.next,
    cycle: invoice.cycle,
    steps: stepRows(facts.records),
  };
};
