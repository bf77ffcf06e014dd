import type { LedgerEvent } from '../event.ts';

/** So many events of one payer fit into one transaction of a hundred items: three items each, and the heads. */
const AT_ONCE = 30;

/** The customer that an event is about; of an act about an invoice, the invoice's. */
const customerIn = (event: LedgerEvent, ownerOf: ReadonlyMap<string, string>): string => {
  const of = event as {
    customerId?: string;
    invoiceId?: string;
    issueId?: string;
    customer?: { id: string };
    invoice?: { customerId: string };
  };
  const known = of.customerId ?? of.customer?.id ?? of.invoice?.customerId;
  return known ?? ownerOf.get(of.invoiceId ?? of.issueId ?? '') ?? '';
};

/** The events of each payer, in their order, in batches that are recorded together. */
export const byPayer = (events: readonly LedgerEvent[]): LedgerEvent[][][] => {
  const ownerOf = new Map<string, string>();
  const parentOf = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'invoice.issued') ownerOf.set(event.invoice.id, event.invoice.customerId);
    else if (event.type === 'customer.updated' && event.customer.parent !== undefined)
      parentOf.set(event.customer.id, event.customer.parent);
  }
  for (const event of events)
    if (event.type === 'issue.raised') ownerOf.set(event.issueId, ownerOf.get(event.invoiceId) ?? '');
  const payers = new Map<string, LedgerEvent[]>();
  for (const event of events) {
    const customer = customerIn(event, ownerOf);
    const payer = parentOf.get(customer) ?? customer;
    const own = payers.get(payer);
    if (own === undefined) payers.set(payer, [event]);
    else own.push(event);
  }
  return [...payers.values()].map((own) => {
    const batches: LedgerEvent[][] = [];
    for (let from = 0; from < own.length; from += AT_ONCE) batches.push(own.slice(from, from + AT_ONCE));
    return batches;
  });
};
