import { expect, it } from 'vitest';
import { askedOf, draftOf, lineOf, overdueUndisputed, stepOfDraft } from '../../../functions/correspondence/draft.ts';
import { positionOf } from '../../../functions/policy/case-facts.ts';
import { facts, issue, planned, promise } from '../../support/case-facts.ts';

const NOW = '2026-03-20T12:00:00Z';
const position = (invoice: NonNullable<Parameters<typeof facts>[1]>['invoice'] = {}) =>
  positionOf(facts(NOW, { invoice }));
const line = (invoiceId: string, step: string, dueOn: string, currency = 'USD') => {
  const of = facts(NOW, { invoice: { invoiceId, dueOn, currency } });
  const at = positionOf(of);
  return lineOf(of.invoice, of, at, [planned(step, '2026-03-20')], askedOf(at));
};

it('asks for what is neither disputed nor promised', () => {
  expect(askedOf(position({ issues: issue('s', 3_000), promises: promise('a', 2_000, '2026-03-30') }))).toBe(5_000);
});

it('asks of instalments for all that are overdue, never for what is to come', () => {
  const plan = {
    planId: 'n',
    agreedAt: '2026-03-01T00:00:00Z',
    instalments: ['2026-03-05', '2026-03-19', '2026-03-20'].map((dueOn) => ({ dueOn, amount: 2_000 })),
  };
  expect(askedOf(position({ plan, amount: 6_000 }))).toBe(4_000);
});

it('compares with the minimum what is overdue and undisputed, promised or not', () => {
  expect(overdueUndisputed(position({ issues: issue('s', 3_000), promises: promise('a', 2_000, '2026-03-30') }))).toBe(
    7_000,
  );
  expect(overdueUndisputed(position({ dueOn: '2026-03-20' }))).toBe(0);
});

it('a letter has the words of the step furthest in the policy, and lines by due date, then id', () => {
  const draft = draftOf('reminder', [
    line('i3', 'reminder-1', '2026-03-10'),
    line('i2', 'reminder-2', '2026-03-10'),
    line('i1', 'reminder-1', '2026-03-15'),
  ]);
  expect(draft.lines.map(({ invoice }) => invoice.invoiceId)).toEqual(['i2', 'i3', 'i1']);
  expect([draft.template, stepOfDraft(draft), draft.total]).toEqual(['reminder-2', 'reminder-2', 30_000]);
});

it('a line with several steps stands for the furthest of them; a notice for none', () => {
  const of = facts(NOW);
  const at = positionOf(of);
  const both = lineOf(
    of.invoice,
    of,
    at,
    [planned('reminder-2', '2026-03-20'), planned('reminder-1', '2026-03-20')],
    1,
  );
  expect(both.step).toBe('reminder-2');
  expect(stepOfDraft({ ...draftOf('notice', [both]), kind: 'notice' })).toBeNull();
});
