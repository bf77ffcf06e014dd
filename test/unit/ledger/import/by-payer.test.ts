import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../../../functions/ledger/event.ts';
import { byPayer } from '../../../../functions/ledger/import/by-payer.ts';

const event = (id: string, fields: object): LedgerEvent =>
  ({ id, source: 'test', at: '2026-03-01T00:00:00Z', ...fields }) as LedgerEvent;
const issued = (id: string, customerId: string) => event(id, { type: 'invoice.issued', invoice: { id, customerId } });

describe('events by payer', () => {
  it('stand together, children with their parent, each in their order', () => {
    const payers = byPayer([
      event('c1', { type: 'customer.updated', customer: { id: 'child', parent: 'parent' } }),
      issued('i1', 'child'),
      issued('i2', 'other'),
      issued('i3', 'parent'),
      event('r1', { type: 'issue.raised', invoiceId: 'i1', issueId: 's1' }),
      event('p1', { type: 'payment.received', customerId: 'other' }),
      event('r2', { type: 'issue.resolved', issueId: 's1' }),
    ]);
    expect(payers.map((batches) => batches.flat().map(({ id }) => id))).toEqual([
      ['c1', 'i1', 'i3', 'r1', 'r2'],
      ['i2', 'p1'],
    ]);
  });

  it('come in batches that fit into one transaction', () => {
    const [batches = []] = byPayer(Array.from({ length: 100 }, (_, index) => issued(`i${index}`, 'one')));
    expect(batches.flat()).toHaveLength(100);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(30);
  });
});
