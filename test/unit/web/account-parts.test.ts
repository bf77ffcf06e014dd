import { expect, test } from 'vitest';
import { customerPartition, invoiceKey } from '../../../functions/ledger/entities.ts';
import { wholePart } from '../../../functions/web/account-records.ts';
import { WorkSite } from '../../support/work-site.ts';
import { CUSTOMER, invoiceOf, QUICK } from '../../support/world.ts';

const pk = customerPartition('c1');
const stepsOf = (invoiceId: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ pk, sk: `INVOICE#${invoiceId}#c1#invoice#step-${index}` }));
const recordsOf = (invoiceId: string, steps: number) => [invoiceKey('c1', invoiceId), ...stepsOf(invoiceId, steps)];

test('an account with the evidence of many hand-overs is shown like any other', async () => {
  const site = await WorkSite.withCall();
  for (let index = 0; index < 8; index += 1)
    await site.world.table.write({
      put: { pk, sk: `EVIDENCE#old${index}#c1`, invoiceId: `old${index}`, cycle: 1, packed: 'x'.repeat(200_000), v: 0 },
    });
  const { status, body } = await (await site.signIn()).ask('/accounts/c1');
  expect(status).toBe(200);
  expect(body).toContain('href="/accounts/c1/invoices/i1"');
});

test('an account and an invoice say how much more there is than they show', async () => {
  const site = await WorkSite.withCall();
  const lines = Array.from({ length: 32 }, (_, index) => ({ description: `Part ${index}`, amount: '1.00' }));
  await site.world.record(invoiceOf('i2', { amount: '32.00', lines }));
  for (let index = 0; index < 26; index += 1)
    await site.world.table.write({
      put: { pk, sk: `ITEM#x${index}`, itemId: `x${index}`, kind: 'task', title: 'Look', customerId: 'c1', v: 0 },
    });
  const anna = await site.signIn();
  expect((await anna.ask('/accounts/c1')).body).toContain('and 2 more: act on these');
  expect((await anna.ask('/accounts/c1/invoices/i2')).body).toContain('and 2 more lines');
});

test('a page of a long account ends with an invoice of which all was read', () => {
  const head = { pk, sk: 'HEAD' };
  const read = [head, ...recordsOf('i1', 2), ...recordsOf('i2', 2)];
  const cut = wholePart({ items: read, next: read.at(-1)!.sk });
  expect(cut.items).toEqual([head, ...recordsOf('i1', 2)]);
  expect(cut.next).toBe('INVOICE#i1#c1#invoice#step-1');
  expect(wholePart({ items: read })).toEqual({ items: read });
  const one = [head, ...recordsOf('i1', 2)];
  expect(wholePart({ items: one, next: one.at(-1)!.sk })).toEqual({ items: one, next: one.at(-1)!.sk });
  const letters = [head, { pk, sk: 'LETTER#a' }];
  expect(wholePart({ items: letters, next: 'LETTER#a' })).toEqual({ items: letters, next: 'LETTER#a' });
});

test('an overdue invoice whose first letter is still to come, to nobody, says both', async () => {
  const [reminder, ...steps] = QUICK.steps;
  const policies = [{ ...QUICK, steps: [{ ...reminder!, when: { anchor: 'due', days: 13 } }, steps.at(-1)!] }];
  policies[0]!.steps[1] = { ...steps.at(-1)!, when: { anchor: 'due', days: 20 } };
  const site = await WorkSite.withCall({ policies, customers: [{ ...CUSTOMER, contacts: [] }] });
  const anna = await site.signIn();
  for (const path of ['/accounts/c1', '/accounts/c1/invoices/i1']) {
    const { body } = await anna.ask(path);
    expect(body).toContain('No reminder yet');
    expect(body).not.toContain('Not due yet');
    expect(body).toContain('Nobody can be written to: enter a contact, and it goes there.');
  }
});

test('a credit that was decided stands in the history as asked of accounting', async () => {
  const site = await WorkSite.withCall();
  await site.world.record({ type: 'issue.raised', by: 'anna', issueId: 's1', invoiceId: 'i1', category: 'price' });
  const why = { rootCause: 'Old list', correctiveAction: 'New list' };
  const solved = { type: 'issue.resolved' as const, issueId: 's1', outcome: 'customer-right' as const, ...why };
  await site.world.record({ ...solved, by: 'anna', credit: '30.00' });
  const anna = await site.signIn();
  for (const path of ['/accounts/c1?show=history', '/accounts/c1/invoices/i1'])
    expect((await anna.ask(path)).body).toContain('Credit of $30.00 asked of accounting');
});
