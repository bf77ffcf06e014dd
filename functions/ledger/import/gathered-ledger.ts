import { isDeepStrictEqual } from 'node:util';
import { formatMoney, parseMoney } from '../../platform/money.ts';
import { startOfDay } from '../../platform/zone.ts';
import type { LedgerEvent } from '../event.ts';
import {
  customerUpdated,
  type DraftIds,
  invoiceIssued,
  issueRaised,
  issueResolved,
  type PaymentDraft,
  paymentReceived,
} from './derived-events.ts';
import { deriveIds } from './derived-ids.ts';
import { refusedRow } from './refused-row.ts';
import { otherPayment, otherRow, partOf, saying, warnOfDates } from './row-conflicts.ts';
import type { RowPlan } from './row-plan.ts';
import type { CustomerDraft, Reports, RowDraft } from './row-reader.ts';

/** Gathers the rows of a table into one ledger: what stands twice, who is one customer, what is one payment. */

export interface GatheredLedger {
  events: LedgerEvent[];
  /** Why the ledger refused one of the events, by the line of the row that said it. */
  refusalOf(event: LedgerEvent, problems: readonly string[]): string[];
  repeats: number;
  firstDate: string;
  lastDate: string;
  customers: number;
  spellings: number;
}

interface CustomerSeen {
  draft: CustomerDraft;
  names: Set<string>;
}

const minor = (amount: string, currency: string): number => parseMoney(amount, currency) as number;

export const gatherLedger = (plan: RowPlan, reports: Reports) => {
  const byInvoice = new Map<string, RowDraft>();
  const customers = new Map<string, CustomerSeen>();
  const payments = new Map<string, PaymentDraft>();
  /** By the row of their first invoice. */
  const paymentsOf = new Map<RowDraft, PaymentDraft[]>();
  /** The day of the last payment of each row's invoice. */
  const settled = new Map<RowDraft, string>();
  const parents = new Set<string>();
  /** The day on which each customer is first needed, so that nothing happens to one who is not known yet. */
  const neededOn = new Map<string, string>();
  let repeats = 0;

  /** Joins a row to the payment of its id. False where it says something else about that payment. */
  const joinPayment = (draft: RowDraft, known: PaymentDraft): boolean => {
    const { invoice, payment } = draft;
    const isSame =
      known.paidOn === payment!.paidOn &&
      known.customerId === invoice.customerId &&
      known.currency === invoice.currency;
    const part = partOf(draft);
    const earlier = known.parts.find((one) => one.invoiceId === invoice.id);
    if (!isSame || (earlier !== undefined && earlier.amount !== part.amount)) return false;
    if (earlier !== undefined) return true;
    const sum = minor(known.amount, known.currency) + minor(payment!.amount, known.currency);
    known.amount = formatMoney(sum, known.currency);
    known.parts.push(part);
    return true;
  };

  /** Takes a row's payment of the invoice of `owner`. False where it contradicts an earlier row about it. */
  const takePayment = (draft: RowDraft, owner: RowDraft): boolean => {
    const { invoice, payment } = draft;
    if (payment === undefined) return true;
    const known = payment.id === undefined ? undefined : payments.get(payment.id);
    if (known !== undefined) {
      if (!joinPayment(draft, known)) return false;
    } else {
      const { currency, customerId } = invoice;
      const taken: PaymentDraft = { ...payment, customerId, currency, parts: [partOf(draft)] };
      if (payment.id !== undefined) payments.set(payment.id, taken);
      const others = paymentsOf.get(owner);
      if (others === undefined) paymentsOf.set(owner, [taken]);
      else others.push(taken);
    }
    const settledOn = settled.get(owner);
    if (settledOn === undefined || settledOn < payment.paidOn) settled.set(owner, payment.paidOn);
    return true;
  };

  const need = (customerId: string, day: string): void => {
    const known = neededOn.get(customerId);
    if (known === undefined || day < known) neededOn.set(customerId, day);
  };

  const seeCustomers = ({ customer, invoice, payment }: RowDraft): void => {
    const seen = customers.get(customer.id);
    if (seen === undefined) customers.set(customer.id, { draft: customer, names: new Set([customer.name]) });
    else {
      seen.draft = { ...seen.draft, ...customer };
      seen.names.add(customer.name);
    }
    for (const customerId of [customer.id, invoice.customerId, customer.parent]) {
      if (customerId === undefined) continue;
      need(customerId, invoice.issuedOn);
      if (payment !== undefined) need(customerId, payment.paidOn);
    }
    if (customer.parent !== undefined) parents.add(customer.parent);
  };

  const idsOf = (): DraftIds => ({
    customer: deriveIds([
      ...customers.keys(),
      ...parents,
      ...[...byInvoice.values()].map((draft) => draft.invoice.customerId),
    ]),
    invoice: deriveIds(byInvoice.keys()),
    payment: deriveIds(payments.keys()),
  });

  return {
    /** Takes a row in; one that contradicts an earlier one is a bad row. */
    add(draft: RowDraft): void {
      const { invoice, payment } = draft;
      const earlier = byInvoice.get(invoice.id);
      if (earlier !== undefined && !isDeepStrictEqual(saying(earlier), saying(draft))) {
        reports.onBadRow(otherRow(plan, draft, earlier.line));
        return;
      }
      const hasOwnPayment = earlier === undefined || payment?.id !== undefined;
      if (hasOwnPayment && !takePayment(draft, earlier ?? draft)) {
        reports.onBadRow(otherPayment(plan, draft));
        return;
      }
      seeCustomers(draft);
      if (earlier !== undefined) {
        repeats += 1;
        return;
      }
      byInvoice.set(invoice.id, draft);
      warnOfDates(draft, reports);
    },

    /**
     * The events of all rows. `timeZone`: an event happens at 00:00 there, of its date. Where these rows are only a
     * part of a table, `part` knows the ids of all of it, and the customers whose rows these are.
     */
    finish(timeZone: string, part?: { ids: DraftIds; isOwn(customer: string): boolean }): GatheredLedger {
      const ids = part?.ids ?? idsOf();
      const days = new Map<string, { at: string; customers: LedgerEvent[]; others: LedgerEvent[] }>();
      const dayOf = (date: string) => {
        let day = days.get(date);
        if (day === undefined) {
          const at = new Date(startOfDay(date, timeZone)).toISOString().replace('.000Z', 'Z');
          day = { at, customers: [], others: [] };
          days.set(date, day);
        }
        return day;
      };
      const lines = new Map<LedgerEvent, number>();
      let firstDate = '';
      let lastDate = '';
      const span = (date: string | undefined): void => {
        if (date === undefined) return;
        if (firstDate === '' || date < firstDate) firstDate = date;
        if (date > lastDate) lastDate = date;
      };
      for (const { draft } of customers.values()) {
        if (part?.isOwn(draft.id) === false) continue;
        const day = dayOf(neededOn.get(draft.id)!);
        day.customers.push(customerUpdated(draft, ids, day.at));
      }
      let line = 0;
      const put = (date: string, make: (at: string) => LedgerEvent): void => {
        const day = dayOf(date);
        const event = make(day.at);
        lines.set(event, line);
        day.others.push(event);
        span(date);
      };
      for (const draft of byInvoice.values()) {
        const { invoice, issue } = draft;
        if (part?.isOwn(invoice.customerId) === false) continue;
        line = draft.line;
        put(invoice.issuedOn, (at) => invoiceIssued(invoice, ids, at));
        span(invoice.dueOn);
        span(invoice.installedOn);
        if (issue !== undefined) put(issue.raisedOn, (at) => issueRaised(draft, ids, at));
        for (const paid of paymentsOf.get(draft) ?? []) put(paid.paidOn, (at) => paymentReceived(paid, ids, at));
        const settledOn = settled.get(draft);
        if (issue === undefined || settledOn === undefined) continue;
        const isPaidLater = settledOn > issue.raisedOn;
        put(isPaidLater ? settledOn : issue.raisedOn, (at) => issueResolved(draft, ids, at));
      }
      const inOrder = [...days.keys()].sort().map((date) => days.get(date)!);
      let spellings = 0;
      for (const seen of customers.values()) spellings += seen.names.size;
      return {
        events: inOrder.flatMap((day) => [...day.customers, ...day.others]),
        refusalOf(event, problems) {
          const at = lines.get(event);
          return at === undefined ? [...problems] : problems.map((problem) => refusedRow(plan, at, event, problem));
        },
        repeats,
        firstDate,
        lastDate,
        customers: customers.size,
        spellings,
      };
    },
  };
};
