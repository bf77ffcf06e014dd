import { describe, expect, it } from 'vitest';
import type { CustomerHead, InvoiceFacts } from '../../../functions/ledger/entities.ts';
import type { PolicyStep } from '../../../functions/policy/contract.ts';
import { leftOutBecause } from '../../../functions/policy/only-if.ts';
import { selectPolicy } from '../../../functions/policy/select-policy.ts';
import { head, invoice, POLICY } from '../../support/case-facts.ts';

type OnlyIf = NonNullable<PolicyStep['onlyIf']>;
const because = (onlyIf: OnlyIf | undefined, of: Partial<InvoiceFacts> = {}, customer: Partial<CustomerHead> = {}) =>
  leftOutBecause({ ...(onlyIf === undefined ? {} : { onlyIf }) } as PolicyStep, invoice(of), head(customer));

describe('a step that is only for some invoices', () => {
  it('is for all of them where it says nothing', () => {
    expect(because(undefined)).toBeUndefined();
    expect(because({})).toBeUndefined();
  });

  it('from an amount on: that amount itself counts, and a currency that is not named does not', () => {
    const onlyIf = { minAmount: { USD: '100.00' } };
    expect(because(onlyIf, { amount: 10_000 })).toBeUndefined();
    expect(because(onlyIf, { amount: 9_999 })).toBe('only from 100.00 USD; the invoice is 99.99 USD');
    expect(because(onlyIf, { amount: 99_999, currency: 'EUR' })).toBe(
      'only from an amount not named for EUR; the invoice is 999.99 EUR',
    );
  });

  it('below an amount: that amount itself does not count', () => {
    const onlyIf = { belowAmount: { USD: '100.00' } };
    expect(because(onlyIf, { amount: 9_999 })).toBeUndefined();
    expect(because(onlyIf, { amount: 10_000 })).toBe('only below 100.00 USD; the invoice is 100.00 USD');
    expect(because(onlyIf, { amount: 1, currency: 'EUR' })).toBe(
      'only below an amount not named for EUR; the invoice is 0.01 EUR',
    );
  });

  it('of a kind', () => {
    expect(because({ invoiceKind: 'deposit' }, { kind: 'deposit' })).toBeUndefined();
    expect(because({ invoiceKind: 'deposit' })).toBe('only for an invoice of kind deposit; this is standard');
  });

  it("for the customer's first invoice, or for all others", () => {
    const first = { firstInvoice: { invoiceId: 'i1', issuedOn: '2026-02-02' } };
    const other = { firstInvoice: { invoiceId: 'i0', issuedOn: '2026-02-02' } };
    expect(because({ firstInvoice: true }, {}, first)).toBeUndefined();
    expect(because({ firstInvoice: true }, {}, other)).toBe("only for the customer's first invoice");
    expect(because({ firstInvoice: true })).toBe("only for the customer's first invoice");
    expect(because({ firstInvoice: false }, {}, first)).toBe("not for the customer's first invoice");
    expect(because({ firstInvoice: false }, {}, other)).toBeUndefined();
  });

  it('for customers with all of its tags', () => {
    const tags = ['monitored', 'key-account'];
    expect(because({ tags }, {}, { tags: ['key-account', 'x', 'monitored'] })).toBeUndefined();
    expect(because({ tags }, {}, { tags: ['monitored'] })).toBe('only for customers with the tag key-account');
  });

  it('where all of it holds', () => {
    const all = { minAmount: { USD: '1.00' }, belowAmount: { USD: '200.00' }, tags: ['a'] };
    expect(because(all, {}, { tags: ['a'] })).toBeUndefined();
    expect(because(all, { amount: 20_000 }, { tags: ['a'] })).toContain('only below 200.00 USD');
  });
});

describe("a customer's policy", () => {
  const policy = (id: string, appliesTo: Partial<typeof POLICY.appliesTo>) => ({
    ...POLICY,
    id,
    appliesTo: { segments: [], tags: [], customers: [], ...appliesTo },
  });
  const chosen = (policies: (typeof POLICY)[], customer: Partial<CustomerHead> = {}) =>
    selectPolicy(policies, head(customer))?.id;

  it('is the first that fits; one without lists fits everybody', () => {
    expect(chosen([policy('a', {}), policy('b', {})])).toBe('a');
    expect(chosen([])).toBeUndefined();
  });

  it('names its segments, its tags, or its customers', () => {
    const rest = policy('rest', {});
    expect(chosen([policy('a', { segments: ['residential', 'commercial'] }), rest])).toBe('a');
    expect(chosen([policy('a', { segments: ['residential'] }), rest])).toBe('rest');
    // One of its tags is enough.
    expect(chosen([policy('a', { tags: ['x', 'y'] }), rest], { tags: ['y'] })).toBe('a');
    expect(chosen([policy('a', { tags: ['x', 'y'] }), rest], { tags: ['z'] })).toBe('rest');
    expect(chosen([policy('a', { customers: ['c0', 'c1'] }), rest])).toBe('a');
    expect(chosen([policy('a', { customers: ['c0'] }), rest])).toBe('rest');
  });

  it('fits where all its lists do', () => {
    const all = [policy('a', { segments: ['commercial'], tags: ['x'], customers: ['c1'] })];
    expect(chosen(all, { tags: ['x'] })).toBe('a');
    expect(chosen(all)).toBeUndefined();
    expect(chosen(all, { tags: ['x'], segment: 'residential' })).toBeUndefined();
    expect(chosen(all, { tags: ['x'], customerId: 'c2' })).toBeUndefined();
  });
});
