import { describe, expect, test } from 'vitest';
import { BadInput } from '../../functions/platform/errors.ts';
import { rehearse } from '../support/rehearse.ts';
import { changed, customer, issued, paid, sends, world } from '../support/scenario-parts.ts';

type Event = Record<string, unknown>;

const AT = '2026-03-02T12:00:00Z';
const END = '2026-03-02T13:00:00Z';
const named = (id: string, event: Event): Event => ({ id, source: 'books', ...event, at: AT });
const orders = (events: readonly Event[]): Event[][] =>
  events.length < 2
    ? [[...events]]
    : events.flatMap((event) => orders(events.filter((other) => other !== event)).map((rest) => [event, ...rest]));
const problemsOf = async (events: readonly Event[]): Promise<string> => {
  try {
    await rehearse(world(END, events));
  } catch (error) {
    if (error instanceof BadInput) return error.problems.join('\n');
    throw error;
  }
  return 'nothing';
};

const credit = named('k', {
  type: 'credit.issued',
  creditId: 'K1',
  customerId: 'C1',
  amount: '60.00',
  currency: 'USD',
});
const applied = named('a', { type: 'credit.applied', creditId: 'K1', invoiceId: 'I1', amount: '50.00' });
const payment = named('p', paid('P1', AT, '100.00', { I1: '70.00' }));

describe('balances depend on the set of events, not on their order', () => {
  test.each([
    ['a payment, a credit and its application', [named('i', issued('I1')), payment, credit, applied], '30.00', 1],
    [
      'a payment taken back',
      [named('i', issued('I1')), payment, named('r', { type: 'payment.reversed', paymentId: 'P1', reason: 'x' })],
      '150.00',
      0,
    ],
    [
      'a credit cancelled',
      [named('i', issued('I1')), credit, applied, named('c', { type: 'credit.cancelled', creditId: 'K1' })],
      '150.00',
      0,
    ],
    [
      'an invoice changed before it was issued',
      [named('i', issued('I1')), named('j', changed('I1', AT, { amount: '90.00' })), payment],
      '20.00',
      1,
    ],
    [
      'a void',
      [named('i', issued('I1')), payment, named('v', { type: 'invoice.voided', invoiceId: 'I1' })],
      '80.00',
      1,
    ],
  ] as [string, Event[], string, number][])('rule 21: %s', async (_, events, balance, unapplied) => {
    for (const order of orders(events)) {
      const result = await rehearse(world(END, order));
      const told = order.map(({ id }) => id).join();
      expect(result.invoice('I1').balance, told).toBe(balance);
      expect(result.items('unapplied-credit'), told).toHaveLength(unapplied);
      expect(result.summary.orphans, told).toBe(0);
    }
  });
});

test('rule 21: a yen credit that comes before its invoice keeps its amount', async () => {
  const yen = { ...named('i', issued('I1', { currency: 'JPY', amount: '900' })) };
  const early = named('a', { type: 'credit.applied', creditId: 'K1', invoiceId: 'I1', amount: '400' });
  const late = named('k', { type: 'credit.issued', creditId: 'K1', customerId: 'C1', amount: '400', currency: 'JPY' });
  for (const order of orders([yen, early, late])) {
    const result = await rehearse(world(END, order));
    expect(result.invoice('I1').balance).toBe('500');
    expect(result.workList).toEqual([]);
  }
});

test('rule 21: of two records of one instant the greater event id wins, in either order', async () => {
  const records = [
    named('b', changed('I1', AT, { amount: '90.00' })),
    named('c', changed('I1', AT, { amount: '80.00' })),
  ];
  for (const order of orders(records)) expect((await rehearse(world(END, order))).invoice('I1').balance).toBe('80.00');
  const heads = ['b', 'c'].map((id) =>
    named(id, {
      type: 'customer.updated',
      customer: customer('C1', { contacts: [{ name: id, email: `${id}@c1.test`, roles: ['billing'] }] }),
    }),
  );
  for (const order of orders(heads)) {
    const result = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1'), ...order]));
    expect(result.letters.map(({ to }) => to)).toEqual([['c@c1.test']]);
  }
});

test('rule 21: a customer is as at the start, whatever an older event says', async () => {
  const older = { at: '2026-02-20T00:00:00Z', type: 'customer.updated', customer: customer('C1', { contacts: [] }) };
  const result = await rehearse(world('2026-03-06T00:00:00Z', [older, issued('I1')]));
  expect(result.letters).toHaveLength(1);
});

test('rule 21: a payment before its invoice waits, and the letter asks for the rest only', async () => {
  const events = [
    paid('P1', '2026-03-02T10:00:00Z', '50.00', { I1: '50.00' }),
    issued('I1', {}, '2026-03-04T10:00:00Z'),
  ];
  const before = await rehearse(world('2026-03-03T00:00:00Z', events));
  expect(before.timeline.some(({ what }) => what === 'money-unmatched')).toBe(true);
  const result = await rehearse(world('2026-03-06T00:00:00Z', events));
  expect(result.letters.map(({ total }) => total)).toEqual(['100.00']);
});

test('rule 21: the same event again is ignored and counted', async () => {
  const twice = [
    named('p', paid('P1', AT, '50.00', { I1: '50.00' })),
    named('p', paid('P1', AT, '50.00', { I1: '50.00' })),
  ];
  const result = await rehearse(world(END, [issued('I1'), ...twice]));
  expect(result.invoice('I1').balance).toBe('100.00');
  expect(result.summary.repeats).toBe(1);
});

test('rule 21: the same payment under another event id counts once', async () => {
  const result = await rehearse(
    world(END, [
      issued('I1'),
      named('p', paid('P1', AT, '50.00', { I1: '50.00' })),
      named('q', paid('P1', AT, '50.00', { I1: '50.00' })),
    ]),
  );
  expect(result.invoice('I1').balance).toBe('100.00');
});

describe('a contradiction is refused with its place', () => {
  test.each([
    [
      'the same event id with other content',
      [named('p', paid('P1', AT, '50.00', {})), named('p', paid('P1', AT, '60.00', {}))],
      /^events\[1\].*other content/,
    ],
    [
      'a payment received before with other content',
      [paid('P1', AT, '50.00', {}), paid('P1', AT, '60.00', {})],
      /^events\[1\]\.paymentId: "P1"/,
    ],
    [
      'a payment received before in another currency',
      [paid('P1', AT, '50.00', {}), paid('P1', AT, '50.00', {}, { currency: 'EUR' })],
      /^events\[1\]\.paymentId: "P1"/,
    ],
    [
      'an invoice that changes its customer',
      [issued('I1'), changed('I1', AT, { customerId: 'C2' })],
      /^events\[1\]\.invoice\.customerId: .*"C2".*"C1"/,
    ],
    [
      'an invoice that changes its currency under a payment',
      [issued('I1'), paid('P1', AT, '50.00', { I1: '50.00' }), changed('I1', AT, { currency: 'EUR' })],
      /^events\[2\]\.invoice\.currency: .*EUR.*USD/,
    ],
    [
      'a payment in another currency than its invoice',
      [issued('I1'), paid('P1', AT, '50.00', { I1: '50.00' }, { currency: 'EUR' })],
      /^events\[1\]\.currency: .*EUR.*"I1".*USD/,
    ],
    [
      'an invoice in another currency than the payment that waits for it',
      [paid('P1', '2026-02-01T10:00:00Z', '50.00', { I1: '50.00' }, { currency: 'EUR' }), issued('I1')],
      /^events\[1\]\.invoice\.currency: .*USD.*"P1".*EUR/,
    ],
    [
      'a credit in another currency than its invoice',
      [issued('I1'), { ...credit, currency: 'EUR' }, applied],
      /^events\[2\]\.currency: .*"K1".*EUR.*USD/,
    ],
    [
      'a credit issued in another currency than it was applied in',
      [issued('I1'), applied, { ...credit, currency: 'EUR' }],
      /^events\[2\]\.currency: .*EUR.*"I1".*USD/,
    ],
    [
      'an amount that does not fit the currency of its invoice',
      [issued('I1', { currency: 'JPY', amount: '900' }), { ...applied, amount: '1.50' }],
      /^events\[1\]\.amount: "1\.50"/,
    ],
  ] as [string, Event[], RegExp][])('rule 21: %s', async (_, events, sentence) => {
    expect(await problemsOf(events)).toMatch(sentence);
  });
});

test('rule 21: a credit applied before its invoice goes to it, and its letter asks for the rest', async () => {
  const early = { ...applied, at: '2026-03-02T10:00:00Z' };
  const result = await rehearse(
    world('2026-03-06T00:00:00Z', [
      { ...credit, at: '2026-03-02T09:00:00Z' },
      early,
      issued('I1', {}, '2026-03-03T10:00:00Z'),
    ]),
  );
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1']);
  expect(result.letters[0]!.total).toBe('100.00');
});
