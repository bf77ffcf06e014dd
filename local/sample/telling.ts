import type { Customer } from '../../functions/ledger/contract.ts';
import type { EventOf, LedgerEvent } from '../../functions/ledger/event.ts';
import { at, day } from './calendar.ts';

/** Words to tell a customer's story with: each makes an event on a day of the sample. */

export interface Story {
  customers: Customer[];
  events: LedgerEvent[];
}

type InvoiceFields = Partial<EventOf<'invoice.issued'>['invoice']>;

let told = 0;
const envelope = (offset: number, hour = 10, minute = 0) => {
  told += 1;
  return { id: `story-${String(told).padStart(4, '0')}`, source: 'sample', at: at(offset, hour, minute) };
};

/** The sample is told anew, with the same ids. */
export const beginTelling = (): void => {
  told = 0;
};

/** An invoice that is due on a day; issued thirty days before, unless its terms say otherwise. */
export const owes = (
  customerId: string,
  id: string,
  due: number,
  amount: string,
  fields: InvoiceFields = {},
  issued: number = due - 30,
): LedgerEvent => ({
  ...envelope(issued, 6),
  type: 'invoice.issued',
  invoice: {
    id,
    number: `HL-${id}`,
    customerId,
    issuedOn: day(issued),
    dueOn: day(due),
    amount,
    currency: 'USD',
    status: 'sent',
    ...fields,
  },
});

/** An invoice without a due date: the policy's terms give it. */
export const owesOnTerms = (customerId: string, id: string, issued: number, amount: string): LedgerEvent => {
  const event = owes(customerId, id, issued + 30, amount) as EventOf<'invoice.issued'>;
  const { dueOn: _left, ...invoice } = event.invoice;
  return { ...event, invoice };
};

export const pays = (
  customerId: string,
  paymentId: string,
  offset: number,
  amount: string,
  to: readonly [invoiceId: string, amount: string][],
  currency = 'USD',
): LedgerEvent => ({
  ...envelope(offset, 11),
  type: 'payment.received',
  paymentId,
  customerId,
  amount,
  currency,
  receivedOn: day(offset),
  allocations: to.map(([invoiceId, part]) => ({ invoiceId, amount: part })),
});

export const bounces = (paymentId: string, offset: number): LedgerEvent => ({
  ...envelope(offset, 15),
  type: 'payment.reversed',
  paymentId,
  reason: 'returned by the bank',
});

export const promises = (invoiceId: string, made: number, amount: string, until: number): LedgerEvent => ({
  ...envelope(made, 15, 20),
  type: 'promise.made',
  by: 'customer',
  promiseId: `promise-${invoiceId}-${until + 200}`,
  invoiceId,
  amount,
  promisedOn: day(until),
});

export const agreesPlan = (
  invoiceId: string,
  agreed: number,
  parts: readonly [due: number, amount: string][],
): LedgerEvent => ({
  ...envelope(agreed, 16),
  type: 'plan.agreed',
  by: 'amy',
  planId: `plan-${invoiceId}`,
  invoiceId,
  instalments: parts.map(([due, amount]) => ({ dueOn: day(due), amount })),
});

export const raises = (
  issueId: string,
  invoiceId: string,
  offset: number,
  category: string,
  description: string,
  disputedAmount?: string,
): LedgerEvent => ({
  ...envelope(offset, 9, 40),
  type: 'issue.raised',
  by: 'customer',
  issueId,
  invoiceId,
  category,
  description,
  ...(disputedAmount === undefined ? {} : { disputedAmount }),
});

export const takesUp = (issueId: string, offset: number, by: string): LedgerEvent => ({
  ...envelope(offset, 11, 30),
  type: 'issue.taken-up',
  by,
  issueId,
});

export const solves = (
  issueId: string,
  offset: number,
  by: string,
  rootCause: string,
  correctiveAction: string,
): LedgerEvent => ({
  ...envelope(offset, 14),
  type: 'issue.resolved',
  by,
  issueId,
  outcome: 'customer-right',
  rootCause,
  correctiveAction,
});

export const holds = (
  holdId: string,
  scope: { customerId: string } | { invoiceId: string },
  placed: number,
  until: number,
  owner: string,
  reason: string,
): LedgerEvent => ({
  ...envelope(placed, 13),
  type: 'hold.placed',
  by: owner,
  holdId,
  scope,
  reason,
  owner,
  until: day(until),
});

export const decides = (
  invoiceId: string,
  offset: number,
  by: string,
  action: EventOf<'approval.decided'>['action'],
  decision: EventOf<'approval.decided'>['decision'],
  more: { reason?: string; until?: string } = {},
): LedgerEvent => ({ ...envelope(offset, 15), type: 'approval.decided', by, invoiceId, action, decision, ...more });

export const returns = (customerId: string, email: string, offset: number): LedgerEvent => ({
  ...envelope(offset, 9, 5),
  type: 'letter.bounced',
  by: 'system',
  customerId,
  email,
});

export const complains = (customerId: string, email: string, offset: number): LedgerEvent => ({
  ...envelope(offset, 16, 30),
  type: 'letter.complained',
  by: 'system',
  customerId,
  email,
});

export const voids = (invoiceId: string, offset: number): LedgerEvent => ({
  ...envelope(offset, 12),
  type: 'invoice.voided',
  invoiceId,
});

export const done = (invoiceId: string, step: string, offset: number, by: string, note: string): LedgerEvent => ({
  ...envelope(offset, 16, 45),
  type: 'task.done',
  by,
  invoiceId,
  step,
  note,
});
