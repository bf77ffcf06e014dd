import { expect, test } from 'vitest';
import { changed, draftIn, ledgerOf, SLOWER } from './changing.ts';

test('a draft is rehearsed on the present ledger, in parts, against the active policy', async () => {
  const world = await ledgerOf(5, { partInvoices: 2 });
  await world.to('2026-03-06T18:00:00Z');
  const draft = await draftIn(world, SLOWER);
  const { change, parts } = await changed(world, { kind: 'rehearse', draft, days: 30, moveRunning: true });
  expect(world.runtime.engine.execution('policy-change', change.changeId)!.state).toBe('Done');
  expect(change).toMatchObject({ status: 'done', looked: { customers: 5, invoices: 5 } });
  expect(change.totals).toMatchObject({
    active: { letters: 6, tasks: 3, approvals: 5, perDay: { '2026-03-09': 3, '2026-03-11': 2, '2026-03-13': 1 } },
    draft: { letters: 1, tasks: 3, approvals: 5, perDay: { '2026-03-09': 1 } },
    ...{ newly: 0, noLonger: 4, cases: 4, changed: 3, moved: 0 },
  });
  expect(parts.flatMap(({ noLonger }) => noLonger.map(({ customerId, first }) => [customerId, first])).sort()).toEqual([
    ['c1', '2026-03-09'],
    ['c2', '2026-03-09'],
    ['c3', '2026-03-11'],
    ['c4', '2026-03-11'],
  ]);
});
