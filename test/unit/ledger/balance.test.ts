import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activeHold, balanceOf, disputedAmount, isOpen } from '../../../functions/ledger/balance.ts';
import { type InvoiceFacts, invoiceKey } from '../../../functions/ledger/entities.ts';
import { hold, invoice, issue, payment } from '../../support/case-facts.ts';
import { CUSTOMER, type Happening, START, World } from '../../support/world.ts';

it('a balance is the amount less the payments and credits that stand; below zero where it was overpaid', () => {
  const reversed = { ...payment('p', 4_000, '2026-03-01').p!, reversedAt: '2026-03-02T00:00:00Z' };
  const credits = { k: { amount: 1_000, at: '2026-03-01T00:00:00Z' } };
  expect(balanceOf(invoice({ payments: payment('p', 4_000, '2026-03-01'), credits }))).toBe(5_000);
  expect(balanceOf(invoice({ payments: { p: reversed } }))).toBe(10_000);
  const cancelled = { k: { ...credits.k, cancelledAt: '2026-03-02T00:00:00Z' } };
  expect(balanceOf(invoice({ credits: cancelled }))).toBe(10_000);
  expect(balanceOf(invoice({ payments: payment('p', 12_000, '2026-03-01') }))).toBe(-2_000);
});

it('open is a balance above zero on an invoice that is neither draft nor void', () => {
  const open = (fields: Partial<InvoiceFacts>) => isOpen(invoice(fields));
  expect(open({})).toBe(true);
  expect(open({ payments: payment('p', 10_000, '2026-03-01') })).toBe(false);
  expect(open({ status: 'draft' })).toBe(false);
  expect(open({ voidedAt: '2026-03-01T00:00:00Z' })).toBe(false);
});

it('issues dispute at most what is owed, and nothing of what was overpaid', () => {
  const of = invoice({ issues: { ...issue('s', 7_000), ...issue('t', 7_000) } });
  expect(disputedAmount(of, 10_000)).toBe(10_000);
  expect(disputedAmount(invoice({ issues: issue('s') }), 6_000)).toBe(6_000);
  expect(disputedAmount(invoice({ issues: issue('s') }), -1)).toBe(0);
  const solved = { ...issue('s', 2_000).s!, resolvedAt: '2026-03-05T00:00:00Z' };
  expect(disputedAmount(invoice({ issues: { s: solved, ...issue('t', 3_000) } }), 10_000)).toBe(3_000);
});

it('of several holds the one that ends last applies; a lifted one does not', () => {
  const holds = { ...hold('h', '2026-03-10'), ...hold('k', '2026-03-20') };
  const at = Date.parse('2026-03-05T00:00:00Z');
  expect(activeHold([invoice({ holds })], at, 'UTC')?.hold.holdId).toBe('k');
  const others = hold('m', '2026-03-12');
  expect(activeHold([invoice({ holds }), invoice({ holds: others })], at, 'UTC')?.hold.holdId).toBe('k');
  const lifted = { ...holds, k: { ...holds.k!, liftedAt: '2026-03-05T00:00:00Z' } };
  expect(activeHold([invoice({ holds: lifted })], at, 'UTC')?.hold.holdId).toBe('h');
  expect(activeHold([invoice({ holds })], Date.parse('2026-03-20T00:00:00Z'), 'UTC')).toBeUndefined();
});

const EVENTS: Happening[] = [
  {
    type: 'invoice.issued',
    invoice: {
      id: 'i1',
      customerId: 'c1',
      issuedOn: '2026-03-01',
      dueOn: '2026-03-20',
      amount: '100.00',
      currency: 'USD',
    },
  },
  {
    type: 'invoice.changed',
    at: '2026-03-03T18:00:01Z',
    invoice: {
      id: 'i1',
      customerId: 'c1',
      issuedOn: '2026-03-01',
      dueOn: '2026-03-25',
      amount: '120.00',
      currency: 'USD',
    },
  },
  ...['p1', 'p2'].map(
    (paymentId): Happening => ({
      ...{ type: 'payment.received', paymentId, customerId: 'c1', amount: '50.00', currency: 'USD' },
      ...{ receivedOn: '2026-03-02', allocations: [{ invoiceId: 'i1', amount: '40.00' }] },
    }),
  ),
  { type: 'payment.reversed', paymentId: 'p2', reason: 'Bounced' },
  { type: 'credit.issued', creditId: 'k', customerId: 'c1', amount: '30.00', currency: 'USD' },
  { type: 'credit.applied', creditId: 'k', invoiceId: 'i1', amount: '20.00' },
];

it('balances depend on the set of events, not on their order', async () => {
  const order = fc.shuffledSubarray(
    EVENTS.map((_, index) => index),
    { minLength: EVENTS.length, maxLength: EVENTS.length },
  );
  await fc.assert(
    fc.asyncProperty(order, async (indexes) => {
      const world = await World.make({ start: START, customers: [CUSTOMER] });
      for (const index of indexes) await world.arrives({ at: START, ...EVENTS[index]!, id: `e${index}` });
      const found = (await world.table.get(invoiceKey('c1', 'i1'))) as InvoiceFacts;
      expect([found.amount, balanceOf(found), found.dueOn]).toEqual([12_000, 6_000, '2026-03-25']);
      expect((await world.head()).unapplied).toEqual({
        'P#p1': { currency: 'USD', amount: 1_000 },
        'R#k': { currency: 'USD', amount: 1_000 },
      });
    }),
    { numRuns: 40 },
  );
});
