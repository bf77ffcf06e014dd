import { hash32 } from '../../platform/shard.ts';
import { type ContestedIds, WantedIds } from './contested-ids.ts';
import { Fingerprints, fingerprint64, half } from './fingerprints.ts';
import { otherPayment, otherRow, partOf, saying, warnOfDates } from './row-conflicts.ts';
import type { RowPlan } from './row-plan.ts';
import type { Reports, RowDraft } from './row-reader.ts';

/**
 * What rows of a table say about each other, found in one pass over a table of any size: it keeps fingerprints only,
 * some fifty bytes an invoice at most. It judges as `gatherLedger` does, which keeps all rows.
 */

/** Customers are spread over so many buckets; a part of the import records some of them. */
export const BUCKETS = 4096;
export const bucketOf = (customer: string): number => hash32(customer) % BUCKETS;

export interface CrossRowFindings {
  contested: ContestedIds;
  /** Lines of rows that contradict an earlier one: they are left out. */
  leftOut: number[];
  /** Rows by bucket of each customer that they name. */
  rowsIn: Uint32Array;
  repeats: number;
  firstDate: string;
  lastDate: string;
  customers: number;
  spellings: number;
}

/** One word of a text: enough to compare it with one other text, of the same invoice or payment. */
const wordOf = (text: string): number => {
  fingerprint64(text);
  return half.low;
};

export const crossRowChecks = (plan: RowPlan, reports: Reports) => {
  /** What the first row of an invoice said, and its line. */
  const invoices = new Fingerprints(2);
  /** Of a payment with an id of its own: date, customer and currency; the first invoice it is for, and the amount. */
  const payments = new Fingerprints(3);
  /** The amount that such a payment has for each further invoice. */
  const parts = new Fingerprints(1);
  /** 1 where a customer has a row of its own. */
  const customers = new Fingerprints(1);
  const names = new Fingerprints();
  const wanted = {
    customer: new WantedIds(customers),
    invoice: new WantedIds(invoices),
    payment: new WantedIds(payments),
  };
  const rowsIn = new Uint32Array(BUCKETS);
  const found = { leftOut: [] as number[], repeats: 0, firstDate: '', lastDate: '', customers: 0 };

  const span = (date: string | undefined): void => {
    if (date === undefined) return;
    if (found.firstDate === '' || date < found.firstDate) found.firstDate = date;
    if (date > found.lastDate) found.lastDate = date;
  };

  /** Takes a payment with an id of its own. False where it contradicts an earlier row about it. */
  const takePayment = (draft: RowDraft): boolean => {
    const { invoice, payment } = draft;
    if (payment?.id === undefined) return true;
    const about = wordOf(`${payment.paidOn}\n${invoice.customerId}\n${invoice.currency}`);
    const of = wordOf(invoice.id);
    const amount = wordOf(partOf(draft).amount);
    const { at, isNew } = payments.put(payment.id);
    if (isNew) {
      payments.setWord(at, 0, about);
      payments.setWord(at, 1, of);
      payments.setWord(at, 2, amount);
      wanted.payment.see(payment.id);
      return true;
    }
    if (payments.word(at, 0) !== about) return false;
    if (payments.word(at, 1) === of) return payments.word(at, 2) === amount;
    const part = parts.put(`${payment.id}\n${invoice.id}`);
    if (part.isNew) parts.setWord(part.at, 0, amount);
    return parts.word(part.at, 0) === amount;
  };

  const seeCustomer = (id: string, hasRow: boolean): void => {
    const { at, isNew } = customers.put(id);
    if (hasRow && customers.word(at, 0) === 0) {
      customers.setWord(at, 0, 1);
      found.customers += 1;
    }
    if (isNew) wanted.customer.see(id);
  };

  const take = (draft: RowDraft): boolean => {
    const { customer, invoice, payment, issue } = draft;
    const said = wordOf(JSON.stringify(saying(draft)));
    const earlier = invoices.find(invoice.id);
    if (earlier >= 0 && invoices.word(earlier, 0) !== said) {
      reports.onBadRow(otherRow(plan, draft, invoices.word(earlier, 1)));
      return false;
    }
    if (!takePayment(draft)) {
      reports.onBadRow(otherPayment(plan, draft));
      return false;
    }
    seeCustomer(customer.id, true);
    if (invoice.customerId !== customer.id) seeCustomer(invoice.customerId, false);
    if (customer.parent !== undefined) seeCustomer(customer.parent, false);
    names.put(`${customer.id}\n${customer.name}`);
    if (payment !== undefined) span(payment.paidOn);
    if (earlier >= 0) {
      found.repeats += 1;
      return true;
    }
    const { at } = invoices.put(invoice.id);
    invoices.setWord(at, 0, said);
    invoices.setWord(at, 1, draft.line);
    wanted.invoice.see(invoice.id);
    for (const date of [invoice.issuedOn, invoice.dueOn, invoice.installedOn, issue?.raisedOn]) span(date);
    warnOfDates(draft, reports);
    return true;
  };

  return {
    /** Takes a row in; one that contradicts an earlier one is a bad row. */
    add(draft: RowDraft): void {
      if (!take(draft)) {
        found.leftOut.push(draft.line);
        return;
      }
      const { customer, invoice } = draft;
      rowsIn[bucketOf(customer.id)]! += 1;
      if (invoice.customerId !== customer.id) rowsIn[bucketOf(invoice.customerId)]! += 1;
      if (customer.parent !== undefined) rowsIn[bucketOf(customer.parent)]! += 1;
    },
    findings(): CrossRowFindings {
      return {
        ...found,
        contested: {
          customer: wanted.customer.contested(),
          invoice: wanted.invoice.contested(),
          payment: wanted.payment.contested(),
        },
        rowsIn,
        spellings: names.count,
      };
    },
  };
};
