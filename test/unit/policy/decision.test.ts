import { describe, expect, it } from 'vitest';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { chooseNextStep } from '../../../functions/policy/choose-next-step.ts';
import { closingTasksOf, type Decision, type Part } from '../../../functions/policy/decision.ts';
import { done, facts, payment, promise } from '../../support/case-facts.ts';

const task = (key: string): Part => ({ do: 'raise-item', kind: 'task', key, title: key });
const find = (key: string): Part => ({ do: 'raise-item', kind: 'find-contact', key, title: key });
const call: Part = { do: 'raise-task', demand: 'invoice', step: 'call', dueDay: 1, role: 'specialist', title: 'Call' };
const decision = (parts: Part[]): Decision => ({ ...chooseNextStep(facts('2026-03-05T00:00:00Z')), parts });

describe('tasks that the decision before had raised', () => {
  it('are closed where this one raises them no more', () => {
    const closed = closingTasksOf(decision([task('refused'), find('c1'), call]), decision([call]));
    expect(closed.parts).toEqual([call, { do: 'close-item', kind: 'task', key: 'refused' }]);
  });

  it('stay where this one raises them too, and another one closes', () => {
    const before = decision([task('a'), task('b')]);
    expect(closingTasksOf(before, decision([task('b'), find('a')])).parts).toEqual([
      task('b'),
      find('a'),
      { do: 'close-item', kind: 'task', key: 'a' },
    ]);
  });

  it('leave the decision as it is where there are none', () => {
    const now = decision([call]);
    expect(closingTasksOf(undefined, now)).toBe(now);
    expect(closingTasksOf(decision([find('c1'), call]), now)).toBe(now);
    expect(closingTasksOf(decision([task('a')]), decision([task('a')])).parts).toEqual([task('a')]);
  });
});

describe('a case that is over', () => {
  const end = (fields: Partial<InvoiceFacts>) => {
    const { rule, text, next, parts } = chooseNextStep(facts('2026-03-10T00:00:00Z', { invoice: fields }));
    return { rule, text, next, parts };
  };
  const nothing = { next: null, parts: [] };

  it('says why', () => {
    const closed = (how: 'written-off' | 'handed-over') => ({
      closedAs: { how, at: '2026-03-04T00:00:00Z', amount: 1 },
    });
    expect(end({ voidedAt: '2026-03-04T00:00:00Z' })).toEqual({
      ...nothing,
      rule: 'void',
      text: 'Void or a draft: it is not chased.',
    });
    expect(end({ status: 'draft' })).toMatchObject({ rule: 'void' });
    expect(end(closed('written-off'))).toEqual({ ...nothing, rule: 'written-off', text: 'Written off as approved.' });
    expect(end(closed('handed-over'))).toEqual({ ...nothing, rule: 'handed-over', text: 'Handed over as approved.' });
    expect(end({ payments: payment('p', 10_000, '2026-03-04') })).toEqual({
      ...nothing,
      rule: 'settled',
      text: 'Nothing is open.',
    });
  });
});

describe('rule 23: an item for a promise that was not kept', () => {
  const itemOf = (fields: Partial<InvoiceFacts>, now = '2026-03-18T10:00:00Z') =>
    chooseNextStep(facts(now, { invoice: fields, records: [done('reminder-1', '2026-03-05')] })).parts.filter(
      (part) => 'kind' in part && part.kind === 'broken-promise',
    );
  const made = promise('a', 6_000, '2026-03-12');
  const base = { kind: 'broken-promise', key: 'a' };

  it('says what is missing, at most what is owed', () => {
    expect(itemOf({ promises: made })).toEqual([
      {
        ...{ do: 'raise-item', ...base, title: 'Broken promise: 60.00 USD missing' },
        missing: { amount: 6_000, currency: 'USD', inPart: false },
      },
    ]);
    expect(itemOf({ promises: made, payments: payment('p', 2_000, '2026-03-10') })).toMatchObject([
      { do: 'raise-item', ...base, title: 'Promise kept in part: 40.00 USD missing' },
    ]);
    const late = { ...payment('p', 1_000, '2026-03-10'), ...payment('late', 7_000, '2026-03-17') };
    expect(itemOf({ promises: made, payments: late })).toMatchObject([
      { title: 'Promise kept in part: 20.00 USD missing' },
    ]);
  });

  it('is none while it stands, or where it was kept', () => {
    expect(itemOf({ promises: made }, '2026-03-12T10:00:00Z')).toEqual([]);
    expect(itemOf({ promises: made, payments: payment('p', 6_000, '2026-03-10') })).toEqual([]);
  });

  it('goes where the books tell of the money only after its end', () => {
    const booked = { p: { amount: 6_000, receivedOn: '2026-03-10', at: '2026-03-17T00:00:00Z' } };
    expect(itemOf({ promises: made, payments: booked })).toEqual([{ do: 'close-item', ...base }]);
  });
});
