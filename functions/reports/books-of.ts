import type { InvoiceFacts, Issue } from '../ledger/entities.ts';
import { fromDay } from '../platform/civil-date.ts';
import { localDate } from '../platform/zone.ts';
import type { CaseFacts, Position } from '../policy/case-facts.ts';
import { dueDayOf } from '../policy/demands.ts';
import type { Books, Dispute, InvoiceHistory, IssueHistory, PromiseOutcome, Settlement } from './books.ts';

/** Folds the facts of invoices into what the figures of a month are made from. */

const settlementsOf = (invoice: InvoiceFacts, zone: string): Settlement[] => {
  const settlements: Settlement[] = [];
  const day = (instant: string): string => localDate(Date.parse(instant), zone);
  for (const payment of Object.values(invoice.payments)) {
    settlements.push({ on: payment.receivedOn, amount: payment.amount });
    if (payment.reversedAt !== undefined) settlements.push({ on: day(payment.reversedAt), amount: -payment.amount });
  }
  for (const credit of Object.values(invoice.credits)) {
    settlements.push({ on: day(credit.at), amount: credit.amount });
    if (credit.cancelledAt !== undefined) settlements.push({ on: day(credit.cancelledAt), amount: -credit.amount });
  }
  return settlements;
};

/** Its issues, without those that were raised by mistake. */
const standingIssues = ({ issues }: InvoiceFacts): Issue[] =>
  Object.values(issues).filter(({ withdrawnAt }) => withdrawnAt === undefined);

const disputesOf = (invoice: InvoiceFacts, zone: string): Dispute[] =>
  standingIssues(invoice).map((issue) => ({
    from: localDate(Date.parse(issue.raisedAt), zone),
    amount: issue.disputedAmount ?? invoice.amount,
    ...(issue.resolvedAt === undefined ? {} : { to: localDate(Date.parse(issue.resolvedAt), zone) }),
  }));

/** Payments fill the oldest part first; what comes later reverses the newest. */
const intoParts = (invoice: InvoiceFacts, whole: InvoiceHistory): InvoiceHistory[] => {
  const parts = invoice.plan?.instalments ?? invoice.instalments;
  if (parts === undefined) return [whole];
  const sum = parts.reduce((total, part) => total + part.amount, 0);
  const settledBefore = invoice.amount - sum;
  let offset = 0;
  const running: { on: string; total: number }[] = [];
  for (const { on, amount } of [...whole.settlements].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)))
    running.push({ on, total: (running.at(-1)?.total ?? 0) + amount });
  return parts.map((part) => {
    const start = settledBefore + offset;
    offset += part.amount;
    const settlements: Settlement[] = [];
    let filled = 0;
    for (const { on, total } of running) {
      const now = Math.min(Math.max(total - start, 0), part.amount);
      if (now !== filled) settlements.push({ on, amount: now - filled });
      filled = now;
    }
    const { writtenOff: _whole, disputed: _disputed, ...of } = whole;
    return { ...of, dueOn: part.dueOn, amount: part.amount, settlements };
  });
};

/** What the figures read of a case. */
export type FactsForBooks = Pick<CaseFacts, 'invoice' | 'policy' | 'zone'>;

/** One history of an invoice, or one for each instalment. */
export const historiesOf = (facts: FactsForBooks): InvoiceHistory[] => {
  const { invoice, zone } = facts;
  const due = dueDayOf(invoice, facts.policy);
  const disputed = disputesOf(invoice, zone);
  const writtenOff =
    invoice.closedAs?.how === 'written-off'
      ? { on: localDate(Date.parse(invoice.closedAs.at), zone), amount: invoice.closedAs.amount }
      : undefined;
  return intoParts(invoice, {
    invoiceId: invoice.invoiceId,
    number: invoice.number,
    customerId: invoice.customerId,
    issuedOn: invoice.issuedOn,
    amount: invoice.amount,
    settlements: settlementsOf(invoice, zone),
    ...(due === undefined ? {} : { dueOn: fromDay(due) }),
    ...(writtenOff === undefined ? {} : { writtenOff }),
    ...(disputed.length === 0 ? {} : { disputed }),
  });
};

const promisesOf = (facts: FactsForBooks, position: Position): PromiseOutcome[] =>
  position.promises.map(({ promise, paid, outcome, endDay }) => ({
    promiseId: promise.promiseId,
    invoiceId: facts.invoice.invoiceId,
    amount: promise.amount,
    paid,
    ...(outcome === undefined ? {} : { decidedOn: fromDay(Math.min(endDay, position.today)) }),
  }));

const issuesOf = ({ invoice, zone }: FactsForBooks): IssueHistory[] =>
  standingIssues(invoice).map((issue) => ({
    issueId: issue.issueId,
    invoiceId: invoice.invoiceId,
    category: issue.category,
    amount: issue.disputedAmount ?? invoice.amount,
    raisedOn: localDate(Date.parse(issue.raisedAt), zone),
    ...(issue.resolvedAt === undefined
      ? {}
      : { resolved: { on: localDate(Date.parse(issue.resolvedAt), zone), rootCause: issue.rootCause ?? '' } }),
  }));

/** Collects the books of one reporting currency, invoice by invoice; drafts, voids and other currencies are left out. */
export class BooksOf {
  readonly books: Books & { invoices: InvoiceHistory[]; promises: PromiseOutcome[]; issues: IssueHistory[] };

  constructor(currency: string) {
    this.books = { currency, invoices: [], promises: [], issues: [] };
  }

  add(facts: FactsForBooks, position: Position): void {
    const { invoice } = facts;
    if (invoice.currency !== this.books.currency || invoice.status === 'draft' || invoice.voidedAt !== undefined)
      return;
    this.books.invoices.push(...historiesOf(facts));
    this.books.promises.push(...promisesOf(facts, position));
    this.books.issues.push(...issuesOf(facts));
  }
}
