import { describe, expect, it } from 'vitest';
import { keepsItsPlan } from '../../../functions/escalation/lift-credit-hold.ts';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { positionOf } from '../../../functions/policy/case-facts.ts';
import { facts, payment } from '../../support/case-facts.ts';

const plan = (...amounts: number[]) => ({
  planId: 'L',
  agreedAt: '2026-03-04T00:00:00Z',
  instalments: amounts.map((amount, index) => ({ dueOn: `2026-0${4 + index}-01`, amount })),
});
const keeps = (invoice: Partial<InvoiceFacts>, now = '2026-03-20T12:00:00Z') =>
  keepsItsPlan(positionOf(facts(now, { invoice })));
const paid = (amount: number) => ({ payments: payment('p', amount, '2026-03-10') });

describe('rule 26: a plan is kept', () => {
  it('once its first part is paid whole and nothing is overdue', () => {
    expect(keeps({ plan: plan(5_000, 5_000), ...paid(5_000) })).toBe(true);
    expect(keeps({ plan: plan(5_000, 5_000), ...paid(4_999) })).toBe(false);
    expect(keeps({ plan: plan(5_000, 5_000) })).toBe(false);
  });

  it('no longer when the next part is overdue', () => {
    expect(keeps({ plan: plan(5_000, 5_000), ...paid(5_000) }, '2026-05-01T12:00:00Z')).toBe(true);
    expect(keeps({ plan: plan(5_000, 5_000), ...paid(5_000) }, '2026-05-02T12:00:00Z')).toBe(false);
  });

  it('not while what it leaves uncovered is overdue, nor without a plan', () => {
    expect(keeps({ plan: plan(2_000, 2_000), ...paid(2_000) })).toBe(false);
    expect(keeps(paid(5_000))).toBe(false);
    expect(keeps({ dueOn: '2026-12-01', ...paid(10_000) })).toBe(false);
  });
});
