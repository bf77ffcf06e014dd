import { cleanText } from '../../platform/clean-text.ts';
import type { Customer } from '../contract.ts';
import type { EventOf, LedgerEvent } from '../event.ts';
import { fingerprint, suffixedId } from './derived-ids.ts';
import type { CustomerDraft, InvoiceDraft, RowDraft } from './row-reader.ts';

/** Makes the events of what a table says. Equal rows give equal events, ids included, so an import may be repeated. */

const SOURCE = 'table';
const MARK = 16;

/** From the number in the table to the id of the contracts. */
export interface DraftIds {
  customer: { get(original: string): string | undefined };
  invoice: { get(original: string): string | undefined };
  payment: { get(original: string): string | undefined };
}

/** One payment, which may have settled several invoices. Ids are the originals; `id` left out is derived. */
export interface PaymentDraft {
  id?: string;
  customerId: string;
  paidOn: string;
  currency: string;
  amount: string;
  parts: { invoiceId: string; amount: string }[];
}

type Content = { [T in LedgerEvent['type']]: Omit<EventOf<T>, 'id' | 'source' | 'at'> }[LedgerEvent['type']];

/** The event of a content. Its id tells the instant and everything in it, so that other content is another event. */
const eventOf = (about: string, at: string, content: Content): LedgerEvent => {
  const mark = fingerprint(`${at}${JSON.stringify(content)}`, MARK);
  return { id: `${content.type}-${about}-${mark}`, source: SOURCE, at, ...content } as LedgerEvent;
};

export const customerUpdated = (draft: CustomerDraft, ids: DraftIds, at: string): LedgerEvent => {
  const { email, contactName, phone, parent, ...rest } = draft;
  const customer: Customer = { ...rest, id: ids.customer.get(draft.id)!, contacts: [] };
  if (parent !== undefined && parent !== draft.id) customer.parent = ids.customer.get(parent)!;
  if (email !== undefined)
    customer.contacts.push({
      name: contactName ?? draft.name,
      email,
      ...(phone === undefined ? {} : { phone }),
      roles: ['billing'],
    });
  return eventOf(customer.id, at, { type: 'customer.updated', customer });
};

export const invoiceIssued = (draft: InvoiceDraft, ids: DraftIds, at: string): LedgerEvent => {
  const id = ids.invoice.get(draft.id)!;
  const number = draft.number ?? (id === draft.id ? undefined : cleanText(draft.id).slice(0, 200));
  const invoice = {
    ...draft,
    id,
    ...(number === undefined ? {} : { number }),
    customerId: ids.customer.get(draft.customerId)!,
    status: 'sent' as const,
  };
  return eventOf(id, at, { type: 'invoice.issued', invoice });
};

export const paymentReceived = (draft: PaymentDraft, ids: DraftIds, at: string): LedgerEvent => {
  const first = ids.invoice.get(draft.parts[0]!.invoiceId)!;
  const paymentId = draft.id === undefined ? suffixedId(first, '-payment') : ids.payment.get(draft.id)!;
  return eventOf(paymentId, at, {
    type: 'payment.received',
    paymentId,
    customerId: ids.customer.get(draft.customerId)!,
    amount: draft.amount,
    currency: draft.currency,
    receivedOn: draft.paidOn,
    allocations: draft.parts.map((part) => ({ invoiceId: ids.invoice.get(part.invoiceId)!, amount: part.amount })),
  });
};

const issueIdOf = (draft: RowDraft, ids: DraftIds): string => suffixedId(ids.invoice.get(draft.invoice.id)!, '-issue');

export const issueRaised = (draft: RowDraft, ids: DraftIds, at: string): LedgerEvent => {
  const issueId = issueIdOf(draft, ids);
  const { category, description } = draft.issue!;
  const invoiceId = ids.invoice.get(draft.invoice.id)!;
  return eventOf(issueId, at, { type: 'issue.raised', by: 'customer', issueId, invoiceId, category, description });
};

/** A table tells that a dispute ended, by the payment, and not how: nothing is said of who was right. */
export const issueResolved = (draft: RowDraft, ids: DraftIds, at: string): LedgerEvent => {
  const issueId = issueIdOf(draft, ids);
  return eventOf(issueId, at, {
    type: 'issue.resolved',
    by: 'system',
    issueId,
    outcome: 'goodwill',
    rootCause: 'not recorded in the imported table',
    correctiveAction: 'none recorded: settled by the payment',
  });
};
