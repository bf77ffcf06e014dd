import { describe, expect, test } from 'vitest';
import { accountValueOf } from '../../../functions/escalation/account-value.ts';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { toDay } from '../../../functions/platform/civil-date.ts';

const TODAY = toDay('2026-03-20');
const invoice = (more: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  ...{ pk: 'C#c1', sk: 'INVOICE#i1#FACTS', invoiceId: 'i1', customerId: 'c1', number: '', kind: 'standard' },
  ...{ issuedOn: '2026-02-01', dueOn: '2026-03-19', amount: 10_000, currency: 'USD', status: 'sent' },
  ...{ recordAt: '', recordEvent: '', payments: {}, credits: {}, issues: {}, promises: {}, holds: {} },
  ...{ decisions: [], tasksDone: {}, cycle: 1, v: 1 },
  ...more,
});
const payment = (receivedOn: string, amount: number, reversed = false) => ({
  ...{ amount, receivedOn, at: `${receivedOn}T00:00:00Z` },
  ...(reversed ? { reversedAt: '2026-03-01T00:00:00Z' } : {}),
});
const value = (...invoices: InvoiceFacts[]) => accountValueOf(invoices, 'USD', TODAY, false);

describe('the value of an account', () => {
  test('is what was invoiced and received within a year, and what is open and overdue today', () => {
    const paid = invoice({
      issuedOn: '2025-06-01',
      payments: { a: payment('2025-07-01', 10_000), b: payment('2025-07-02', 500, true) },
    });
    const old = invoice({
      issuedOn: '2024-01-01',
      dueOn: '2024-02-01',
      payments: { a: payment('2024-02-01', 10_000) },
    });
    const notDue = invoice({ dueOn: '2026-03-20', amount: 300 });
    expect(value(invoice({ payments: { c: payment('2026-03-01', 4_000) } }), paid, old, notDue)).toEqual({
      ...{ invoices: 4, since: '2024-01-01', invoiced: 20_300, paid: 14_000, open: 6_300, overdue: 6_000 },
      ...{ causes: [], partial: false },
    });
  });

  test('counts 365 days up to today, and invoices without a due date as open', () => {
    const on = (day: string) => invoice({ issuedOn: day, dueOn: day, payments: { a: payment(day, 1_000) } });
    expect(value(on('2025-03-21'))).toMatchObject({ invoiced: 10_000, paid: 1_000 });
    expect(value(on('2025-03-20'))).toMatchObject({ invoiced: 0, paid: 0, open: 9_000, overdue: 9_000 });
    const { dueOn: _none, ...undated } = invoice();
    expect(value(undated)).toMatchObject({ open: 10_000, overdue: 0 });
  });

  test('leaves out drafts, voids, other currencies, and as open what was written off', () => {
    const out = [{ status: 'draft' as const }, { voidedAt: '2026-03-01T00:00:00Z' }, { currency: 'EUR' }].map(invoice);
    const closed = invoice({ closedAs: { how: 'written-off', at: '2026-03-10T00:00:00Z', amount: 10_000 } });
    expect(value(...out, closed)).toMatchObject({ invoices: 1, invoiced: 10_000, open: 0, overdue: 0 });
    expect(value()).toMatchObject({ invoices: 0, since: undefined, open: 0 });
  });

  test('names the root causes of its issues, the most frequent first, at most five', () => {
    const issues = (...causes: (string | undefined)[]): InvoiceFacts['issues'] =>
      Object.fromEntries(
        causes.map((rootCause, index) => [
          `s${index}`,
          { issueId: `s${index}`, category: 'price', description: '', raisedAt: '', ...(rootCause && { rootCause }) },
        ]),
      );
    const { causes } = value(
      invoice({ issues: issues('b', 'a', undefined, 'c') }),
      invoice({ issues: issues('c', 'd', 'e', 'f') }),
    );
    expect(causes.map(({ rootCause, number }) => `${rootCause} ${number}`)).toEqual([
      'c 2',
      'a 1',
      'b 1',
      'd 1',
      'e 1',
    ]);
  });
});
