import { expect, test } from 'vitest';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { KeptEvents } from '../../../functions/adapters/embedded/kept-events.ts';
import { SqliteTable } from '../../../functions/adapters/embedded/sqlite-table.ts';
import type { EventOut } from '../../../functions/platform/ports.ts';
import { TellingTable } from '../../../local/telling-table.ts';

const event = (id: string): EventOut => ({ id, source: 'good-standing', at: '2026-03-20T09:00:00.000Z', type: 'x' });

test('an event that left is kept once, however often it is told', async () => {
  const kept = new KeptEvents(openDatabase());
  await kept.emit([event('a'), event('b')]);
  await kept.emit([event('b'), event('c')]);
  expect(kept.newest(2).map(({ event: { id } }) => id)).toEqual(['c', 'b']);
  expect(kept.newest(2, kept.newest(2).at(-1)!.number).map(({ event: { id } }) => id)).toEqual(['a']);
});

test('a write that did not happen is told to nobody, one that did with what it changed', async () => {
  const kept = new KeptEvents(openDatabase());
  const table = new TellingTable(new SqliteTable(openDatabase(), new VirtualClock(0)), kept);
  const key = { pk: 'C#c1', sk: 'INVOICE#i1#CASE' };
  const of = { invoiceId: 'i1', customerId: 'c1', cycle: 1, policyId: 'p', policyVersion: 1 };
  await table.transact([{ put: { ...key, ...of, status: 'open' } }, { put: { pk: 'C#c1', sk: 'HEAD' } }]);
  const close = { status: 'closed', closedAt: '2026-03-20T09:00:00.000Z', decision: { standing: 'settled' } };
  const refused = table.write({ update: key, set: close, if: { equals: { cycle: 2 } } });
  await expect(refused).rejects.toThrow();
  expect(kept.count).toBe(0);
  await table.write({ update: key, set: close, if: { equals: { cycle: 1 } } });
  await table.write({ update: key, set: close });
  expect(kept.newest(9).map(({ event: { type } }) => type)).toEqual(['case.settled']);
});
