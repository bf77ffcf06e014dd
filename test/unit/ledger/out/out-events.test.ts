import { describe, expect, it, test } from 'vitest';
import { outEvent } from '../../../../functions/ledger/out/contract.ts';
import { outEvents } from '../../../../functions/ledger/out/out-events.ts';
import { tellTheBooks } from '../../../../functions/ledger/out/tell.ts';
import type { TellerPlatform } from '../../../../functions/ledger/out/teller-platform.ts';
import tellTask from '../../../../functions/ledger/tell-the-books.handler.ts';
import type { EventOut, EventsOut, Item } from '../../../../functions/platform/ports.ts';
import { TellingTable } from '../../../../local/telling-table.ts';
import { World } from '../../../support/world.ts';

const AT = '2026-03-20T09:00:00.000Z';
const facts = (more: object = {}): Item => ({
  pk: 'C#c1',
  sk: 'INVOICE#i1#FACTS',
  invoiceId: 'i1',
  customerId: 'c1',
  currency: 'USD',
  cycle: 1,
  issues: {},
  purchaseOrder: 'Jane Roe',
  ...more,
});
const issue = {
  issueId: 's1',
  category: 'price',
  description: 'Jane Roe says so',
  raisedAt: '2026-03-10T09:00:00.000Z',
};
const caseItem = (more: object = {}): Item => ({
  ...{ pk: 'C#c1', sk: 'INVOICE#i1#CASE', invoiceId: 'i1', customerId: 'c1', cycle: 2, restart: 1 },
  ...{ policyId: 'plain', policyVersion: 3, status: 'open', ...more },
});
const letter = (status: string, more: object = {}): Item => ({
  ...{ pk: 'C#c1', sk: 'LETTER#l1', letterId: 'l1', payerId: 'c1', attempt: 'a1', at: AT, to: ['jane@roe.example'] },
  ...{ template: 'reminder-1', step: 'reminder-1', currency: 'JPY', total: 250, subject: 'Dear Jane Roe', status },
  lines: [{ invoiceId: 'i1', cycle: 1, step: 'reminder-1', amount: 250 }],
  ...more,
});
const typesOf = (before: Item | undefined, after: Item | undefined) => outEvents(before, after).map(({ type }) => type);

describe('what other systems are told', () => {
  it.each([
    ['settled', 'case.settled'],
    ['written-off', 'case.written-off'],
    ['handed-over', 'case.handed-over'],
    ['cancelled', 'case.cancelled'],
  ])('a case that ends as %s: %s, once', (standing, type) => {
    const closed = caseItem({ status: 'closed', closedAt: AT, decision: { standing } });
    expect(outEvents(caseItem(), closed)).toEqual([
      {
        ...{ id: `${type}-i1-2-${Date.parse(AT)}`, source: 'good-standing', at: AT, type, invoiceId: 'i1' },
        ...{ customerId: 'c1', cycle: 2, policyId: 'plain', policyVersion: 3 },
      },
    ]);
    expect(outEvents(closed, { ...closed, closedAt: '2026-03-20T09:00:01.000Z' })).toEqual([]);
    expect(outEvents(caseItem(), caseItem({ restart: 2 }))).toEqual([]);
  });

  it.each([
    ['written-off', 'write-off.approved'],
    ['handed-over', 'hand-over.approved'],
  ])('an invoice that is %s by an approval: %s with the amount', (how, type) => {
    const closed = facts({ closedAs: { how, at: AT, amount: 1234 } });
    const [told] = outEvents(facts(), closed);
    expect(told).toMatchObject({ type, amount: '12.34', currency: 'USD', invoiceId: 'i1', at: AT });
    expect(outEvents(closed, { ...closed, v: 9 })).toEqual([]);
  });

  it('an issue, its end, and the credit that it asks the books for', () => {
    const open = facts({ issues: { s1: issue } });
    expect(outEvents(facts(), open)).toMatchObject([{ type: 'issue.raised', issueId: 's1', category: 'price' }]);
    const partly = facts({ issues: { s1: { ...issue, disputedAmount: 500 } } });
    expect(outEvents(facts(), partly)).toMatchObject([{ disputed: '5.00' }]);
    const resolved = { ...issue, resolvedAt: AT, outcome: 'customer-right', credit: 500, rootCause: 'Jane Roe' };
    const closed = facts({ issues: { s1: resolved } });
    expect(outEvents(open, closed)).toMatchObject([
      { type: 'issue.resolved', outcome: 'customer-right', at: AT },
      { type: 'credit.requested', amount: '5.00', currency: 'USD', issueId: 's1' },
    ]);
    expect(outEvents(closed, { ...closed, v: 9 })).toEqual([]);
    // Raised and resolved between two readings of one writer.
    expect(typesOf(facts(), closed)).toEqual(['issue.raised', 'issue.resolved', 'credit.requested']);
  });

  it('a credit hold that was approved, with those who approved', () => {
    const snapshot = { action: 'credit-hold', amount: 999, currency: 'KWD', recipients: [] };
    const asked: Item = {
      ...{ pk: 'C#c1', sk: 'INVOICE#i1#c1#whole#hold', invoiceId: 'i1', customerId: 'c1', cycle: 1, status: 'asked' },
      approval: { approvalId: 'approval-1', snapshot, first: undefined },
    };
    const first = { by: 'mia', at: AT };
    const done = { ...asked, status: 'done', at: AT, approval: { approvalId: 'approval-1', snapshot, first } };
    expect(outEvents(asked, done)).toMatchObject([
      {
        type: 'credit-hold.requested',
        amount: '0.999',
        currency: 'KWD',
        approvedBy: ['mia'],
        approvalId: 'approval-1',
      },
    ]);
    expect(outEvents(done, { ...done, v: 2 })).toEqual([]);
    const lifted = { ...done, liftedAt: '2026-03-23T09:00:00.000Z' };
    expect(outEvents(done, lifted)).toEqual([
      {
        ...{ id: `credit-hold.lifted-approval-1-${Date.parse(lifted.liftedAt)}`, source: 'good-standing' },
        ...{ at: lifted.liftedAt, type: 'credit-hold.lifted', invoiceId: 'i1', customerId: 'c1', cycle: 1 },
        approvalId: 'approval-1',
      },
    ]);
    expect(outEvents(lifted, { ...lifted, v: 3 })).toEqual([]);
    const other = { ...done.approval, snapshot: { ...snapshot, action: 'site-visit' } };
    expect(outEvents(asked, { ...done, approval: other })).toEqual([]);
  });

  it('a letter that left, or is known to have left later', () => {
    expect(outEvents(undefined, letter('sent'))).toMatchObject([
      {
        type: 'letter.sent',
        letterId: 'l1',
        total: '250',
        currency: 'JPY',
        part: 1,
        parts: 1,
        lines: [{ amount: '250' }],
      },
    ]);
    expect(outEvents(undefined, letter('unknown'))).toEqual([]);
    expect(typesOf(letter('unknown'), letter('sent'))).toEqual(['letter.sent']);
    expect(outEvents(letter('sent'), letter('sent', { bounced: ['jane@roe.example'] }))).toEqual([]);
    expect(typesOf(letter('failed'), letter('sent', { attempt: 'a2' }))).toEqual(['letter.sent']);
  });

  it('a letter about thousands of invoices in events that the bus can carry', () => {
    const line = { invoiceId: 'i'.repeat(64), cycle: 1, step: 'reminder-1', amount: 9_007_199_254_740_991 };
    const told = outEvents(undefined, letter('sent', { lines: Array.from({ length: 1201 }, () => line) }));
    expect(told.map((event) => (event.type === 'letter.sent' ? event.lines.length : 0))).toEqual([500, 500, 201]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(3);
    expect(Math.max(...told.map((event) => JSON.stringify(event).length))).toBeLessThan(262_144);
  });

  it('nothing of anything else, and nothing of what goes', () => {
    expect(outEvents(undefined, { pk: 'C#c1', sk: 'HEAD', name: 'Jane Roe' })).toEqual([]);
    expect(outEvents(letter('sent'), undefined)).toEqual([]);
  });

  it('the same events with the same ids however often, each as documented, without names or addresses', () => {
    const changes: [Item | undefined, Item][] = [
      [undefined, letter('sent')],
      [caseItem(), caseItem({ status: 'closed', closedAt: AT, decision: { standing: 'settled' } })],
      [facts(), facts({ issues: { s1: { ...issue, resolvedAt: AT, outcome: 'goodwill', credit: 1 } } })],
      [facts(), facts({ closedAs: { how: 'written-off', at: AT, amount: 1 } })],
    ];
    for (const [before, after] of changes) {
      const events = outEvents(before, after);
      expect(outEvents(before, after)).toEqual(events);
      for (const event of events) expect(outEvent.parse(event)).toEqual(event);
      expect(JSON.stringify(events)).not.toMatch(/Jane|roe/i);
    }
  });
});

const takenBy = (taken: EventOut[]): EventsOut => ({
  async emit(events) {
    taken.push(...events);
    return [];
  },
});

describe('the teller of the books', () => {
  const images = [
    { id: '1', after: letter('sent') },
    { id: '2', after: { pk: 'C#c1', sk: 'LETTER#poisoned', status: 'sent', lines: 'none' } },
    { id: '3', before: facts(), after: facts({ closedAs: { how: 'written-off', at: AT, amount: 1 } }) },
  ];

  test('a poisoned row is named and holds up none of the others', async () => {
    const taken: EventOut[] = [];
    const platform = { eventsOut: takenBy(taken) };
    const answer = await tellTask.call(platform as unknown as TellerPlatform, { images });
    expect(answer).toEqual({ told: 2, failed: ['2'] });
    expect(taken.map(({ type }) => type)).toEqual(['letter.sent', 'write-off.approved']);
  });

  test('a row whose event was not taken is named, so that it comes again', async () => {
    const emit = async (events: readonly EventOut[]) => [events[1]!.id];
    expect(await tellTheBooks({ eventsOut: { emit } }, images)).toEqual({ told: 1, failed: ['2', '3'] });
  });

  test('a story in the real pipeline is told', async () => {
    const taken: EventOut[] = [];
    const eventsOut = takenBy(taken);
    const world = await World.make({
      start: '2026-03-02T06:00:00Z',
      wrap: (ports) => ({ ...ports, table: new TellingTable(ports.table, eventsOut) }),
    });
    const invoice = { id: 'i1', customerId: 'c1', issuedOn: '2026-02-01', dueOn: '2026-03-02', amount: '10.00' };
    await world.record({ type: 'invoice.issued', invoice: { ...invoice, currency: 'USD' } });
    await world.to('2026-03-06T12:00:00Z');
    await world.record({ type: 'issue.raised', issueId: 's1', invoiceId: 'i1', category: 'price' });
    const end = { outcome: 'customer-right', credit: '4.00', rootCause: 'x', correctiveAction: 'y' };
    await world.record({ type: 'issue.resolved', issueId: 's1', ...end });
    const paid = { paymentId: 'p1', customerId: 'c1', amount: '10.00', currency: 'USD', receivedOn: '2026-03-06' };
    await world.record({ type: 'payment.received', ...paid, allocations: [{ invoiceId: 'i1', amount: '10.00' }] });
    expect(taken.map(({ type }) => type)).toEqual([
      ...['letter.sent', 'issue.raised', 'issue.resolved', 'credit.requested', 'case.settled'],
    ]);
    for (const event of taken) expect(outEvent.parse(event)).toEqual(event);
  });
});
