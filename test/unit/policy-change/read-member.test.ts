import { expect, test } from 'vitest';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { SqliteTable } from '../../../functions/adapters/embedded/sqlite-table.ts';
import { type CustomerHead, headKey, invoiceKey, unknownHead } from '../../../functions/ledger/entities.ts';
import { stepKey } from '../../../functions/lifecycle/entities.ts';
import { readMember } from '../../../functions/policy-change/read-member.ts';
import { invoice } from '../../support/case-facts.ts';

const tableOf = async (items: readonly { pk: string; sk: string }[]) => {
  const table = new SqliteTable(openDatabase(), new VirtualClock(0));
  for (const item of items) await table.write({ put: item });
  return table;
};
const head: CustomerHead = {
  ...unknownHead('c1'),
  claim: { letterId: 'l2', attempt: 'a', at: '2026-03-02T09:00:00Z', status: 'sent', currency: 'USD', steps: [] },
};
const { pk } = headKey('c1');
const ofInvoice = (invoiceId: string, amount: number) => [
  { ...invoice({ invoiceId, customerId: 'c1', amount }), ...invoiceKey('c1', invoiceId) },
  { ...stepKey('c1', invoiceId, 1, 'invoice', 'reminder-1') },
  { pk, sk: `INVOICE#${invoiceId}#CASE` },
];

test('of a partition is kept what is open, the last letter, and whatever else is not history', async () => {
  const others = ['EVIDENCE#old#c1', 'FIND#x', 'ITEM#i', 'LETTER#l1', 'LETTER#l2', 'LETTER#l3', 'NOTICE#n'];
  const items = [head, ...ofInvoice('a', 100), ...ofInvoice('a-b', 0), ...ofInvoice('z', 5)];
  const table = await tableOf([...items, ...others.map((sk) => ({ pk, sk }))]);
  const member = await readMember(table, head);
  expect([...member.open]).toEqual(['a', 'z']);
  expect(member.items.map(({ sk }) => sk)).toEqual([
    'HEAD',
    ...['INVOICE#a#CASE', 'INVOICE#a#FACTS', 'INVOICE#a#c1#invoice#reminder-1'],
    ...['INVOICE#z#CASE', 'INVOICE#z#FACTS', 'INVOICE#z#c1#invoice#reminder-1'],
    ...['ITEM#i', 'LETTER#l2', 'NOTICE#n'],
  ]);
});

test('an invoice on the edge of two pages is whole, and none is lost', async () => {
  const text = 'x'.repeat(9_000);
  const ids = Array.from({ length: 200 }, (_, index) => `i${String(index).padStart(3, '0')}`);
  const items = ids.flatMap((id, index) => ofInvoice(id, index % 2).map((item) => ({ ...item, text })));
  const member = await readMember(await tableOf([head, ...items]), head);
  expect([...member.open]).toEqual(ids.filter((_, index) => index % 2 === 1));
  expect(member.items).toHaveLength(301);
});
