import fc from 'fast-check';
import { addDays } from '../../../functions/platform/civil-date.ts';
import type { Books, InvoiceHistory } from '../../../functions/reports/books.ts';

/** Dates around the month that the tests look at. */
export const anyDate = fc.integer({ min: 0, max: 300 }).map((days) => addDays('2025-09-01', days));
const anyAmount = fc.integer({ min: 1, max: 1_000_000 });

/** An invoice that is never settled by more than its amount at its end, in any order of dates. */
const anyInvoice: fc.Arbitrary<InvoiceHistory> = fc
  .record({
    invoiceId: fc.string({ minLength: 1, maxLength: 8 }),
    issuedOn: anyDate,
    terms: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
    amount: anyAmount,
    parts: fc.array(fc.tuple(anyDate, fc.integer({ min: 0, max: 30 })), { maxLength: 3 }),
    writtenOffOn: fc.option(anyDate, { nil: undefined }),
    disputes: fc.array(fc.tuple(anyDate, fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }), anyAmount), {
      maxLength: 2,
    }),
  })
  .map(({ invoiceId, issuedOn, terms, amount, parts, writtenOffOn, disputes }) => ({
    invoiceId,
    issuedOn,
    ...(terms === undefined ? {} : { dueOn: addDays(issuedOn, terms) }),
    amount,
    settlements: parts.map(([on, percent]) => ({ on, amount: Math.floor((amount * percent) / 100) })),
    ...(writtenOffOn === undefined ? {} : { writtenOff: { on: writtenOffOn, amount } }),
    disputed: disputes.map(([from, days, disputedAmount]) => ({
      from,
      ...(days === undefined ? {} : { to: addDays(from, days) }),
      amount: disputedAmount,
    })),
  }));

export const anyBooks: fc.Arbitrary<Books> = fc.array(anyInvoice, { maxLength: 30 }).map((invoices) => ({
  currency: 'USD',
  invoices,
  promises: [],
  issues: [],
}));

/** An invoice of 100.00 of 2026-01-01, due on 2026-01-31, with what a test says. */
export const invoiceOf = (fields: Partial<InvoiceHistory>): InvoiceHistory => ({
  invoiceId: 'INV-1',
  issuedOn: '2026-01-01',
  dueOn: '2026-01-31',
  amount: 10_000,
  settlements: [],
  ...fields,
});
