import { hash32 } from '../../platform/shard.ts';
import { type ContestedIds, WantedIds } from './contested-ids.ts';
import { Fingerprints, fingerprint64, half } from './fingerprints.ts';
import { otherPayment, otherRow, partOf, saying, warnOfDates } from './row-conflicts.ts';
import type { RowPlan } from './row-plan.ts';
import type { Reports, RowDraft } from './row-reader.ts';

/**
 * What rows of a table say about each other, found in one pass over a table of any size: it keeps fingerprints only,
 * some twenty bytes an invoice. It judges as `gatherLedger` does, which keeps all rows.
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

/** Whether the text is what stands in the two words; where nothing was kept yet, it is put there. */
const isSame = (map: Fingerprints, entry: { at: number; isNew: boolean }, text: string): boolean => {
  fingerprint64(text);
  if (entry.isNew) {
    map.setWord(entry.at, 0, half.high);
    map.setWord(entry.at, 1, half.low);
    return true;
  }
  return map.word(entry.at, 0) === half.high && map.word(entry.at, 1) === half.low;
};

const agrees = (map: Fingerprints, at: number, text: string): boolean =>
  at < 0 || isSame(map, { at, isNew: false }, text);

export const crossRowChecks = (plan: RowPlan, reports: Reports) => {
  /** What the first row of an invoice said, in two words, and its line. */
  const invoices = new Fingerprints(3);
  /** Date, customer and currency of a payment with an id of its own. */
  const payments = new Fingerprints(2);
  /** The amount of such a payment that is for an invoice. */
  const parts = new Fingerprints(2);
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
    const about = `${payment.paidOn}\n${invoice.customerId}\n${invoice.currency}`;
    const of = `${payment.id}\n${invoice.id}`;
    const { amount } = partOf(draft);
    if (!agrees(payments, payments.find(payment.id), about) || !agrees(parts, parts.find(of), amount)) return false;
    isSame(payments, payments.put(payment.id), about);
    isSame(parts, parts.put(of), amount);
    wanted.payment.see(payment.id);
    return true;
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
    const said = JSON.stringify(saying(draft));
    const earlier = invoices.find(invoice.id);
    if (earlier >= 0 && !agrees(invoices, earlier, said)) {
      reports.onBadRow(otherRow(plan, draft, invoices.word(earlier, 2)));
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
    const entry = invoices.put(invoice.id);
    isSame(invoices, entry, said);
    invoices.setWord(entry.at, 2, draft.line);
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
