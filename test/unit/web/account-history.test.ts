import { expect, test } from 'vitest';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { settings } from '../../../functions/platform/settings.contract.ts';
import { historyOf } from '../../../functions/web/account-history.ts';
import { readerOf } from '../../../functions/web/reader.ts';
import type { WorkItem } from '../../../functions/work-list/item.ts';
import { askedWorld } from '../../support/approver.ts';
import { writtenWorld } from '../../support/customer-page.ts';
import type { World } from '../../support/world.ts';

const READER = readerOf(settings.parse({ company: 'Harbor Light' }));

const textsOf = async (world: World): Promise<string[]> => {
  const items = [...world.table.scan('ITEM#')] as WorkItem[];
  const invoice = (await world.table.get(await world.keyOf('i1'))) as InvoiceFacts;
  return historyOf(READER, { invoices: [invoice], items }).map(({ text }) => text);
};

test.each([
  [{ decision: 'reject', reason: 'Not now' }, 'Refused: Final notice'],
  [{ decision: 'wait', until: '2026-03-20' }, 'Put off: Final notice'],
  [{ decision: 'approve' }, 'Approved: Final notice'],
])('what was answered to a request is told by its answer, not as something done: %j', async (answer, said) => {
  const { world, max } = await askedWorld();
  await max.open();
  expect((await max.decide(answer as Record<string, string>)).status).toBe(303);
  const texts = await textsOf(world);
  expect(texts).toContain(said);
  expect(texts.filter((text) => text.startsWith('Done'))).toEqual([]);
});

test('a contact that the customer has confirmed is not said to be unconfirmed, and done by them', async () => {
  const { world } = await writtenWorld();
  const contact = { customerId: 'c1', requestId: 'r1' };
  await world.record({
    ...{ type: 'contact.asked', by: 'customer', ...contact, invoiceId: 'i1', name: 'Nina', email: 'nina@c1.test' },
  });
  await world.record({ type: 'contact.confirmed', by: 'customer', ...contact, confirmed: true });
  const texts = await textsOf(world);
  expect(texts).toContain('The customer answered whom to write to');
  expect(texts.filter((text) => text.startsWith('Done'))).toEqual([]);
});
