import { describe, expect, it } from 'vitest';
import { demandsOf, dueDayOf, oldestOpenDueDay, overdueOf, unpromised } from '../../../functions/policy/demands.ts';
import { day, invoice, POLICY, payment } from '../../support/case-facts.ts';

const instalments = [
  { dueOn: '2026-04-01', amount: 3_000 },
  { dueOn: '2026-03-01', amount: 4_000 },
];
const openOf = (fields: Parameters<typeof invoice>[0]) =>
  demandsOf(invoice(fields), POLICY).map(({ id, open }) => [id, open]);

it('an invoice without instalments is one demand with its balance; overpaid, nothing is open', () => {
  expect(openOf({ payments: payment('p', 4_000, '2026-03-01') })).toEqual([['invoice', 6_000]]);
  expect(openOf({ payments: payment('p', 12_000, '2026-03-01') })).toEqual([['invoice', 0]]);
});

it("without its own due date the policy's terms give it, and without terms nothing does", () => {
  const { dueOn: _none, ...undated } = invoice();
  expect(dueDayOf(undated, { ...POLICY, terms: { dueDays: 30 } })).toBe(day('2026-02-02') + 30);
  expect(dueDayOf(undated, POLICY)).toBeUndefined();
  expect(demandsOf(undated, POLICY)).toEqual([{ id: 'invoice', open: 10_000 }]);
});

describe('instalments', () => {
  it('stand by date, and payments fill the oldest first', () => {
    const paid = (amount: number) =>
      openOf({ amount: 7_000, instalments, payments: payment('p', amount, '2026-03-01') });
    expect(paid(1_000)).toEqual([
      ['instalment-2', 3_000],
      ['instalment-1', 3_000],
    ]);
    expect(paid(5_000)).toEqual([
      ['instalment-2', 0],
      ['instalment-1', 2_000],
    ]);
    expect(paid(7_000)).toEqual([
      ['instalment-2', 0],
      ['instalment-1', 0],
    ]);
  });

  it('that cover less than is owed leave the rest due with the invoice', () => {
    expect(openOf({ instalments })).toEqual([
      ['instalment-2', 4_000],
      ['invoice', 3_000],
      ['instalment-1', 3_000],
    ]);
  });

  it("of a plan take the place of the invoice's own", () => {
    const plan = {
      planId: 'n',
      agreedAt: '2026-03-01T00:00:00Z',
      instalments: [{ dueOn: '2026-05-01', amount: 10_000 }],
    };
    expect(openOf({ instalments, plan })).toEqual([['n-1', 10_000]]);
  });

  it('count overdue days from the oldest that is open', () => {
    const of = demandsOf(invoice({ amount: 7_000, instalments, payments: payment('p', 4_000, '2026-03-01') }), POLICY);
    expect(oldestOpenDueDay(of)).toBe(day('2026-04-01'));
    expect(oldestOpenDueDay([])).toBeUndefined();
  });
});

describe('a plan for a part of an invoice that is due later', () => {
  const plan = { planId: 'L', agreedAt: '2026-02-10T00:00:00Z', instalments: [{ dueOn: '2026-02-20', amount: 4_000 }] };

  it('has what comes in after it fill the part first, then the rest', () => {
    const open = (amount: number) => openOf({ plan, payments: payment('p', amount, '2026-02-15') });
    expect(openOf({ plan })).toEqual([
      ['L-1', 4_000],
      ['invoice', 6_000],
    ]);
    expect(open(3_000)).toEqual([
      ['L-1', 1_000],
      ['invoice', 6_000],
    ]);
    expect(open(4_000)).toEqual([
      ['L-1', 0],
      ['invoice', 6_000],
    ]);
    expect(open(5_000)).toEqual([
      ['L-1', 0],
      ['invoice', 5_000],
    ]);
    expect(open(10_000)).toEqual([['L-1', 0]]);
  });

  it('leaves uncovered less where something had come in before it', () => {
    const before = payment('p', 3_000, '2026-02-09');
    expect(openOf({ plan, payments: before })).toEqual([
      ['L-1', 4_000],
      ['invoice', 3_000],
    ]);
    expect(openOf({ plan, payments: payment('p', 8_000, '2026-02-09') })).toEqual([['L-1', 2_000]]);
    const credits = { k: { amount: 4_000, at: '2026-02-16T00:00:00Z' } };
    expect(openOf({ plan, payments: before, credits })).toEqual([
      ['L-1', 0],
      ['invoice', 3_000],
    ]);
  });

  it('counts nothing that was taken back', () => {
    const back = { p: { ...payment('p', 4_000, '2026-02-15').p!, reversedAt: '2026-02-16T00:00:00Z' } };
    const credits = { k: { amount: 4_000, at: '2026-02-16T00:00:00Z', cancelledAt: '2026-02-17T00:00:00Z' } };
    expect(openOf({ plan, payments: back, credits })).toEqual([
      ['L-1', 4_000],
      ['invoice', 6_000],
    ]);
  });

  it('leaves a rest without a day out, but not what was paid of it', () => {
    const { dueOn: _none, ...undated } = invoice({ plan, payments: payment('p', 5_000, '2026-02-15') });
    expect(demandsOf(undated, POLICY)).toEqual([{ id: 'L-1', dueDay: day('2026-02-20'), open: 0 }]);
    const { dueOn: _never, ...unpaid } = invoice({ plan });
    expect(demandsOf(unpaid, POLICY)).toEqual([{ id: 'L-1', dueDay: day('2026-02-20'), open: 4_000 }]);
  });

  it('has a credit from before it, or of its own instant, count as nothing since', () => {
    const credits = { k: { amount: 3_000, at: '2026-02-10T00:00:00Z' } };
    expect(openOf({ plan, credits })).toEqual([
      ['L-1', 4_000],
      ['invoice', 3_000],
    ]);
    const payments = { p: { amount: 3_000, receivedOn: '2026-02-10', at: '2026-02-10T00:00:00Z' } };
    expect(openOf({ plan, payments })).toEqual([
      ['L-1', 4_000],
      ['invoice', 3_000],
    ]);
  });

  it('of one that was due before it, the rest is filled first', () => {
    const later = { ...plan, instalments: [{ dueOn: '2026-04-20', amount: 4_000 }] };
    const open = (amount: number) => openOf({ plan: later, payments: payment('p', amount, '2026-03-15') });
    expect(open(5_000)).toEqual([
      ['invoice', 1_000],
      ['L-1', 4_000],
    ]);
    expect(open(7_000)).toEqual([['L-1', 3_000]]);
  });
});

describe('of several demands', () => {
  const demand = (id: string, dueDay: number | undefined, open: number) => ({
    id,
    open,
    ...(dueDay === undefined ? {} : { dueDay }),
  });
  const three = [demand('a', 10, 100), demand('b', 20, 200), demand('c', undefined, 50)];

  it('the oldest that is open says since when it is overdue, in whichever order they stand', () => {
    for (const each of [three, [...three].reverse()]) expect(oldestOpenDueDay(each)).toBe(10);
    expect(oldestOpenDueDay([demand('a', 10, 0), demand('b', 20, 1)])).toBe(20);
    expect(oldestOpenDueDay([demand('a', undefined, 1)])).toBeUndefined();
    expect(oldestOpenDueDay([])).toBeUndefined();
  });

  it('overdue is what has passed its day: on the day itself nothing is', () => {
    expect([9, 10, 11, 20, 21].map((today) => overdueOf(three, today))).toEqual([0, 0, 100, 100, 300]);
  });

  it('a promise covers them from the first on, whole or not at all', () => {
    const left = (promised: number) => unpromised(three, promised).map(({ id }) => id);
    expect([0, 99, 100, 299, 300, 350].map(left)).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['b', 'c'],
      ['b', 'c'],
      ['c'],
      [],
    ]);
    expect(unpromised([demand('a', 10, 0), demand('b', 20, 1)], 0).map(({ id }) => id)).toEqual(['b']);
  });
});
